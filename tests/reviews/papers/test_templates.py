"""An authority's own templates: who changes them, and what happens when one no longer fits."""

import io

import docx
import pytest

from documents.word_package import NotUsable
from people.audit import newest
from people.errors import NotAllowed
from reviews.papers.fields import ReviewPaper, sample_of
from reviews.papers.templates import (
    CheckedTemplate,
    Paper,
    built_in,
    checked,
    filled,
    keep_template,
    own_template,
    template_file,
    templates_in_use,
    use_built_in,
)
from storage.store import Store
from tests.cast import Cast
from tests.documents.test_word import a_template, texts

OURS = a_template("{{ child_name }}")


@pytest.mark.parametrize("paper", list(Paper))
def test_the_built_in_templates_pass_the_same_trial(paper: Paper) -> None:
    assert checked(paper, "theirs.docx", built_in(paper)).content == built_in(paper)


def test_it_is_kept_with_who_and_when_and_the_next_takes_its_place(store: Store, cast: Cast) -> None:
    store.write_now(keep_template, cast.head, checked(Paper.REVIEW, "first.docx", OURS))
    second = a_template("{{ theme }}")
    store.write_now(keep_template, cast.head, checked(Paper.REVIEW, " " * 9 + "n" * 300, second))
    review, moderation, _ = store.read(templates_in_use, cast.head)
    assert review.is_own
    assert review.own is not None
    assert (review.own["by_name"], review.own["name"]) == ("Helen Marsh", "n" * 120)
    assert store.read(own_template, Paper.REVIEW) == store.read(template_file, cast.head, Paper.REVIEW) == second
    assert (moderation.is_own, moderation.own) == (False, None)
    last = store.read(newest)
    assert last is not None
    assert (last["action"], last["about"]) == ("template.kept", {"paper": "review", "size": len(second)})


def test_going_back_leaves_who_did_and_when_and_going_back_twice_is_once(store: Store, cast: Cast) -> None:
    store.write_now(keep_template, cast.head, checked(Paper.REVIEW, "ours.docx", OURS))
    store.write_now(use_built_in, cast.head, Paper.REVIEW)
    before = store.read(newest)
    store.write_now(use_built_in, cast.head, Paper.REVIEW)
    assert store.read(newest) == before
    assert store.read(template_file, cast.head, Paper.REVIEW) == built_in(Paper.REVIEW)
    assert not store.read(templates_in_use, cast.head)[0].is_own


def test_only_heads_change_them(store: Store, cast: Cast) -> None:
    for actor in (cast.reviewer, cast.worker, cast.chair, cast.administrator):
        with pytest.raises(NotAllowed):
            store.write_now(keep_template, actor, CheckedTemplate(Paper.REVIEW, "ours.docx", OURS))
        with pytest.raises(NotAllowed):
            store.write_now(use_built_in, actor, Paper.REVIEW)


@pytest.mark.parametrize(
    "own", [a_template("{{ no_longer_there }}"), b"PK damaged", a_template("{{ ''.__class__.x }}")]
)
def test_one_that_no_longer_fits_is_told_and_the_built_in_one_is_used(own: bytes) -> None:
    content, note = filled(Paper.REVIEW, sample_of(ReviewPaper), own)
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "Practice and Impact Review"
    assert note.startswith("Your own template was not used.")


def test_one_that_fits_is_used_and_nothing_is_told() -> None:
    content, note = filled(Paper.REVIEW, sample_of(ReviewPaper), OURS)
    assert (texts(content)[1], note) == ("a < b & c", "")


def test_a_template_for_the_other_paper_is_told_what_it_names(store: Store) -> None:
    with pytest.raises(NotUsable, match=r"panel_date.*section_18\.comments"):
        checked(Paper.REVIEW, "ours.docx", built_in(Paper.MODERATION))

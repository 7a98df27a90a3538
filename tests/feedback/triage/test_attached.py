"""Drawings and voice notes with staff: who opens them, whose the words are that somebody writes down of them."""

from typing import Any

import pytest

from feedback.triage.attached import opened, write_down
from feedback.triage.deciding import NO_ACTION, OTHER, decide
from feedback.triage.triage_list import triage_list, what_waits
from feedback.voices.attaching import checked
from feedback.voices.attachments import ATTACHMENTS, DRAWING, VOICE_NOTE
from feedback.voices.provenance import HEARD, HEARD_SUMMARY, in_words, is_quotable
from feedback.web import answering
from people.errors import NotAllowed, NotFound, Unacceptable
from reviews.citations import citations, cite
from reviews.evidence import drawn_beside, evidence
from reviews.reviews import plan_review
from storage.documents import number_of
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast
from tests.family import Family
from tests.pictures import drawing, note

FILES = {DRAWING: drawing(), VOICE_NOTE: note()}
SAID = "My dog is called Biscuit and he is sad too."


@pytest.fixture
def child(store: Store, cast: Cast) -> Family:
    """A child's helper, before the question that asks to draw or tell."""
    return before_a_text(Family(store, cast.ask(audience="child_4_7").token))


def before_a_text(family: Family) -> Family:
    """They begin, and come to the first question that asks for words of their own."""
    family.begins()
    while family.sees().question.kind != "long_text":
        family.skips()
    return family


def sends(family: Family, *kinds: str, words: str = "") -> dict[str, int]:
    """They send these, and answer with them; the numbers of what was kept."""
    asked = family.sees().question.id
    for kind in kinds:
        about = (family.token, family.browser, asked)
        family.store.write_now(answering.attach, *about, checked(kind, FILES[kind]), "en")
    family.answers(words)
    return family.store.read(lambda db: {one["kind"]: number_of(one) for one in db.table(ATTACHMENTS).all()})


def shares(family: Family) -> None:
    """They let their worker read their words."""
    while family.sees().question.purpose != "share_words":
        family.skips()
    family.answers("yes")


def item(store: Store, cast: Cast) -> Any:
    (one,) = [one for one in store.read(triage_list, cast.head) if one.own_words]
    return one


def source(said: Any) -> str:
    return in_words(said.kept, said.noted_by, said.collected_by, said.helped_by)


def writes(store: Store, cast: Cast, number: int, kept: str = "", words: str = SAID) -> None:
    store.write_now(write_down, cast.head, number, words, "en", kept)


def test_a_voice_note_waits_to_be_listened_to_and_says_that_nobody_has(store, cast, child):
    sends(child, VOICE_NOTE)
    waiting = item(store, cast)
    assert waiting.words == "A voice note; nobody has written down yet what it says"
    assert (waiting.unheard, is_quotable(waiting.kept), source(waiting)) == (True, False, "")


def test_nobody_says_that_nothing_is_to_be_done_before_it_was_written_down(store, cast, child):
    numbers = sends(child, VOICE_NOTE)
    waiting = item(store, cast)
    with pytest.raises(Unacceptable, match="Listen to the voice note"):
        store.write_now(decide, cast.head, waiting.item, NO_ACTION, "I have not listened.")
    writes(store, cast, numbers[VOICE_NOTE], HEARD)
    store.write_now(decide, cast.head, waiting.item, NO_ACTION)
    assert store.read(what_waits, cast.head) == []


def test_anything_else_can_be_done_at_once(store, cast, child):
    sends(child, VOICE_NOTE)
    store.write_now(decide, cast.head, item(store, cast).item, OTHER, "The interpreter listens on Monday.")
    assert store.read(what_waits, cast.head) == []


def test_what_is_written_word_for_word_may_be_quoted_and_says_who_wrote_it_and_when(store, cast, child):
    numbers = sends(child, VOICE_NOTE)
    writes(store, cast, numbers[VOICE_NOTE], HEARD)
    heard = item(store, cast)
    assert (heard.words, is_quotable(heard.kept), heard.unheard) == (SAID, True, False)
    told = "their exact words, written down from a voice note; noted by Helen Marsh on 12 May"
    assert source(heard).startswith(told)


@pytest.mark.parametrize(("kind", "kept"), [(VOICE_NOTE, HEARD_SUMMARY), (DRAWING, "")])
def test_in_other_words_it_is_never_quoted(store, cast, child, kind, kept):
    numbers = sends(child, kind)
    writes(store, cast, numbers[kind], kept)
    heard = item(store, cast)
    assert (heard.words, is_quotable(heard.kept)) == (SAID, False)
    assert "not their" in source(heard)
    assert "Helen Marsh" in source(heard)


def test_typed_words_stay_theirs_beside_what_was_written_down(store, cast, child):
    numbers = sends(child, DRAWING, words="Our house.")
    writes(store, cast, numbers[DRAWING])
    seen = item(store, cast)
    assert seen.words == "Our house."
    assert [one.words for one in seen.attached] == [SAID]


def test_a_word_that_alarms_counts_in_what_was_written_down_too(store, cast, child):
    numbers = sends(child, VOICE_NOTE)
    assert not item(store, cast).flagged
    writes(store, cast, numbers[VOICE_NOTE], HEARD, "He hits me.")
    assert item(store, cast).flagged


@pytest.mark.parametrize(
    ("words", "language", "kept"),
    [("  ", "en", HEARD), (SAID, "xx", HEARD), (SAID, "en", ""), ("a" * 5001, "en", HEARD)],
)
def test_what_cannot_be_kept_is_said(store, cast, child, words, language, kept):
    numbers = sends(child, VOICE_NOTE)
    with pytest.raises(Unacceptable):
        store.write_now(write_down, cast.head, numbers[VOICE_NOTE], words, language, kept)
    assert item(store, cast).unheard


def test_it_is_opened_by_whom_the_exact_words_are_for(store, cast, child):
    number = sends(child, DRAWING)[DRAWING]
    mime, content = store.read(opened, cast.head, number)
    assert (mime, content[:2]) == ("image/jpeg", b"\xff\xd8")
    for stranger in (cast.worker, cast.worker_of_another_team, cast.former_worker, cast.another_reviewer):
        with pytest.raises(NotFound):
            store.read(opened, stranger, number)
    for other in (cast.administrator, cast.chair):
        with pytest.raises(NotAllowed):
            store.read(opened, other, number)


def test_the_worker_opens_it_once_they_say_that_the_worker_may(store, cast):
    parent = before_a_text(Family(store, cast.ask().token))
    number = sends(parent, VOICE_NOTE)[VOICE_NOTE]
    shares(parent)
    assert store.read(opened, cast.worker, number)[1]
    with pytest.raises(NotAllowed):
        store.write_now(write_down, cast.worker, number, SAID, "en")
    with pytest.raises(NotFound):
        store.read(opened, cast.worker_of_another_team, number)


def test_what_is_no_answer_yet_is_nobodys_to_open(store, cast, child):
    about = (child.token, child.browser, child.sees().question.id)
    store.write_now(answering.attach, *about, checked(DRAWING, FILES[DRAWING]), "en")
    with pytest.raises(NotFound):
        store.read(opened, cast.head, 1)
    assert store.read(what_waits, cast.head) == []


def test_it_is_evidence_and_cited_only_once_somebody_wrote_it_down(store, cast, child):
    numbers = sends(child, VOICE_NOTE)
    given = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voices", "deadline": "2026-06-30"}
    review_id = store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)
    (piece,) = store.read(evidence, cast.reviewer, review_id).pieces
    assert [one.kind for one in piece.attached] == [VOICE_NOTE]
    with pytest.raises(Unacceptable, match="cannot be cited"):
        store.write_now(cite, cast.reviewer, review_id, "6", piece.voice_id, piece.question_id)
    writes(store, cast, numbers[VOICE_NOTE], HEARD)
    store.write_now(cite, cast.reviewer, review_id, "6", piece.voice_id, piece.question_id)
    (cited,) = store.read(citations, cast.reviewer, review_id)
    assert (cited["words"], cited["kept"], "attached" in cited) == (SAID, HEARD, False)


def test_the_boards_chair_opens_what_they_shared_where_a_review_has_it_as_evidence(store, cast):
    parent = before_a_text(Family(store, cast.ask().token))
    number = sends(parent, VOICE_NOTE)[VOICE_NOTE]

    def refused(who: Any) -> None:
        with pytest.raises(NotFound):
            store.read(drawn_beside, who, number)

    refused(cast.chair)
    given = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voices", "deadline": "2026-06-30"}
    store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)
    refused(cast.chair)  # the words are not shared, and the chair reads none of them either
    shares(parent)
    assert store.read(drawn_beside, cast.chair, number)[1] == FILES[VOICE_NOTE]
    refused(cast.another_reviewer)
    with pytest.raises(NotAllowed):
        store.read(drawn_beside, cast.administrator, number)

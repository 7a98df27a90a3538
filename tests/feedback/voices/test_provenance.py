"""Whose words they are travels with them, and only the speaker's own are quoted."""

from typing import Any

import pytest

from feedback.asking.requests import ask
from feedback.phone.call import answer_call, hang_up, note_help, take_up
from feedback.phone.quick_note import Talk, note_talk
from feedback.triage.triage_list import triage_list
from feedback.voices.provenance import in_words, is_quotable, provenance_of
from people.actor import Actor
from reviews.citations import CITATIONS, citations, cite
from reviews.evidence import EvidenceItem, evidence
from reviews.reviews import plan_review
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, Cast
from tests.family import Family
from tests.feedback.phone.people_to_call import add_mother

TALK: dict[str, Any] = {"child": CHILD, "on": "2026-05-11", "method": "phone", "audience": "parent_carer"}


@pytest.fixture
def review_id(store: Store, cast: Cast) -> int:
    given = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voices", "deadline": "2026-06-30"}
    return store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)


def said(store: Store, cast: Cast, review_id: int) -> EvidenceItem:
    """The one answer in words that was given."""
    (piece,) = [one for one in store.read(evidence, cast.reviewer, review_id).pieces if one.own_words]
    return piece


def source(piece: Any) -> str:
    return in_words(piece.kept, piece.noted_by, piece.collected_by, piece.helped_by)


def called(store: Store, cast: Cast, words: str, helped: dict[str, str]) -> None:
    """A caller writes down what a mother says."""
    form = LIBRARY.find("practice_review", "parent_carer")
    about = {"child": CHILD, "touchpoint": "practice_review", "audience": "parent_carer", "language": "en"}
    asked = store.write_now(ask, cast.worker, **about, channel="phone", form=form, contact=add_mother(store))
    assert form is not None
    caller: Actor = cast.caller
    store.write_now(take_up, caller, asked.request)
    question = next(one for one in form.questions if one.kind == "long_text")
    for before in form.questions:
        if before.id == question.id:
            break
        store.write_now(_skip, caller, asked.request, before.id)
    store.write_now(answer_call, caller, asked.request, question.id, words)
    store.write_now(note_help, caller, asked.request, helped)
    store.write_now(hang_up, caller, asked.request)


def _skip(db: Database, actor: Actor, request: int, question: str) -> None:
    from feedback.phone.call import skip_call
    from feedback.voices.errors import NotAnswerable

    try:
        skip_call(db, actor, request, question)
    except NotAnswerable:  # a question that this conversation does not ask
        return


def test_what_somebody_wrote_on_their_own_phone_is_theirs_and_who_typed_is_not_claimed(
    store: Store, cast: Cast, review_id: int
) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.writes("The report came the night before.")
    piece = said(store, cast, review_id)
    assert (piece.kept, piece.noted_by, source(piece)) == ("own", "", "")
    assert is_quotable(piece.kept)


def test_a_summary_is_never_quoted_and_says_who_noted_it(store: Store, cast: Cast, review_id: int) -> None:
    store.write_now(note_talk, cast.reviewer, Talk(**TALK, words="She says that things move once she rings."))
    piece = said(store, cast, review_id)
    assert not is_quotable(piece.kept)
    assert piece.is_summary
    assert source(piece) == "a summary, not their exact words; noted by Peter Lindqvist; collected by a reviewer"


def test_exact_words_that_a_worker_wrote_down_may_be_quoted_with_their_name(
    store: Store, cast: Cast, review_id: int
) -> None:
    helped = {"helper_role": "interpreter", "helper_name": "Hanna"}
    store.write_now(note_talk, cast.reviewer, Talk(**TALK, words="Nobody told me.", exact=True, helped=helped))
    piece = said(store, cast, review_id)
    assert is_quotable(piece.kept)
    assert source(piece) == (
        "their exact words; noted by Peter Lindqvist; collected by a reviewer; "
        "helped by an interpreter (Hanna); the exact words"
    )


@pytest.mark.parametrize(
    ("helped", "kept", "told"),
    [
        ({}, "noted", "not known whether word for word"),
        ({"words_kept": "summary"}, "summary", "a summary, not their exact words"),
        ({"words_kept": "exact"}, "exact", "their exact words"),
    ],
)
def test_a_callers_words_are_what_the_caller_said_they_are(
    store: Store, cast: Cast, review_id: int, helped: dict[str, str], kept: str, told: str
) -> None:
    called(store, cast, "The interpreter was good.", helped)
    piece = said(store, cast, review_id)
    assert piece.kept == kept
    assert source(piece).startswith(f"{told}; noted by Sam Whitlow; collected by an independent caller")


def test_the_help_of_a_call_is_not_laid_on_what_was_written_before_it(store: Store, cast: Cast) -> None:
    voice = {
        "audience": "parent_carer",
        "helped": {"words": "summary", "role": "interpreter"},
        "helped_by": "an interpreter; a summary",
        "collected_by": "self",
    }
    own = store.read(provenance_of, voice, {"browser": "a keyed hash", "collected_by": "self"})
    later = store.read(provenance_of, voice, {"browser": f"call {cast.caller.id}", "collected_by": "independent"})
    assert (own.kept, own.helped_by, own.noted_by) == ("own", None, "")
    assert (later.kept, later.helped_by, later.noted_by) == ("summary", "an interpreter; a summary", "Sam Whitlow")


def test_the_youngest_are_written_down_for_and_not_quoted(store: Store, cast: Cast) -> None:
    voice = {"audience": "child_4_7", "helped": None, "helped_by": None, "collected_by": "self"}
    found = store.read(provenance_of, voice, {"browser": "a keyed hash", "collected_by": "self"})
    assert not is_quotable(found.kept)


def test_the_list_to_read_says_it_too(store: Store, cast: Cast, review_id: int) -> None:
    store.write_now(note_talk, cast.reviewer, Talk(**TALK, words="She would like to be rung."))
    (one,) = store.read(triage_list, cast.head)
    assert source(one) == "a summary, not their exact words; noted by Peter Lindqvist; collected by a reviewer"


def test_a_citation_keeps_where_its_words_come_from(store: Store, cast: Cast, review_id: int) -> None:
    store.write_now(note_talk, cast.reviewer, Talk(**TALK, words="She says that things move once she rings."))
    piece = said(store, cast, review_id)
    store.write_now(cite, cast.reviewer, review_id, "1", piece.voice_id, piece.question_id)
    (cited,) = store.read(citations, cast.reviewer, review_id)
    assert source(Cited(cited)) == source(piece)


def test_a_summary_that_was_cited_before_is_not_quoted_either(store: Store, cast: Cast, review_id: int) -> None:
    store.write_now(note_talk, cast.reviewer, Talk(**TALK, words="She says that things move once she rings."))
    piece = said(store, cast, review_id)
    number = store.write_now(cite, cast.reviewer, review_id, "1", piece.voice_id, piece.question_id)

    def as_before(db: Database) -> None:
        old = dict(db.table(CITATIONS).get(doc_id=number) or {})
        kept = {key: value for key, value in old.items() if key not in {"kept", "noted_by"}}
        db.table(CITATIONS).remove(doc_ids=[number])
        db.table(CITATIONS).insert({**kept, "is_summary": True})

    store.write_now(as_before)
    (cited,) = store.read(citations, cast.reviewer, review_id)
    assert (cited["kept"], is_quotable(cited["kept"])) == ("summary", False)


class Cited:
    """A citation whose fields are read as those of a piece."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)

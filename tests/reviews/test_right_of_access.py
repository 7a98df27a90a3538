"""Somebody asks what is held about them: gathered, marked, read by a person, and handed over on a day that is noted."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest

from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.messages import inbox, outbox
from feedback.voices import requests, voices
from feedback.voices.attempts import log_attempt
from people import contacts
from people.errors import NotAllowed, Unacceptable
from people.working_days import london_day
from reviews.answering_data_requests import refuse_to_show
from reviews.citations import cite
from reviews.data_requests import (
    CORRECT,
    HANDED_OVER,
    REFUSED,
    SEE,
    check_identity,
    data_request,
    extend,
    late_ones,
    receive_data_request,
)
from reviews.filling import fill
from reviews.papers.paper_pdf import ACCESS_PACK, paper_pdf
from reviews.reviews import plan_review
from reviews.right_of_access.pack_paper import access_pack
from reviews.right_of_access.packs import (
    PackView,
    check_pack,
    let_stay,
    note_handed_over,
    note_pack_made,
    pack,
    say_whose,
    take_out,
)
from reviews.right_of_access.passages import HARM, OTHERS, WHOSE
from storage.documents import number_of
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family

MOTHER_SAID = "لم يسألني أحد عن ابنتي الصغيرة"
CHILD_SAID = "I want to see my brother more often"
FEARED = "She is afraid of the neighbour Marek"
NOTE = "Never ring when the father is at home"
PHONE = "+447700900123"


def a_request(store: Store, cast: Cast, **other: Any) -> int:
    asked = {"child": CHILD, "asks": SEE, "who": "Her mother", "words": "All of it.", "received": "2026-05-12", **other}
    number = store.write_now(lambda db: receive_data_request(db, cast.head, **asked))
    store.write_now(check_identity, cast.head, number, "Her passport.")
    return number


def a_contact(store: Store, name: str, relation: str, **more: Any) -> int:
    fields = {"name": name, "relation": relation, "audience": "parent_carer", "language": "ar", **more}
    return store.write_now(lambda db: contacts.add_contact(db, CHILD, fields))


def speaks(store: Store, cast: Cast, words: str, audience: str, contact: int | None = None) -> int:
    asked = cast.ask(audience=audience)
    family = Family(store, asked.token)
    family.begins()
    family.writes(words)
    family.skips_the_rest()
    family.finishes()
    store.write_now(_asked_of, asked.request, contact)
    return asked.request


def _asked_of(db: Database, request: int, contact: int | None) -> None:
    db.table(requests.REQUESTS).replace(request, {"contact": contact})


@pytest.fixture
def mother(store: Store, cast: Cast) -> int:
    """Her mother has spoken and written a text; her daughter has spoken; a review quotes the mother."""
    number = a_contact(store, "Hanna Tesfamariam", "Mother", phone=PHONE, safe_note=NOTE)
    a_contact(store, "Marek Novak", "Neighbour")
    asked = speaks(store, cast, MOTHER_SAID, "parent_carer", number)
    speaks(store, cast, CHILD_SAID, "young_person")
    store.write_now(_texts, asked)
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words=FEARED)
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer", "Her aunt opened")
    planned = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voice", "deadline": "2026-05-30"}
    review = store.write_now(plan_review, cast.head, form=LIBRARY.review, **planned)
    voice = store.read(lambda db: voices.by_request(db, asked))
    assert voice is not None
    question = next(key for key, one in voice["answers"].items() if one["value"] == MOTHER_SAID)
    store.write_now(_translated, number_of(voice), question)
    store.write_now(cite, cast.reviewer, review, "1", number_of(voice), question)
    first = next(part for part in LIBRARY.review.parts if part.number == "1")
    text = next(one.id for one in first.questions if one.kind == "long_text")
    store.write_now(fill, cast.reviewer, review, text, "The mother and Marek were heard.", 0)
    return number


def _texts(db: Database, request: int) -> None:
    came = inbox.keep_text(db, "SM1", PHONE, "Yes, on Tuesday")
    assert came is not None
    inbox.settle(db, came, took="answer", why="", child=CHILD, request=request)
    said = {"to": PHONE, "body": "How was the meeting?", "purpose": "request", "language": "en"}
    outbox.queue(db, child=CHILD, request=request, **said)


def _translated(db: Database, voice: int, question: str) -> None:
    said = voices.by_id(db, voice)
    assert said is not None
    answer = {**said["answers"][question], "lang": "en"}
    voices.change(db, said, answers={**said["answers"], question: answer})  # type: ignore[dict-item]


def pack_of(store: Store, cast: Cast, number: int, code: str) -> PackView:
    store.write_now(say_whose, cast.head, number, code)
    return store.read(pack, cast.head, number)


def decided(store: Store, cast: Cast, number: int) -> None:
    """Every mark is decided on: what tells of the neighbour is taken out."""
    for one in store.read(pack, cast.head, number).passages:
        if "Marek" in one.words:
            store.write_now(take_out, cast.head, number, one.key, "others", "It names somebody else.")
        elif one.marks:
            store.write_now(let_stay, cast.head, number, one.key)


def test_a_mothers_pack_holds_what_is_hers_and_nothing_that_her_daughter_said(
    store: Store, cast: Cast, mother: int
) -> None:
    found = pack_of(store, cast, a_request(store, cast), f"contact {mother}")
    words = "\n".join(one.words for one in found.passages)
    for hers in (MOTHER_SAID, "Hanna Tesfamariam", PHONE, "Yes, on Tuesday", "How was the meeting?", "were heard"):
        assert hers in words
    for anothers in (CHILD_SAID, FEARED, "Her aunt opened"):
        assert anothers not in words
    marks = {one.words: one.marks for one in found.passages}
    assert marks[MOTHER_SAID] == ()
    assert marks[NOTE] == (HARM,)
    assert OTHERS in marks["The mother and Marek were heard."]


def test_a_childs_pack_marks_what_comes_from_or_tells_of_others(store: Store, cast: Cast, mother: int) -> None:
    found = pack_of(store, cast, a_request(store, cast), "child")
    marks = {one.words: one.marks for one in found.passages}
    assert marks[CHILD_SAID] == ()
    assert marks[MOTHER_SAID] == (OTHERS,)
    assert set(marks[FEARED]) == {OTHERS, HARM}
    assert next(one for one in found.passages if "Her aunt opened" in one.words).marks == (OTHERS,)


def test_what_nobody_knows_who_said_is_marked_so(store: Store, cast: Cast) -> None:
    number = a_contact(store, "Hanna Tesfamariam", "Mother")
    speaks(store, cast, "Nobody rang me back.", "parent_carer")
    found = pack_of(store, cast, a_request(store, cast), f"contact {number}")
    assert {one.marks for one in found.passages if one.words == "Nobody rang me back."} == {(WHOSE,)}


def test_it_is_handed_over_only_once_somebody_has_decided_read_and_noted_it(
    store: Store, cast: Cast, clock: Clock, mother: int
) -> None:
    number = a_request(store, cast)
    with pytest.raises(Unacceptable, match="whose data"):
        store.write_now(check_pack, cast.head, number)
    pack_of(store, cast, number, f"contact {mother}")
    for early in (lambda: store.write_now(check_pack, cast.head, number), lambda: _hands_over(store, cast, number)):
        with pytest.raises(Unacceptable):
            early()
    decided(store, cast, number)
    store.write_now(check_pack, cast.head, number)
    assert store.read(data_request, cast.head, number).request["answered"] is None
    store.write_now(note_pack_made, cast.head, number)
    for wrong in ("2026-05-11", "2026-05-13", ""):
        with pytest.raises(Unacceptable):
            store.write_now(note_handed_over, cast.head, number, wrong, "By hand.")
    _hands_over(store, cast, number)
    answered = store.read(data_request, cast.head, number).request["answered"]
    assert answered is not None
    assert (answered["result"], answered["on"], answered["why"]) == (HANDED_OVER, "2026-05-12", "By hand.")


def _hands_over(store: Store, cast: Cast, number: int) -> None:
    store.write_now(note_handed_over, cast.head, number, "2026-05-12", "By hand.")


def test_what_changes_after_it_was_read_has_to_be_read_again(store: Store, cast: Cast, mother: int) -> None:
    number = a_request(store, cast)
    pack_of(store, cast, number, f"contact {mother}")
    decided(store, cast, number)
    store.write_now(check_pack, cast.head, number)
    assert store.read(pack, cast.head, number).is_checked
    speaks(store, cast, "One thing more.", "parent_carer", mother)
    assert not store.read(pack, cast.head, number).is_checked
    with pytest.raises(Unacceptable, match="changed since"):
        _hands_over(store, cast, number)
    with pytest.raises(Unacceptable, match="changed since"):
        store.read(access_pack, cast.head, number)


def test_the_paper_holds_what_goes_in_its_language_and_says_what_was_taken_out(
    store: Store, cast: Cast, mother: int
) -> None:
    number = a_request(store, cast)
    pack_of(store, cast, number, f"contact {mother}")
    decided(store, cast, number)
    store.write_now(check_pack, cast.head, number)
    said = store.read(access_pack, cast.head, number)
    text = str(said)
    assert MOTHER_SAID in text
    assert "Marek" not in text
    assert "1 because: It is about somebody else" in text
    assert "2,192 days, counted from the moment of the last answer" in text
    content, missing = paper_pdf(ACCESS_PACK, said, store.now)
    assert missing == ""
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert paper.Root.MarkInfo.Marked


def test_a_decision_needs_its_reason_and_forgets_the_check(store: Store, cast: Cast, mother: int) -> None:
    number = a_request(store, cast)
    found = pack_of(store, cast, number, f"contact {mother}")
    key = found.passages[0].key
    for code, why in (("", "It names him."), ("others", " "), ("because", "It names him.")):
        with pytest.raises(Unacceptable):
            store.write_now(take_out, cast.head, number, key, code, why)
    with pytest.raises(Unacceptable, match="not there any more"):
        store.write_now(take_out, cast.head, number, "answer 99/x", "others", "It names him.")
    decided(store, cast, number)
    store.write_now(check_pack, cast.head, number)
    store.write_now(take_out, cast.head, number, key, "not_theirs", "Another person.")
    assert not store.read(pack, cast.head, number).is_checked


def test_two_months_more_are_taken_once_and_told_within_the_first(store: Store, cast: Cast, clock: Clock) -> None:
    number = a_request(store, cast)
    for told, why in (("2026-05-11", "Many."), ("2026-05-13", "Many."), ("", "Many."), ("2026-05-12", "")):
        with pytest.raises(Unacceptable):
            store.write_now(extend, cast.head, number, told, why)
    store.write_now(extend, cast.head, number, "2026-05-12", "Six files in four languages.")
    assert store.read(data_request, cast.head, number).request["due"] == "2026-08-12"
    with pytest.raises(Unacceptable, match="already"):
        store.write_now(extend, cast.head, number, "2026-05-12", "Again.")
    clock.forward(days=60)
    assert store.read(late_ones) == 0
    late = a_request(store, cast, received=(london_day(store.now) - timedelta(days=40)).isoformat())
    with pytest.raises(Unacceptable, match="has passed"):
        store.write_now(extend, cast.head, late, london_day(store.now).isoformat(), "Six files.")


def test_it_can_be_refused_as_a_whole_and_is_nobody_elses(store: Store, cast: Cast) -> None:
    number = a_request(store, cast)
    for person in (cast.worker, cast.reviewer, cast.administrator):
        with pytest.raises(NotAllowed):
            store.read(pack, person, number)
    assert store.write_now(refuse_to_show, cast.head, number, "She is not who she said.") == REFUSED
    with pytest.raises(Unacceptable):
        store.read(pack, cast.head, number)
    another = a_request(store, cast, asks=CORRECT)
    with pytest.raises(Unacceptable, match="not what they ask"):
        store.read(pack, cast.head, another)

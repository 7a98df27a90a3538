"""Texts that cross: a second bubble is joined to the first or asked about, and nobody consents by it."""

import pytest

from feedback.messages.outbox import OUTBOX
from feedback.messages.state_transitions import move, put_back
from feedback.sms.unmatched_texts import texts_to_read
from people.actor import COMMAND_LINE
from people.backups import note_restored
from storage.store import Database, Store
from tests.cast import OTHER_CHILD, Cast
from tests.texting import Phone, Texting


@pytest.fixture
def writing(answering: Phone) -> Phone:
    """The phone once it has been asked the question that is answered in words; the next one asks for consent."""
    for _ in range(6):
        answering.sends("skip")
    return answering


def test_a_second_bubble_joins_the_first_and_is_no_consent(texting: Texting, writing: Phone) -> None:
    assert writing.sends("I asked whether she could stay and").startswith("8/10")
    assert writing.sends("Yes she did", after=1) == ""
    assert writing.sends("and it was good", after=1) == ""
    answers = texting.answers()
    assert answers["well_or_differently"] == "I asked whether she could stay and\nYes she did\nand it was good"
    assert "share" not in answers
    assert [text["took"] for text in writing.kept[-3:]] == ["answer", "joined", "joined"]
    writing.sends("no", after=30)
    assert texting.answers()["share"] == "no"


@pytest.mark.parametrize("body", ["yes", "1", "Yes, all of it", "نعم", "skip"])
def test_consent_is_never_taken_from_what_came_before_it_could_be_read(
    texting: Texting, writing: Phone, body: str
) -> None:
    writing.sends("They listened")
    writing.sends(body, after=5)
    assert "share" not in texting.answers()


def test_after_a_choice_it_is_asked_about_once_and_a_person_reads_it(
    store: Store, cast: Cast, texting: Texting, answering: Phone
) -> None:
    answering.sends("2")
    assert answering.sends("No", after=1).startswith("Our texts crossed. This is what we asked.\n2/10")
    assert answering.sends("because of him", after=1) == ""
    assert texting.answers() == {"understood_why": "mostly"}
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["crossed", "crossed"]
    answering.sends("No")
    assert texting.answers() == {"understood_why": "mostly", "read_report": "no"}


def test_a_stop_a_call_and_going_back_cross_nothing(store: Store, texting: Texting, answering: Phone) -> None:
    answering.sends("2")
    assert answering.sends("back", after=1).startswith("1/10")
    assert answering.sends("call", after=1).startswith("You asked us to call you")
    assert answering.sends("STOP", after=1).startswith("You will get no more texts")


def test_what_does_not_fit_into_the_answer_is_read_by_a_person(store: Store, cast: Cast, writing: Phone) -> None:
    for word in ("first", "second", "third", "fourth"):
        writing.sends(f"a {word} long story " * 70, after=1)
    assert {text["took"] for text in writing.kept[-4:]} <= {"answer", "joined", "crossed"}
    assert all(text["waiting"] for text in writing.kept if text["took"] == "crossed")


def test_whether_the_phone_is_private_is_not_said_before_it_was_asked(texting: Texting, mother: Phone) -> None:
    mother.sends("hello")
    assert "Is this phone private?" in mother.sends("yes", after=1)
    assert texting.voices() == []


def test_which_conversation_is_not_chosen_before_it_was_asked(texting: Texting, answering: Phone) -> None:
    texting.asks(child=OTHER_CHILD)
    answering.sends("3")
    assert "There is more than one set of questions" in answering.sends("1", after=1)
    assert not any(voice["answers"] for voice in texting.voices())


def _last(db: Database) -> int:
    return max(one.doc_id for one in db.table(OUTBOX).all())


def test_a_question_that_waits_for_its_next_try_was_read_by_nobody(
    store: Store, texting: Texting, writing: Phone
) -> None:
    writing.sends("They listened")

    def fails(db: Database) -> None:
        text = db.table(OUTBOX).get(doc_id=_last(db))
        assert text is not None
        put_back(db, text, db.now, note="429", tries=1, first_tried=db.now.isoformat())

    store.write_now(fails)
    writing.sends("yes", after=600)
    assert "share" not in texting.answers()
    assert texting.answers()["well_or_differently"] == "They listened\nyes"


def test_a_question_that_went_late_is_counted_from_when_it_went(
    store: Store, texting: Texting, answering: Phone
) -> None:
    answering.sends("2")
    answering.clock.forward(seconds=60)

    def goes(db: Database) -> None:
        text = db.table(OUTBOX).get(doc_id=_last(db))
        assert text is not None
        move(db, text, "accepted", provider_id="SM-late")

    store.write_now(goes)
    answering.sends("no", after=1)
    assert texting.answers() == {"understood_why": "mostly"}
    answering.sends("no", after=70)
    assert texting.answers() == {"understood_why": "mostly", "read_report": "no"}


def test_a_quick_answer_that_was_read_is_an_answer(texting: Texting, answering: Phone) -> None:
    answering.sends("2")
    answering.sends("no", after=4)
    assert texting.answers() == {"understood_why": "mostly", "read_report": "no"}


def test_whoever_goes_on_before_it_can_be_read_is_asked_once(answering: Phone) -> None:
    answering.sends("2")
    replies = [answering.sends(f"word{chr(97 + number)}", after=0.2) for number in range(10)]
    assert [bool(one) for one in replies] == [True, *[False] * 9]


def is_restored(store: Store, texting: Texting) -> None:
    store.write_now(note_restored, COMMAND_LINE, texting.clock.now.isoformat())
    texting.clock.forward(hours=1)


def test_after_a_restore_the_phone_may_show_a_later_question_so_ours_is_put_anew_before_anything_answers_it(
    store: Store, cast: Cast, texting: Texting, answering: Phone
) -> None:
    answering.sends("2")
    is_restored(store, texting)
    assert answering.sends("1").startswith("Our texts crossed. This is what we asked.\n2/10")
    assert texting.answers() == {"understood_why": "mostly"}
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["crossed"]
    answering.sends("No")
    assert texting.answers() == {"understood_why": "mostly", "read_report": "no"}


def test_what_comes_after_a_restore_joins_no_answer_from_before_it(
    store: Store, texting: Texting, writing: Phone
) -> None:
    writing.sends("They listened")
    before = texting.answers()
    is_restored(store, texting)
    assert "Our texts crossed" in writing.sends("and he hit her")
    assert texting.answers() == before


def test_what_had_crossed_already_is_put_anew_after_a_restore(store: Store, texting: Texting, answering: Phone) -> None:
    answering.sends("2")
    answering.sends("No", after=1)
    is_restored(store, texting)
    assert "Our texts crossed" in answering.sends("No")
    answering.sends("No")
    assert texting.answers() == {"understood_why": "mostly", "read_report": "no"}

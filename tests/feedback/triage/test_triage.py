"""A named human reads what families say: what stands on the list, in which order, and who decided what."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from feedback.concerns.concerns import CONCERNS
from feedback.triage.deciding import AlreadyDecided, decide, say_read
from feedback.triage.decisions import decisions_about
from feedback.triage.item_to_read import ItemToRead
from feedback.triage.taking_back import take_back
from feedback.triage.translating import say_understood
from feedback.triage.triage_list import decided_lately, triage_list, what_waits
from feedback.voices import recording
from feedback.voices.conversations import conversation_of
from feedback.voices.requests import REQUESTS
from feedback.voices.triage_items import TRIAGE
from feedback.voices.voice_access import as_seen_by, voices_for
from feedback.voices.voices import VOICES
from people import need_to_know
from people.actor import Actor
from people.audit import AUDIT
from people.errors import NotAllowed, NotFound, Unacceptable
from storage.errors import Lasting
from storage.store import Database, Store
from storage.table import Document
from tests.cast import CHILD, Cast, Clock
from tests.family import Family

MakeFamily = Callable[..., Family]


def _goes_to(family: Family, wanted: str) -> None:
    """Skips on until the question with this purpose, or of this kind, is asked."""
    while (question := family.sees().question) and wanted not in (question.purpose, question.kind):
        family.skips()


def _writes(family: Family, text: str) -> None:
    _goes_to(family, "long_text")
    family.answers(text)


def _waiting(store: Store, cast: Cast) -> list[ItemToRead]:
    return store.read(triage_list, cast.head)


def test_a_choice_that_alarms_nobody_waits_for_nobody(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    a_family().answers("yes")
    assert _waiting(store, cast) == []


@pytest.mark.rule("BR-31")
def test_every_free_text_waits_with_its_words_its_question_and_its_due_day(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    _writes(a_family(), "The report came in time.")
    (one,) = _waiting(store, cast)
    assert (one.words, one.asked) == ("The report came in time.", "What went well, or what should we do differently?")
    assert (one.due, one.overdue, one.flagged, one.untranslated) == (date(2026, 5, 13), False, False, False)


@pytest.mark.rule("BR-26")
@pytest.mark.parametrize(
    ("purpose", "answers", "title"),
    [
        ("safe_now", ["no"], "Does not feel safe"),
        ("safe_now", ["no", "yes"], "Asked to be called"),
        ("unfair_treatment", ["yes_not_sorted"], "Was treated unfairly, and it was not sorted"),
    ],
)
def test_a_same_day_matter_makes_its_own_item_at_once(
    store: Store, cast: Cast, a_family: MakeFamily, purpose: str, answers: list[str], title: str
) -> None:
    family = a_family(touchpoint="practice_review")
    _goes_to(family, purpose)
    for raw in answers:
        family.answers(raw)
    found = {one.title: one for one in _waiting(store, cast)}
    assert found[title].due == date(2026, 5, 12), "today: it does not wait for the end of the conversation"


def test_it_was_sorted_and_rather_not_say_make_no_item(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    for raw in ("no", "yes_sorted", "rather_not_say"):
        family = a_family(touchpoint="practice_review")
        _goes_to(family, "unfair_treatment")
        family.answers(raw)
    assert _waiting(store, cast) == []


def test_a_call_asked_for_in_between_is_one_item_however_often_it_is_asked(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    family = a_family()

    def ask_by_text(db):
        request = db.table(REQUESTS).get(doc_id=1)
        recording.ask_for_a_call(db, conversation_of(db, request, "sms", "sms"))

    store.write_now(ask_by_text)
    _goes_to(family, "safe_now")
    family.answers("no")
    family.answers("yes")
    assert [one.title for one in _waiting(store, cast)].count("Asked to be called") == 1


def test_the_number_and_the_time_of_the_call_stand_with_it_and_are_no_text_to_read(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    family = a_family()
    _goes_to(family, "safe_now")
    for raw in ("no", "yes", "07700 900123", "after school"):
        family.answers(raw)
    call = next(one for one in _waiting(store, cast) if one.matter == "call_me")
    assert call.call == {"call_number": "07700 900123", "call_time": "after school"}
    assert {one.matter for one in _waiting(store, cast)} == {"not_safe", "call_me"}


@pytest.mark.rule("BR-31")
def test_who_does_not_feel_safe_comes_first_then_untranslated_then_flagged_then_the_oldest(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    for text, language in (("All well.", "en"), ("He hit me.", "en"), ("كل شيء بخير", "ar"), ("Thanks.", "en")):
        _writes(a_family(language=language), text)
        clock.forward(minutes=1)
    unsafe = a_family()
    _goes_to(unsafe, "safe_now")
    unsafe.answers("no")
    assert [one.words for one in _waiting(store, cast)] == ["No", "كل شيء بخير", "He hit me.", "All well.", "Thanks."]
    assert [one.untranslated for one in _waiting(store, cast)] == [False, True, False, False, False]


@pytest.mark.rule("BR-31")
def test_a_flag_never_decides(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    _writes(a_family(), "I want to kill time.")
    (one,) = _waiting(store, cast)
    assert one.flagged
    assert one.decisions == ()


@pytest.mark.rule("BR-31")
def test_what_nobody_decided_by_the_next_working_day_is_marked(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    _writes(a_family(), "The report came in time.")
    clock.forward(days=1)
    assert not _waiting(store, cast)[0].overdue, "the day itself is on time"
    clock.forward(days=1)
    assert _waiting(store, cast)[0].overdue


def test_no_that_became_yes_still_waits_as_it_was_said(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    family = a_family()
    _goes_to(family, "safe_now")
    asked = family.answers("no")
    family.changes(asked)
    family.answers("yes")
    (one,) = _waiting(store, cast)
    assert (one.words, one.taken_back) == ("No", True)


def test_reading_is_on_record_and_the_item_still_waits_for_a_decision(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    _writes(a_family(), "The report came in time.")
    store.write_now(say_read, cast.head, _waiting(store, cast)[0].item)
    (one,) = _waiting(store, cast)
    assert [reader["name"] for reader in one.read_by] == ["Helen Marsh"]


def test_words_that_changed_after_somebody_read_them_are_unread_again(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    family = a_family()
    _goes_to(family, "long_text")
    asked = family.answers("The report came in time.")
    store.write_now(say_read, cast.head, _waiting(store, cast)[0].item)
    clock.forward(minutes=5)
    family.changes(asked)
    family.answers("It came late.")
    (one,) = _waiting(store, cast)
    assert (one.words, one.read_by) == ("It came late.", ())


def test_words_that_changed_after_the_decision_wait_anew_beside_it(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    family = a_family()
    _goes_to(family, "long_text")
    asked = family.answers("The report came in time.")
    store.write_now(decide, cast.head, _waiting(store, cast)[0].item, "no_action")
    family.changes(asked)
    family.answers("It came late.")
    assert [one.words for one in _waiting(store, cast)] == ["It came late."]
    assert len(store.read(decided_lately, cast.head, 9)) == 1


def test_a_decision_keeps_who_what_when_and_why_and_is_audited(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    _writes(a_family(), "Nobody calls back.")
    item = _waiting(store, cast)[0].item
    store.write_now(decide, cast.head, item, "passed_on", "Amina rings them today.")
    (one,) = store.read(decided_lately, cast.head, 9)
    made = one.decisions[0]
    assert (made["name"], made["decided"], made["words"]) == (
        "Helen Marsh",
        "Passed to the worker",
        "Amina rings them today.",
    )
    entry = store.read(lambda db: db.table(AUDIT).newest())
    assert (entry["action"], entry["about"]["item"]) == ("triage.decided", item)
    assert "rings" not in str(entry["about"])


def test_whoever_decides_second_is_told_and_changes_nothing(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    _writes(a_family(), "Nobody calls back.")
    item = _waiting(store, cast)[0].item
    store.write_now(need_to_know.give, cast.caller.id, CHILD, "a call")
    store.write_now(decide, cast.head, item, "no_action")
    for person, decision in ((cast.caller, "called_back"), (cast.head, "escalated")):
        with pytest.raises(AlreadyDecided, match="Helen Marsh has decided this meanwhile: no action needed"):
            store.write_now(decide, person, item, decision, "They are fine.")
    (one,) = store.read(decided_lately, cast.head, 9)
    assert [made["decision"] for made in one.decisions] == ["no_action"]


def test_the_same_press_twice_is_one_decision_and_one_concern(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    _writes(a_family(), "He hits me.")
    item = _waiting(store, cast)[0].item
    first = store.write_now(decide, cast.head, item, "escalated", "Phoned duty.")
    clock.forward(minutes=5)
    assert store.write_now(decide, cast.head, item, "escalated", "Phoned duty.") == first
    (one,) = store.read(decided_lately, cast.head, 9)
    assert len(one.decisions) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "كلمات"), ("en", "He hits me."), ("ti", "abc"), ("en", "I want to die.")],
)
def test_no_action_about_a_flagged_or_foreign_text_needs_a_reason(
    store: Store, cast: Cast, a_family: MakeFamily, language: str, text: str
) -> None:
    _writes(a_family(language=language), text)
    store.write_now(say_understood, cast.head, _waiting(store, cast)[0].item)
    (one,) = _waiting(store, cast)
    assert one.needs_reason
    with pytest.raises(Unacceptable, match="why"):
        store.write_now(decide, cast.head, one.item, "no_action", "  ")
    assert len(_waiting(store, cast)) == 1
    store.write_now(decide, cast.head, one.item, "no_action", "An interpreter read it to me: it is about the bus.")
    assert _waiting(store, cast) == []


def test_no_action_about_a_text_of_somebody_who_wants_a_call_needs_a_reason(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    family = a_family()
    _writes(family, "The report came in time.")
    _goes_to(family, "safe_now")
    family.answers("no")
    item = next(one.item for one in _waiting(store, cast) if one.matter == "free_text")
    with pytest.raises(Unacceptable):
        store.write_now(decide, cast.head, item, "no_action")


class TestTakingBack:
    """A decision can be taken back by whoever may decide, with a reason; nothing is deleted."""

    @pytest.fixture
    def item(self, store: Store, cast: Cast, a_family: MakeFamily) -> int:
        _writes(a_family(), "Nobody calls back.")
        item = _waiting(store, cast)[0].item
        store.write_now(decide, cast.head, item, "no_action")
        return item

    def test_it_waits_again_with_all_that_was_decided(self, store: Store, cast: Cast, clock: Clock, item: int) -> None:
        clock.forward(days=3)
        store.write_now(take_back, cast.head, item, "I had not read the last line.", seen=1)
        (one,) = _waiting(store, cast)
        assert [made["decided"] for made in one.decisions] == ["No action needed", "Taken back: it waits again"]
        assert one.decisions[1]["words"] == "I had not read the last line."
        assert one.due < clock().date(), "it is due when it was due, not later"
        assert not one.overdue, "it was read in time"
        assert store.read(voices_for, cast.head, CHILD)[0]["unread"]
        entry = store.read(lambda db: db.table(AUDIT).newest())
        assert (entry["action"], entry["about"]["item"]) == ("triage.taken_back", item)
        store.write_now(decide, cast.head, item, "passed_on", "Amina rings them.")
        assert len(store.read(decided_lately, cast.head, 9)[0].decisions) == 3

    def test_it_needs_a_reason_and_somebody_who_may_decide(self, store: Store, cast: Cast, item: int) -> None:
        with pytest.raises(Unacceptable, match="why"):
            store.write_now(take_back, cast.head, item, " ", seen=1)
        for person, refusal in ((cast.worker, NotAllowed), (cast.reviewer, NotAllowed), (cast.caller, NotFound)):
            with pytest.raises(refusal):
                store.write_now(take_back, person, item, "No.", seen=1)
        assert _waiting(store, cast) == []

    def test_of_two_who_take_it_back_at_once_the_second_is_told(self, store: Store, cast: Cast, item: int) -> None:
        store.write_now(take_back, cast.head, item, "Too quick.", seen=1)
        with pytest.raises(Unacceptable, match="already"):
            store.write_now(take_back, cast.head, item, "Too quick.", seen=1)

    def test_nobody_takes_back_a_decision_that_they_have_not_read(self, store: Store, cast: Cast, item: int) -> None:
        store.write_now(take_back, cast.head, item, "Too quick.", seen=1)
        store.write_now(decide, cast.head, item, "passed_on", "Amina rings them.")
        with pytest.raises(Unacceptable, match="anew"):
            store.write_now(take_back, cast.head, item, "Too quick.", seen=1)

    def test_a_concern_that_was_raised_stays_raised(self, store: Store, cast: Cast, a_family: MakeFamily) -> None:
        _writes(a_family(), "He hits me.")
        waiting = _waiting(store, cast)[0].item
        concern = store.write_now(decide, cast.head, waiting, "escalated", "Phoned duty.")
        store.write_now(take_back, cast.head, waiting, "It was another child.", seen=1)
        assert store.read(lambda db: db.table(CONCERNS).get(doc_id=concern)["state"]) == "open"

    def test_what_waits_anew_already_is_not_made_to_wait_twice(
        self, store: Store, cast: Cast, a_family: MakeFamily
    ) -> None:
        family = a_family(audience="helper")
        _goes_to(family, "long_text")
        asked = family.answers("The report came in time.")
        (one,) = _waiting(store, cast)
        store.write_now(decide, cast.head, one.item, "no_action")
        family.changes(asked)
        family.answers("It came late.")
        with pytest.raises(Unacceptable, match="waits already"):
            store.write_now(take_back, cast.head, one.item, "Too quick.", seen=1)


class TestADecisionStaysVisible:
    """With name, date and reason, wherever the words stand, for those who may read them."""

    @pytest.fixture
    def voice(self, store: Store, cast: Cast, a_family: MakeFamily) -> Document:
        _writes(a_family(), "Nobody calls back.")
        item = _waiting(store, cast)[0].item
        store.write_now(decide, cast.head, item, "passed_on", "Amina rings them today.")
        return store.read(lambda db: db.table(VOICES).all())[0]

    def test_beside_the_voice(self, store: Store, cast: Cast, voice: Document) -> None:
        (one,) = store.read(lambda db: decisions_about(db, cast.head, as_seen_by(db, cast.head, voice), voice.doc_id))
        assert (one.decided, one.words, one.name, one.at) == (
            "Passed to the worker",
            "Amina rings them today.",
            "Helen Marsh",
            clock_of(store),
        )

    def test_not_for_those_with_whom_the_words_were_not_shared(self, store: Store, cast: Cast, voice: Document) -> None:
        seen = store.read(lambda db: as_seen_by(db, cast.worker, voice))
        assert store.read(lambda db: decisions_about(db, cast.worker, seen, voice.doc_id)) == ()

    def test_not_an_escalation_for_those_whom_it_is_about(self, store: Store, cast: Cast, a_family: MakeFamily) -> None:
        _writes(a_family(audience="helper"), "Helen Marsh shouts.")
        (one,) = _waiting(store, cast)
        concern = store.write_now(decide, cast.head, one.item, "escalated", "Looking into it.")
        about = {"recused": [cast.reviewer.id], "raised_by": cast.head.id}
        store.write_now(lambda db: db.table(CONCERNS).replace(concern, about))

        def seen_by(person: Actor) -> int:
            voice = store.read(lambda db: as_seen_by(db, person, db.table(VOICES).get(doc_id=one.voice)))
            return len(store.read(lambda db: decisions_about(db, person, voice, one.voice)))

        assert (seen_by(cast.head), seen_by(cast.reviewer)) == (1, 0)

    def test_on_the_list_of_what_was_decided_the_latest_first(
        self, store: Store, cast: Cast, clock: Clock, voice: Document, a_family: MakeFamily
    ) -> None:
        _writes(a_family(audience="helper"), "The room was cold.")
        clock.forward(minutes=5)
        store.write_now(decide, cast.head, _waiting(store, cast)[0].item, "no_action")
        found = store.read(decided_lately, cast.head, 10)
        assert [one.words for one in found] == ["The room was cold.", "Nobody calls back."]
        assert len(store.read(decided_lately, cast.head, 1)) == 1
        assert store.read(decided_lately, cast.caller, 10) == [], "this caller does not know the child"

    def test_is_found_among_many_that_are_not_for_this_persons_eyes(
        self, store: Store, cast: Cast, voice: Document
    ) -> None:
        store.write_now(_elsewhere, 5)
        store.write_now(need_to_know.give, cast.caller.id, CHILD, "caller")
        assert len(store.read(decided_lately, cast.caller, 1)) == 1


def _elsewhere(db: Database, number: int) -> None:
    """Later decisions about a child whom only those who see all children know."""
    (item,), (voice,) = db.table(TRIAGE).all(), db.table(VOICES).all()
    other = db.table(VOICES).insert({**voice, "child": "X0001", "request": None})
    for at in range(number):
        db.table(TRIAGE).insert(
            {**item, "key": f"x{at}", "voice": other, "child": "X0001", "decided": f"2999-0{at + 1}"}
        )


def test_what_waits_is_in_the_order_of_the_list_and_some_can_be_chosen(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    _writes(a_family(), "Nobody calls back.")
    _writes(a_family(audience="helper"), "The room was cold.")
    waits = [(one.item, one.voice, one.matter, one.overdue) for one in store.read(what_waits, cast.head)]
    whole = store.read(triage_list, cast.head)
    assert waits == [(one.item, one.voice, one.matter, one.overdue) for one in whole]
    assert store.read(triage_list, cast.head, [whole[1].item]) == [whole[1]]
    assert store.read(triage_list, cast.caller, [whole[1].item]) == [], "this caller does not know the child"


def clock_of(store: Store) -> datetime:
    return store.read(lambda db: db.now)


@pytest.mark.parametrize(("decision", "words"), [("passed_on", " "), ("called_back", ""), ("maybe", "x")])
def test_what_was_done_has_to_be_said(
    store: Store, cast: Cast, a_family: MakeFamily, decision: str, words: str
) -> None:
    _writes(a_family(), "Nobody calls back.")
    with pytest.raises(Unacceptable):
        store.write_now(decide, cast.head, _waiting(store, cast)[0].item, decision, words)


def test_no_action_about_a_same_day_matter_needs_its_reason(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    family = a_family()
    _goes_to(family, "safe_now")
    family.answers("no")
    with pytest.raises(Unacceptable):
        store.write_now(decide, cast.head, _waiting(store, cast)[0].item, "no_action")


def test_once_all_of_a_voice_is_decided_it_is_read(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    _writes(a_family(), "Nobody calls back.")
    assert store.read(voices_for, cast.head, CHILD)[0]["unread"]
    store.write_now(decide, cast.head, _waiting(store, cast)[0].item, "no_action")
    (voice,) = store.read(voices_for, cast.head, CHILD)
    assert (voice["unread"], voice["read_by"]) == (False, cast.head.id)


def test_a_social_worker_has_no_such_list_and_another_caller_sees_nothing_of_it(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    _writes(a_family(), "Nobody calls back.")
    item = _waiting(store, cast)[0].item
    assert store.read(triage_list, cast.caller) == [], "this caller does not know the child"
    with pytest.raises(NotFound):
        store.write_now(decide, cast.caller, item, "no_action")
    for person in (cast.worker, cast.manager, cast.reviewer, cast.administrator):
        with pytest.raises(NotAllowed):
            store.read(triage_list, person)
        with pytest.raises(NotAllowed):
            store.write_now(decide, person, item, "no_action")


def test_a_reader_who_works_on_the_case_reads_only_what_was_shared(
    store: Store, cast: Cast, a_family: MakeFamily
) -> None:
    store.write_now(need_to_know.give, cast.head.id, CHILD, need_to_know.LINE_MANAGER)
    _writes(a_family(), "My worker never listens.")
    assert _waiting(store, cast) == []


def test_no_item_is_ever_removed(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    _writes(a_family(), "Nobody calls back.")
    with pytest.raises(Lasting):
        store.write_now(lambda db: db.table(TRIAGE).truncate())


def test_an_answer_that_was_not_kept_made_no_item(store: Store, cast: Cast, a_family: MakeFamily) -> None:
    family = a_family()
    _goes_to(family, "long_text")
    with pytest.raises(ValueError, match="up to"):
        family.answers("x" * 5_001)
    assert _waiting(store, cast) == []

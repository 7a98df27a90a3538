"""The call: the same conversation, put by a caller; no word is lost and nothing said elsewhere is shown."""

from typing import Any

import pytest

from feedback.asking.requests import revoke
from feedback.phone.call import (
    CallView,
    answer_call,
    back_call,
    change_call,
    hang_up,
    note_help,
    on_the_phone,
    skip_call,
    speak_call,
    take_up,
    type_call,
)
from feedback.phone.call_list import call_list
from feedback.phone.opening_words import AFTER, BEFORE, opening
from feedback.triage.triage_list import triage_list
from feedback.voices import attempts
from feedback.voices.conversation_view import Stage
from feedback.voices.errors import CannotAsk, NotAnswerable
from feedback.voices.voice_access import voices_for
from forms.answers import AnswerRefused
from language.registry import LANGUAGES
from people import need_to_know
from people.actor import Actor
from people.audit import AUDIT, first_broken_entry
from people.contacts import CONTACTS
from people.errors import NotAllowed, NotFound
from reviews.evidence import pieces_of
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.family import Family
from tests.feedback.phone.people_to_call import add_mother, ask_by

INTERPRETER = {"helper_name": "Hanna", "helper_role": "interpreter", "words_kept": "exact", "seemed_free": "not_sure"}


class Call:
    """A caller on the phone with the mother."""

    def __init__(self, store: Store, caller: Actor, request: int) -> None:
        self.store, self.caller, self.request = store, caller, request

    def sees(self) -> CallView:
        return self.store.read(on_the_phone, self.caller, self.request)

    def begins(self, **how: Any) -> None:
        self.store.write_now(take_up, self.caller, self.request, **how)

    def hears(self, raw: Any) -> str:
        asked = self._asked()
        self.store.write_now(answer_call, self.caller, self.request, asked, raw)
        return asked

    def skips_to(self, wanted: str) -> None:
        while (question := self.sees().view.question) and wanted not in (question.purpose, question.kind):
            self.store.write_now(skip_call, self.caller, self.request, question.id)

    def types(self, draft: str) -> None:
        self.store.write_now(type_call, self.caller, self.request, self._asked(), draft)

    def rings_off(self, given: dict[str, str] | None = None) -> None:
        self.store.write_now(hang_up, self.caller, self.request, given)

    def _asked(self) -> str:
        question = self.sees().view.question
        assert question is not None
        return question.id


@pytest.fixture
def request_id(store: Store, cast: Cast) -> int:
    return ask_by(store, cast, "phone", add_mother(store))


@pytest.fixture
def call(store: Store, cast: Cast, request_id: int) -> Call:
    begun = Call(store, cast.caller, request_id)
    begun.begins()
    return begun


@pytest.mark.parametrize("code", [*LANGUAGES])
@pytest.mark.parametrize("independent", [True, False])
def test_the_first_words_name_neither_the_service_nor_a_child(code: str, independent: bool) -> None:
    before = [line for line in opening(code, name="Ms Tesfamariam", independent=independent) if line.when == BEFORE]
    said = " ".join(line.said for line in before).casefold()
    for word in ("council", "child", "social", "city", "review", "worker", "service", "feedback"):
        assert word not in said
    assert "Ms Tesfamariam" in before[0].said


def test_only_who_is_independent_says_so() -> None:
    said = " ".join(line.said for line in opening("en", independent=False) if line.when == AFTER)
    assert "don't work in the team" not in said
    assert "don't work in the team" in " ".join(line.said for line in opening("en"))


@pytest.mark.parametrize("code", [*LANGUAGES])
def test_who_helps_a_family_is_not_told_that_a_team_supports_them(code: str) -> None:
    helper, other = (opening(code, audience=audience) for audience in ("helper", "parent_carer"))
    assert [line.lang for line in helper] == [code] * len(helper)
    assert len(helper) == len(other)
    assert sum(one.said != two.said for one, two in zip(helper, other, strict=True)) == 1
    if code == "en":
        assert "supports you" not in " ".join(line.said for line in helper)


def test_the_script_stands_there_before_anybody_rings_and_nothing_has_begun(
    store: Store, cast: Cast, request_id: int
) -> None:
    seen = Call(store, cast.caller, request_id).sees()
    assert seen.opening[0].said == "Hello. May I speak to Ms Tesfamariam, please?"
    assert (seen.begun, seen.view.stage) == (False, Stage.WELCOME)
    assert store.read(voices_for, cast.head, CHILD) == []


@pytest.mark.rule("BR-67")
def test_a_whole_call_is_a_voice_by_phone_that_says_who_collected_it(store: Store, cast: Cast, call: Call) -> None:
    call.hears("very_well")
    call.skips_to("nothing")
    assert call.sees().view.stage is Stage.CHECKING
    call.rings_off(INTERPRETER)
    (voice,) = store.read(voices_for, cast.head, CHILD)
    assert (voice["channel"], voice["collected_by"], voice["finished"] is not None) == ("phone", "independent", True)
    assert [(one["method"], one["outcome"]) for one in store.read(attempts.by_child, CHILD)] == [("phone", "answered")]
    assert call.sees().view.stage is Stage.THANKED
    assert store.read(first_broken_entry) is None


def test_the_help_stands_beside_the_evidence_and_weak_evidence_is_marked(store: Store, cast: Cast, call: Call) -> None:
    call.hears("very_well")
    store.write_now(note_help, cast.caller, call.request, {"helper_role": "interpreter"})
    call.rings_off(INTERPRETER)
    (voice,) = store.read(voices_for, cast.head, CHILD)
    (piece,) = store.read(lambda db: [*pieces_of(db, voice)])
    assert (piece.channel, piece.collected_by, piece.low_confidence) == ("phone", "independent", True)
    assert piece.helped_by == "an interpreter (Hanna); the exact words; it is not sure that they were free to speak"


def test_a_worker_who_calls_their_own_family_is_on_record_as_one(store: Store, cast: Cast, request_id: int) -> None:
    call = Call(store, cast.worker, request_id)
    call.begins()
    call.hears("very_well")
    (voice,) = store.read(voices_for, cast.head, CHILD)
    assert voice["collected_by"] == "worker"


def test_ringing_off_half_way_keeps_what_there_is_and_the_line_comes_back(
    store: Store, cast: Cast, clock: Clock, call: Call
) -> None:
    call.hears("very_well")
    call.rings_off()
    (voice,) = store.read(voices_for, cast.head, CHILD)
    assert len(voice["answers"]) == 1
    assert store.read(attempts.by_child, CHILD)[-1]["outcome"] == "talked"
    (line,) = store.read(call_list, cast.caller).later
    assert line.rests_because == "Talked, not finished"
    clock.forward(days=1)
    assert len(store.read(call_list, cast.caller).now) == 1
    call.begins()
    assert call.sees().view.position == 2


def test_words_in_the_box_when_they_ring_off_are_kept_as_said(store: Store, cast: Cast, call: Call) -> None:
    call.skips_to("long_text")
    call.types("She always rang back. But")
    assert call.sees().view.draft == "She always rang back. But"
    call.rings_off()
    (waiting,) = store.read(triage_list, cast.head)
    assert waiting.words == "She always rang back. But"


def test_a_text_that_is_too_long_does_not_keep_anybody_on_the_line(store: Store, cast: Cast, call: Call) -> None:
    call.skips_to("long_text")
    call.types("x" * 5_001)
    call.rings_off()
    call.begins(override="Going on with it.")
    assert call.sees().view.draft == "x" * 5_001


def test_the_caller_goes_back_and_changes_an_answer(store: Store, cast: Cast, call: Call) -> None:
    asked = call.hears("very_well")
    store.write_now(back_call, cast.caller, call.request)
    seen = call.sees().view
    assert seen.given == "very_well"
    assert seen.question is not None
    call.hears(seen.question.choices[-1].code)
    store.write_now(change_call, cast.caller, call.request, asked)
    seen = call.sees().view
    assert seen.question is not None
    assert seen.question.id == asked


def test_the_language_can_change_in_the_middle(store: Store, cast: Cast, call: Call) -> None:
    call.hears("very_well")
    store.write_now(speak_call, cast.caller, call.request, "ar")
    seen = call.sees()
    assert seen.view.language == "ar"
    assert len(seen.view.bubbles) == 1


def test_what_the_family_told_their_own_phone_is_not_shown_to_the_caller(store: Store, cast: Cast) -> None:
    mother = add_mother(store)
    asked = cast.ask(touchpoint="practice_review")
    store.write_now(lambda db: db.table(CONTACTS).replace(mother, {}))
    family = Family(store, asked.token)
    family.begins()
    told = family.answers("very_well")
    call = Call(store, cast.caller, asked.request)
    call.begins()
    seen = call.sees().view
    assert (seen.bubbles, seen.position) == ((), 2)
    with pytest.raises(NotAnswerable):
        store.write_now(answer_call, cast.caller, asked.request, told, "dont_know")
    call.hears("a_lot")
    assert [bubble.answer for bubble in family.sees().bubbles] == ["Very well"], "nor the other way round"


def test_another_caller_goes_on_without_seeing_what_the_first_was_told(store: Store, cast: Cast, call: Call) -> None:
    call.hears("very_well")
    other = Call(store, cast.worker, call.request)
    other.begins()
    assert other.sees().view.bubbles == ()


def test_nobody_calls_against_a_hold_without_a_reason_on_record(store: Store, cast: Cast, request_id: int) -> None:
    store.write_now(lambda db: db.table(CONTACTS).replace(1, {"hold_until": "2026-06-01"}))
    call = Call(store, cast.caller, request_id)
    with pytest.raises(CannotAsk, match="before 1 June"):
        call.begins()
    call.begins(override="She rang us and asked to do it now.")
    entry = store.read(lambda db: db.table(AUDIT).newest())
    assert (entry["action"], entry["about"]["overridden"]) == ("call.taken_up", ["hold"])


def test_a_stop_cannot_be_overridden(store: Store, cast: Cast, request_id: int) -> None:
    store.write_now(lambda db: db.table(CONTACTS).replace(1, {"phone": None}))
    with pytest.raises(CannotAsk):
        Call(store, cast.caller, request_id).begins(override="I know her.")


def test_a_request_that_was_taken_back_cannot_be_called_about(store: Store, cast: Cast, request_id: int) -> None:
    store.write_now(revoke, cast.worker, request_id)
    with pytest.raises(NotFound):
        Call(store, cast.caller, request_id).begins()


def test_an_answer_that_cannot_be_kept_is_said_so_and_nothing_else_is_lost(call: Call) -> None:
    call.types("half a word")
    with pytest.raises(AnswerRefused):
        call.hears("a hundred")
    assert call.sees().view.draft == "half a word"


def test_strangers_can_neither_look_at_nor_take_up_a_call(store: Store, cast: Cast, call: Call) -> None:
    for person in (cast.worker_of_another_team, cast.former_worker, cast.reviewer):
        stranger = Call(store, person, call.request)
        for act in (stranger.sees, stranger.begins, stranger.rings_off, lambda one=stranger: one.types("x")):
            with pytest.raises(NotFound):
                act()
    for person in (cast.chair, cast.administrator):
        with pytest.raises(NotAllowed):
            Call(store, person, call.request).begins()


def test_a_caller_who_may_see_the_child_may_still_not_answer_before_taking_it_up(
    store: Store, cast: Cast, request_id: int
) -> None:
    store.write_now(need_to_know.give, cast.reviewer.id, CHILD, "reviewer 1")
    with pytest.raises(NotAnswerable):
        store.write_now(answer_call, cast.reviewer, request_id, "worker_knows", "very_well")


class TestWhatStoodInTheBox:
    """Whatever the caller presses, the last keys go with it, in the same unit of work."""

    WORDS = "He said that it"

    @pytest.fixture
    def asked(self, call: Call) -> str:
        call.skips_to("long_text")
        return call._asked()

    def test_a_skip_keeps_it(self, store: Store, call: Call, asked: str) -> None:
        store.write_now(skip_call, call.caller, call.request, asked, self.WORDS)
        store.write_now(change_call, call.caller, call.request, asked)
        assert call.sees().view.draft == self.WORDS

    def test_changing_an_earlier_answer_keeps_it(self, store: Store, call: Call, asked: str) -> None:
        earlier = call.sees().view.bubbles[0].question_id
        store.write_now(change_call, call.caller, call.request, earlier, asked, self.WORDS)
        assert call._asked() == earlier
        store.write_now(skip_call, call.caller, call.request, earlier)
        assert (call._asked(), call.sees().view.draft) == (asked, self.WORDS)

    def test_ringing_off_keeps_it_as_said(self, store: Store, call: Call, asked: str) -> None:
        store.write_now(hang_up, call.caller, call.request, typed_for=asked, draft=self.WORDS)
        assert call.sees().view.bubbles[-1].answer == self.WORDS

    def test_what_was_taken_out_of_the_box_again_is_not_kept_as_said(
        self, store: Store, call: Call, asked: str
    ) -> None:
        call.types(self.WORDS)
        store.write_now(hang_up, call.caller, call.request, typed_for=asked, draft="")
        assert asked not in [one.question_id for one in call.sees().view.bubbles]

    def test_another_language_keeps_it(self, store: Store, call: Call, asked: str) -> None:
        store.write_now(speak_call, call.caller, call.request, "ar", asked, self.WORDS)
        assert call.sees().view.draft == self.WORDS

"""Whatever anybody does, in any order: no concern, no decision and no attempt is ever taken away or rewritten."""

import contextlib
import inspect
import random
from collections.abc import Callable
from typing import Any

import pytest

from feedback.concerns.concerns import CONCERNS
from feedback.concerns.kinds import TITLES
from feedback.concerns.raising import raise_concern, say_more
from feedback.concerns.responding import acknowledge, record_action
from feedback.phone.call import hang_up
from feedback.phone.call_records import CALLS
from feedback.phone.calling_back import called_back
from feedback.phone.discussions import PARTS, TALKS, note_discussion
from feedback.phone.not_reached import CHOICES, not_reached
from feedback.phone.quick_note import Talk, note_talk
from feedback.phone.talk_notes import METHODS
from feedback.triage.deciding import DECISIONS, decide, say_read
from feedback.triage.triage_list import triage_list
from feedback.voices.attempts import ATTEMPTS
from feedback.voices.codes import CHANNELS, OUTCOMES
from feedback.voices.triage_items import TRIAGE
from feedback.web import answering
from storage.kinds import Kind
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast, Clock
from tests.family import Family
from tests.feedback.phone.people_to_call import add_mother, ask_by
from tests.outgoing import HOUSE
from tests.test_structure import VERBS, defined

STEPS = 400
GROWING = {CONCERNS: ("words", "actions"), TRIAGE: ("decisions",), TALKS: (), ATTEMPTS: (), CALLS: ()}
FIXED = {
    CONCERNS: ("kind", "child", "review", "voice", "at", "raised_by", "recused"),
    TRIAGE: ("key", "matter", "voice", "said", "at", "due"),
    TALKS: ("child", "part", "on", "method", "words", "by", "at"),
    ATTEMPTS: ("child", "request", "method", "at", "by"),
    CALLS: ("key",),
}
# whoever has left presses nothing any more, and the house would soon be empty
STAFF_VERBS: list[Any] = [verb for name, verb in VERBS if hasattr(verb, "needs") and name != "people.leaving.disable"]
# those that write to what has to last are pressed most
NEAREST: list[Any] = [
    decide,
    say_read,
    raise_concern,
    say_more,
    acknowledge,
    record_action,
    not_reached,
    called_back,
    note_talk,
    note_discussion,
    hang_up,
]
REFUSALS = tuple(error for _, error in defined(lambda one: inspect.isclass(one) and issubclass(one, Exception)))
WORDS = ("", " ", "Seen to.", "x" * 6_000, "نعم", "no_action", "2026-05-08", "2026-05-13T15:00", CHILD, OTHER_CHILD)
CODES = (*TITLES, *DECISIONS, *CHOICES, *PARTS, *METHODS, *CHANNELS, *OUTCOMES, "en", "ar", "parent_carer", "yes", "no")
KEYS = ("request-1", "request-2", "item-1", "item-2", "item-9")


class World:
    """A small house with something in each list, and a hand that presses everything."""

    def __init__(self, store: Store, cast: Cast, seed: int) -> None:
        self.store, self.chance = store, random.Random(seed)
        self.people = [one for one in vars(cast).values() if hasattr(one, "roles")]
        ask_by(store, cast, "phone", add_mother(store))
        self.tokens = [cast.ask().token, cast.ask(touchpoint="practice_review").token]
        self._family_speaks(self.tokens[0], store)
        item = store.read(triage_list, cast.head)[0].item
        store.write_now(decide, cast.head, item, "passed_on", "Amina calls today.")
        store.write_now(raise_concern, cast.worker, "at_risk", child=CHILD, words="A bruise.")

    def presses(self) -> None:
        if self.chance.random() < 0.1:
            self._does(self.chance.choice((answering.answer, answering.skip, answering.back, answering.finish)))
        else:
            verb = self.chance.choice(self.chance.choice((STAFF_VERBS, NEAREST, NEAREST)))
            allowed = [one for one in self.people if one.may(verb.needs)]
            self._does(verb, self.chance.choice(self.chance.choice((self.people, allowed, allowed)) or self.people))

    def _does(self, verb: Callable[..., Any], *first: Any) -> None:
        parameters = list(inspect.signature(verb).parameters.values())[1 + len(first) :]
        try:
            named = {one.name: self._something(one) for one in parameters}
        except LookupError:  # it wants what only a screen can give
            return
        with contextlib.suppress(*REFUSALS):  # what counts is what is still there; a fault of ours is no refusal
            self.store.write_now(verb, *first, **named)

    def _something(self, parameter: inspect.Parameter) -> Any:
        known: dict[str, Any] = {
            "token": self.chance.choice(self.tokens),
            "session": "their own phone",
            "form": LIBRARY.review,
            "settings": HOUSE,
            "talk": Talk(CHILD, "2026-05-08", "phone", "parent_carer", "He listens."),
            "key": self.chance.choice(KEYS),
            "child": self.chance.choice((CHILD, CHILD, OTHER_CHILD, None)),
            "kind": self.chance.choice([*TITLES]),
            "concern": self.chance.choice([*TITLES]),
            "decision": self.chance.choice([*DECISIONS]),
            "outcome": self.chance.choice([*CHOICES]),
            "part": self.chance.choice([*PARTS]),
            "method": self.chance.choice([*METHODS]),
            "on": "2026-05-08",
            "sections": (),
            "ref": self.chance.choice((CHILD, OTHER_CHILD)),
            "question_id": self.chance.choice(("safe", "unclear", "views_heard", "section_4_challenge")),
        }
        if parameter.name in known:
            return known[parameter.name]
        kind = parameter.annotation
        if kind in (int, int | None):
            return self.chance.randrange(1, 4)
        if kind is bool:
            return self.chance.random() < 0.5
        if kind in (str, str | None, Any):
            return self.chance.choice((*CODES, *WORDS))
        if parameter.default is not inspect.Parameter.empty:
            return parameter.default
        if any(plain in str(kind) for plain in ("tuple", "Sequence", "Iterable", "Collection")):
            return ()
        raise LookupError(parameter.name)

    def _family_speaks(self, token: str, store: Store) -> None:
        family = Family(store, token)
        family.begins()
        while (question := family.sees().question) is not None:
            raw = {"safe_now": "no", "call_back": "yes"}.get(question.purpose)
            words = "07700 900123" if question.format else "Nobody calls."
            family.answers(raw) if raw else family.answers(words) if question.options() == () else family.skips()


def _kept(db: Database) -> dict[Kind, dict[int, dict[str, Any]]]:
    return {kind: {one.doc_id: dict(one) for one in db.table(kind).all()} for kind in GROWING}


def _is_longer(kind: Kind, before: dict[str, Any], after: dict[str, Any]) -> bool:
    grown = all(after[field][: len(before[field])] == before[field] for field in GROWING[kind])
    return grown and all(after[field] == before[field] for field in FIXED[kind] if before[field] is not None)


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_was_raised_decided_or_tried_is_ever_undone(
    store: Store, cast: Cast, clock: Clock, seed: int
) -> None:
    world = World(store, cast, seed)
    before = store.read(_kept)
    for _ in range(STEPS):
        world.presses()
        clock.forward(minutes=7)
        after = store.read(_kept)
        for kind, documents in before.items():
            for number, document in documents.items():
                assert number in after[kind], f"{kind.name} {number} is gone"
                assert _is_longer(kind, document, after[kind][number]), f"{kind.name} {number} was rewritten"
        before = after
    grown = {kind.name: len(documents) for kind, documents in before.items()}
    assert all(grown[kind.name] > 1 for kind in (CONCERNS, TRIAGE, ATTEMPTS)), grown


def test_each_kind_that_has_to_last_is_declared_so() -> None:
    assert all(kind.lasting for kind in GROWING)

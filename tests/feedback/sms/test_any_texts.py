"""Whatever is texted, in whatever order: nothing breaks, no answer is lost, and it always comes to an end."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.opening import KINDS
from feedback.voices.errors import CannotAsk
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.texting import Phone, Texting

_phones = count(7_700_900_000)
SAID = [
    "1",
    "2",
    "3",
    "two",
    "yes",
    "No",
    "always",
    "skip",
    "back",
    "link",
    "call",
    "HELP",
    "START",
    "hello",
    "Selam",
    "",
]
SAID += ["STOP", "العربية", "English", "نعم", "ሕለፍ", "purple", "👍", "they never listened", "1 3", "\x00", "ok thanks"]
STEPS = some.lists(some.one_of(some.sampled_from(SAID), some.text(max_size=30), some.just("+another")), max_size=25)


class World:
    """One office for all examples; each has a phone of its own."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.store = Store.open(folder, KINDS, secret=b"a secret that only the tests know", clock=self.clock)
        self.texting = Texting(self.store, Cast(self.store), self.clock)

    def answers(self, phone: Phone) -> dict[tuple[int, str], Any]:
        requests = {text["request"] for text in phone.kept}
        voices = [voice for voice in self.texting.voices() if voice["request"] in requests]
        return {(voice.doc_id, key): one["value"] for voice in voices for key, one in voice["answers"].items()}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("texts") / "data")
    yield made
    made.store.close()


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_any_texts_in_any_order_lose_nothing_and_come_to_an_end(world: World, steps: list[str]) -> None:
    phone = world.texting.asks(phone=f"+44{next(_phones)}")
    for step in steps:
        if step == "+another":
            with suppress(CannotAsk):  # after a stop
                world.texting.asks(child=OTHER_CHILD, phone=phone.number)
            continue
        before = world.answers(phone)
        phone.sends(step)
        _nothing_was_lost(before, world.answers(phone), phone)
    assert len(phone.kept) == len([step for step in steps if step != "+another"])
    assert _falls_silent(phone)


def _nothing_was_lost(before: dict[Any, Any], after: dict[Any, Any], phone: Phone) -> None:
    """A step changes at most the one answer that it is about; only a person's own skip takes an answer back."""
    took = [text["took"] for text in phone.kept]
    assert "fault" not in [text["why"] for text in phone.kept]
    changed = [key for key in before if before[key] != after[key]]
    assert len(changed) <= (1 if {"answer", "skip"} & set(took[-2:]) else 0)
    assert before.keys() <= after.keys()


def _falls_silent(phone: Phone) -> bool:
    """Whoever is never understood is asked each question twice at most, and then left in peace."""
    return any(phone.sends("?!" * (number % 7 + 1)) == "" for number in range(120))


def test_whoever_is_never_understood_still_comes_to_the_end(world: World) -> None:
    phone = world.texting.asks(phone=f"+44{next(_phones)}")
    for body in ("hi", "1"):
        phone.sends(body)
    assert _falls_silent(phone)
    (voice,) = [one for one in world.texting.voices() if one["request"] == phone.kept[0]["request"]]
    assert voice["finished"]


def test_a_text_of_the_first_child_stays_with_the_first_child(world: World) -> None:
    phone = world.texting.asks(child=CHILD, phone=f"+44{next(_phones)}")
    for body in ("hi", "1", "yes"):
        phone.sends(body)
    assert {text["child"] for text in phone.kept} == {CHILD}

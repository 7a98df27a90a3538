"""One press of a family is one unit of work: what was typed goes the same way as the button."""

from collections.abc import Callable
from typing import Any

import pytest

from pages.family.actions import carry_out
from pages.family.submission import Submission
from storage.errors import NotSaved
from storage.store import Store
from tests.family import Family

WORDS = "I would have said that"


class OneWriteOnly:
    """A store whose disk is full after the first unit of work."""

    def __init__(self, store: Store) -> None:
        self._store, self._written = store, 0

    async def write(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._written += 1
        if self._written > 1:
            raise NotSaved
        return await self._store.write(verb, *args, **kwargs)


@pytest.fixture
def family(a_family: Callable[..., Family]) -> Family:
    family = a_family()
    while (question := family.sees().question) is not None and question.kind != "long_text":
        family.skips()
    return family


def pressed(family: Family, button: str, aim: str = "") -> Submission:
    question = family.sees().question
    assert question is not None
    return Submission(button, aim, question.id, "en", (WORDS,))


async def press(family: Family, one: Submission) -> None:
    await carry_out(OneWriteOnly(family.store), family.token, family.browser, one)  # type: ignore[arg-type]


async def test_skipping_keeps_what_was_typed_in_the_same_unit_of_work(family: Family) -> None:
    skipped = pressed(family, "skip")
    await press(family, skipped)
    family.changes(skipped.question)
    assert family.sees().draft == WORDS


async def test_changing_an_earlier_answer_keeps_what_was_typed_in_the_same_unit_of_work(family: Family) -> None:
    left = pressed(family, "change", family.sees().bubbles[0].question_id)
    await press(family, left)
    assert family.sees().question is not None
    assert family.sees().question.id != left.question  # type: ignore[union-attr]  # asserted above
    family.skips()
    assert family.sees().draft == WORDS


@pytest.mark.parametrize("button", ["back", "lang:ar"])
async def test_the_other_buttons_do_so_too(family: Family, button: str) -> None:
    name, _, aim = button.partition(":")
    typed = pressed(family, name, aim)
    await press(family, typed)
    while (question := family.sees().question) is not None and question.id != typed.question:
        family.skips()
    assert family.sees().draft == WORDS


async def test_what_cannot_be_kept_leaves_neither_the_skip_nor_the_words(family: Family) -> None:
    full = OneWriteOnly(family.store)
    full._written = 1
    before = family.sees()
    with pytest.raises(NotSaved):
        await carry_out(full, family.token, family.browser, pressed(family, "skip"))  # type: ignore[arg-type]
    assert family.sees() == before

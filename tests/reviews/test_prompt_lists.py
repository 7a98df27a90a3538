"""The lists of section 4 are the Heads' to change; every change is kept, and what a review ticked stays as it was."""

from typing import Any

import pytest

from people.errors import NotAllowed, NotFound, Unacceptable
from reviews.entries import entry
from reviews.filling import fill
from reviews.prompt_lists import (
    PROMPT_LISTS,
    TITLES,
    add_item,
    move_item,
    offered,
    prompt_list,
    prompt_lists,
    reword_item,
    switch_item,
)
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged

GRACES = "social_graces"


def words(store: Store) -> list[str]:
    return store.read(offered, GRACES)


def test_it_begins_with_the_eighteen_graces_and_eleven_prompts(store: Store) -> None:
    assert len(words(store)) == 18
    assert len(store.read(offered, "anti_racist_prompts")) == 11
    assert store.read(prompt_list, GRACES)["by_name"] == ""


def test_a_line_is_added_reworded_moved_and_switched_off(store: Store, cast: Cast) -> None:
    store.write_now(add_item, cast.head, GRACES, "  Accent  and language ")
    assert words(store)[-1] == "Accent and language"
    store.write_now(reword_item, cast.head, GRACES, 19, "Accent")
    store.write_now(move_item, cast.head, GRACES, 19, -1)
    assert words(store)[-2:] == ["Accent", "Sexual orientation"]
    store.write_now(switch_item, cast.head, GRACES, 19, on=False)
    assert "Accent" not in words(store)
    store.write_now(switch_item, cast.head, GRACES, 19, on=True)
    assert words(store)[-2] == "Accent"


def test_every_change_is_kept_with_who_and_when(store: Store, cast: Cast) -> None:
    store.write_now(add_item, cast.head, GRACES, "Accent")
    store.write_now(reword_item, cast.head, GRACES, 19, "Language")
    kept: list[Any] = store.read(lambda db: list(db.table(PROMPT_LISTS)))
    assert [(one["number"], one["items"][-1]["words"], one["by_name"]) for one in kept] == [
        (1, "Accent", "Helen Marsh"),
        (2, "Language", "Helen Marsh"),
    ]
    assert all(one["at"].startswith("2026-05-12") for one in kept)


@pytest.mark.parametrize("way", [-1, 1])
def test_the_first_and_the_last_stay_where_they_are(store: Store, cast: Cast, way: int) -> None:
    before = store.read(prompt_list, GRACES)["items"]
    store.write_now(move_item, cast.head, GRACES, before[0 if way < 0 else -1]["id"], way)
    assert store.read(prompt_list, GRACES) == {**store.read(prompt_list, GRACES), "number": 0, "items": before}


@pytest.mark.parametrize(
    ("said", "refusal"), [("  ", "Write the words"), ("x" * 300, "These are 300"), ("gender", "on the list already")]
)
def test_what_cannot_be_a_line_is_said_in_words(store: Store, cast: Cast, said: str, refusal: str) -> None:
    with pytest.raises(Unacceptable, match=refusal):
        store.write_now(add_item, cast.head, GRACES, said)
    with pytest.raises(Unacceptable, match=refusal):
        store.write_now(reword_item, cast.head, GRACES, 6, said)
    assert store.read(prompt_list, GRACES)["number"] == 0


def test_a_line_may_be_written_in_any_script(store: Store, cast: Cast) -> None:
    store.write_now(add_item, cast.head, GRACES, "اللغة واللهجة")
    assert words(store)[-1] == "اللغة واللهجة"


@pytest.mark.parametrize("who", ["reviewer", "worker", "administrator"])
def test_they_are_the_heads_to_change(store: Store, cast: Cast, who: str) -> None:
    for verb, about in ((add_item, (GRACES, "Accent")), (prompt_lists, ())):
        with pytest.raises(NotAllowed):
            store.write_now(verb, getattr(cast, who), *about)


def test_a_list_that_there_is_not_is_not_found(store: Store, cast: Cast) -> None:
    assert set(TITLES) == {GRACES, "anti_racist_prompts"}
    with pytest.raises(NotFound):
        store.write_now(add_item, cast.head, "others", "Accent")


def test_what_a_review_ticked_keeps_its_words(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    ticked = [{"item": "Class", "visible": "visible", "voiced": "", "effect": ""}]
    store.write_now(fill, judged.reviewer, judged.id, "section_4_graces_considered", ticked, 0)
    store.write_now(reword_item, cast.head, GRACES, 10, "Social class")
    kept = store.read(entry, judged.id, "section_4_graces_considered")
    assert kept is not None
    assert kept["value"] == ticked
    assert "Class" not in words(store)

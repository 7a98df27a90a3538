"""The lists that the Heads keep for section 4: the Social GRACES, and prompts on anti-racist practice.

A review shows the list as it is at present; what was ticked is kept in the review with its own words.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

import yaml
from tinydb import where

from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

PROMPT_LISTS = Kind("prompt_lists", indexed=("list", "key"), unique=("key",), lasting=True)

TITLES: Mapping[str, str] = {"social_graces": "Social GRACES", "anti_racist_prompts": "Prompts on anti-racist practice"}
LONGEST = 200  # characters of an item
TOPIC = "prompt_lists"


class PromptItem(TypedDict):
    """One line of a list; one that is switched off is not offered any more."""

    id: int
    words: str
    on: bool


class PromptList(TypedDict):
    """A list as somebody left it; every change makes the next one, and none is ever overwritten."""

    key: str  # list and number
    list: str
    number: int  # 0 for the built-in one, which is not in the store
    items: list[PromptItem]
    by_name: str  # empty for the built-in one, as the next two
    by: int
    at: str


def prompt_list(db: Database, name: str) -> PromptList:
    """The list as it is at present."""
    found = cast("list[PromptList]", db.table(PROMPT_LISTS).search(where("list") == name))
    return max(found, key=lambda one: one["number"], default=_built_in(name))


def offered(db: Database, name: str) -> list[str]:
    """The words that are switched on, in their order."""
    return [one["words"] for one in prompt_list(db, name)["items"] if one["on"]]


@needs(Permission.MODERATE_REVIEWS)
def add_item(db: Database, actor: Actor, name: str, words: str) -> None:
    """Add a line at the end."""

    def added(items: list[PromptItem]) -> list[PromptItem]:
        number = 1 + max((one["id"] for one in items), default=0)
        return [*items, {"id": number, "words": _checked(items, words), "on": True}]

    _keep(db, actor, name, added)


@needs(Permission.MODERATE_REVIEWS)
def reword_item(db: Database, actor: Actor, name: str, item: int, words: str) -> None:
    """Say a line in other words."""

    def reworded(items: list[PromptItem]) -> list[PromptItem]:
        others = [one for one in items if one["id"] != item]
        return [{**one, "words": _checked(others, words)} if one["id"] == item else one for one in items]

    _keep(db, actor, name, reworded)


@needs(Permission.MODERATE_REVIEWS)
def switch_item(db: Database, actor: Actor, name: str, item: int, *, on: bool) -> None:
    """Offer a line, or no longer offer it."""
    _keep(db, actor, name, lambda items: [{**one, "on": on} if one["id"] == item else one for one in items])


@needs(Permission.MODERATE_REVIEWS)
def move_item(db: Database, actor: Actor, name: str, item: int, by: int) -> None:
    """Move a line up (-1) or down (1); the first and the last stay where they are."""

    def moved(items: list[PromptItem]) -> list[PromptItem]:
        at = next((place for place, one in enumerate(items) if one["id"] == item), 0)
        rest = [one for one in items if one["id"] != item]
        rest[max(0, at + by) : max(0, at + by)] = [one for one in items if one["id"] == item]
        return rest

    _keep(db, actor, name, moved)


@needs(Permission.MODERATE_REVIEWS)
def prompt_lists(db: Database, actor: Actor) -> list[PromptList]:
    """Both lists, for whoever keeps them."""
    return [prompt_list(db, name) for name in TITLES]


def _keep(db: Database, actor: Actor, name: str, change: Callable[[list[PromptItem]], list[PromptItem]]) -> None:
    """Keep the list as it is after a change, with who and when; one that changes nothing keeps nothing."""
    if name not in TITLES:
        raise NotFound
    before = prompt_list(db, name)
    items = change(before["items"])
    if items == before["items"]:
        return
    number = before["number"] + 1
    kept: PromptList = {
        "key": f"{name}/{number}",
        "list": name,
        "number": number,
        "items": items,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    db.table(PROMPT_LISTS).insert(kept)
    audit.record(db, actor, "prompts.changed", list=name, number=number)
    db.announce(TOPIC)


def _checked(others: list[PromptItem], words: str) -> str:
    said = " ".join(words.split())
    if not said:
        raise Unacceptable("Write the words first.")
    if len(said) > LONGEST:
        raise Unacceptable(f"Keep it under {LONGEST} characters. These are {len(said)}.")
    if said.casefold() in {one["words"].casefold() for one in others}:
        raise Unacceptable("This is on the list already. If it is switched off, switch it on again.")
    return said


def _built_in(name: str) -> PromptList:
    items: list[PromptItem] = [{"id": at, "words": words, "on": True} for at, words in enumerate(_written()[name], 1)]
    return {"key": f"{name}/0", "list": name, "number": 0, "items": items, "by": 0, "by_name": "", "at": ""}


@cache
def _written() -> Mapping[str, list[str]]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, list[str]]", yaml.safe_load(text))

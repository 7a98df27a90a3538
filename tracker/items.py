"""Items of the QA Recommendation and Impact Tracker as they are kept; none is ever removed (BR-50, BR-52)."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from people.errors import NotFound
from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database
from tracker.states import IN_SIGHT

ITEMS = Kind(
    "tracker_items",
    indexed=("key", "child", "owner", "state", "source_of", "brought_by", "voices", "follows", "closed"),
    unique=("key",),
    lasting=True,
)
NOBODY = 0  # the owner or manager of an item that has none yet


class Done(TypedDict):
    """That the owner says it is done."""

    day: str  # empty where a workbook says that it is done, and not when
    words: str
    by: int
    by_name: str
    at: str


class Judgement(TypedDict):
    """What somebody other than the owner found of its effect."""

    effect: str  # `effective`, `not_effective` or `cannot_say`
    impact: str  # what changed for the child or the children
    evidence: str  # what shows it
    again: str  # ISO day on which to look again, of what cannot be said yet; else empty
    by: int
    by_name: str
    at: str


class Move(TypedDict):
    """That an item of the service went on into a plan."""

    plan: str  # a key of `PLANS`
    owner: str
    day: str
    by: int
    by_name: str
    at: str


class Wish(TypedDict):
    """What somebody asks for and another person answers: a later date, or that it is no longer needed."""

    day: str  # the later date; empty where it is no longer needed
    reason: str
    by: int
    by_name: str
    at: str


class NewItem(TypedDict):
    """What a process, a person or a workbook says of an item."""

    level: str
    action: str
    impact: str  # the intended one
    shown_by: str  # what would show it
    source: str
    child: str | None
    owner: int  # a staff id; NOBODY where nobody of that name works here
    owner_name: str  # as it was written where the owner is NOBODY, else the name
    team: str
    due: str  # empty where nobody has given a day yet
    theme: str
    section: str  # number of the section of the review; may be empty


class Item(NewItem):
    """One item; the days are ISO dates of London."""

    key: str  # what it came from, once: feeding it again makes nothing
    source_of: NotRequired[str]  # all items of one review, say: "review 12"
    brought_by: NotRequired[int]  # the import
    manager: int  # who answers for it in the monthly meeting
    held: bool  # until the review that it comes from is sent, only those who read the review see it
    voices: list[str]  # the words it answers, each as `voice/question`
    perhaps: list[str]  # words that were quoted beside it: nobody has said yet that it answers them
    state: str
    first_due: str
    later: Wish | None  # asked for and not answered
    drop: Wish | None  # the same
    done: Done | None
    moved: Move | None
    judgement: Judgement | None  # the last one
    training: bool
    follows: NotRequired[int]  # the item that was not effective
    followed_by: NotRequired[int]
    updated: str  # day of the last update of progress; empty where there is none
    made: str
    closed: str  # day on which it was closed; empty while it is in sight
    erased: NotRequired[str]  # when what it says was erased


class ItemChange(TypedDict, total=False):
    """The fields of an item that change."""

    key: str  # of what was taken back, so that it may come again
    action: str
    impact: str
    shown_by: str
    child: str | None
    owner: int
    owner_name: str
    manager: int
    team: str
    due: str
    first_due: str
    theme: str
    held: bool
    voices: list[str]
    perhaps: list[str]
    state: str
    later: Wish | None
    drop: Wish | None
    done: Done | None
    moved: Move | None
    judgement: Judgement | None
    training: bool
    followed_by: int
    updated: str
    closed: str
    erased: str


def add(db: Database, item: Item) -> int:
    """Keep a new item and return its number, which is also the one that people call it by."""
    return db.table(ITEMS).insert(item)


def by_id(db: Database, number: int) -> Item | None:
    """One item, for rules that have checked already who is asking."""
    return cast("Item | None", db.table(ITEMS).get(doc_id=number))


def item(db: Database, number: int) -> Item:
    """The same; `NotFound` where there is none."""
    if (found := by_id(db, number)) is None:
        raise NotFound
    return found


def by_numbers(db: Database, numbers: Iterable[int]) -> list[Item]:
    """Those of these numbers, in their order by number."""
    return cast("list[Item]", db.table(ITEMS).get(doc_ids=list(numbers)))


def by_key(db: Database, key: str) -> Item | None:
    """The item that came from this."""
    return cast("Item | None", db.table(ITEMS).get(Holding("key", key)))


def by_source(db: Database, source_of: str) -> list[Item]:
    """The items that came from one thing: `review 12`."""
    return cast("list[Item]", db.table(ITEMS).search(where("source_of") == source_of))


def by_child(db: Database, child: str) -> list[Item]:
    """The items about a child."""
    return cast("list[Item]", db.table(ITEMS).search(where("child") == child))


def by_owner(db: Database, owner: int) -> list[Item]:
    """The items of one owner, open and closed."""
    return cast("list[Item]", db.table(ITEMS).search(where("owner") == owner))


def by_import(db: Database, number: int) -> list[Item]:
    """The items that one import brought."""
    return cast("list[Item]", db.table(ITEMS).search(where("brought_by") == number))


def in_sight(db: Database) -> list[Item]:
    """The items whose impact is not known yet."""
    return cast("list[Item]", db.table(ITEMS).search(where("state").one_of(sorted(IN_SIGHT))))


def answering_any(db: Database, words: Iterable[str]) -> list[Item]:
    """The items that answer any of these words of families, each `voice/question`."""
    wanted = list(words)
    return cast("list[Item]", db.table(ITEMS).search(where("voices").any(wanted))) if wanted else []


def closed_between(db: Database, first: str, last: str, limit: int) -> list[Item]:
    """Up to so many whose words are there, closed between the days of two moments; the first that was closed first."""
    closed = (where("closed") >= max(first[:10], "0")) & (where("closed") <= last[:10])
    found = cast("list[Item]", db.table(ITEMS).page(closed, by="closed"))
    return [one for one in found if "erased" not in one][:limit]


def change(db: Database, found: Item, **fields: Unpack[ItemChange]) -> Item:
    """Set fields of an item, whatever has become of the others since it was read; returns it as it is now."""
    return cast("Item", db.table(ITEMS).replace(number_of(found), fields))


def change_if_current(db: Database, found: Item, revision: int, **fields: Unpack[ItemChange]) -> Item:
    """The same for what a person typed over what they saw; `Conflict` where somebody else was first."""
    return cast("Item", db.table(ITEMS).replace(number_of(found), fields, revision=revision))


def everything(db: Database) -> Iterable[Item]:
    """Every item, in the order of the numbers."""
    return cast("Iterable[Item]", db.table(ITEMS))

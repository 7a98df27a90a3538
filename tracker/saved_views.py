"""Views of the list that a person has named: what stood in the address, kept for that person alone."""

from typing import TypedDict, cast

from tinydb import where

from language.folding import by_name
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database
from tracker.checked_words import said

SAVED_VIEWS = Kind("tracker_views", indexed=("staff",))
LONGEST_NAME, LONGEST_QUERY, MOST = 40, 600, 20


class SavedView(TypedDict):
    """One named view."""

    staff: int
    name: str
    query: str  # what stands behind the address of the list, with its question mark


@needs(Permission.SEE_TRACKER)
def saved_views(db: Database, actor: Actor) -> list[SavedView]:
    """This person's own, by name."""
    found = cast("list[SavedView]", db.table(SAVED_VIEWS).search(where("staff") == actor.id))
    return sorted(found, key=lambda one: by_name(one["name"]))


@needs(Permission.SEE_TRACKER)
def save_view(db: Database, actor: Actor, name: str, query: str) -> None:
    """Keep what is shown under a name; the same name again takes the place of the earlier."""
    kept: SavedView = {
        "staff": actor.id,
        "name": said(name, "Give the view a name.", LONGEST_NAME),
        "query": said(query, "Choose first what the view is to show.", LONGEST_QUERY),
    }
    mine = saved_views(db, actor)
    again = next((number_of(one) for one in mine if one["name"] == kept["name"]), None)
    if again is not None:
        db.table(SAVED_VIEWS).replace(again, kept)
    elif len(mine) >= MOST:
        raise Unacceptable(f"You have {MOST} views. Take one away first.")
    else:
        db.table(SAVED_VIEWS).insert(kept)


@needs(Permission.SEE_TRACKER)
def remove_view(db: Database, actor: Actor, number: int) -> None:
    """Take one of one's own away."""
    if number not in {number_of(one) for one in saved_views(db, actor)}:
        raise NotFound
    db.table(SAVED_VIEWS).remove(doc_ids=[number])

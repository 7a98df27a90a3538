"""Places and events: each has a poster, whose code leads to conversations that belong to no child."""

from collections.abc import Mapping
from typing import TypedDict, cast

from tinydb import where

from feedback.voices.errors import NoSuchLink
from feedback.voices.typed_codes import new_code, read_code
from language.folding import by_name
from language.visible import one_line
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs, open_to
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

# The code stands on a wall for everybody to see, so it is no secret and is kept as it is.
PLACES = Kind("places", indexed=("code", "name"), unique=("code",))
KINDS_OF_PLACE: Mapping[str, str] = {"place": "A place", "event": "An event"}
LONGEST_NAME = 60


class Place(TypedDict):
    """One place or event, as it is kept."""

    name: str
    kind: str  # a code of `KINDS_OF_PLACE`
    code: str  # what its poster leads to
    made: str
    by: int
    closed: str | None  # when


@needs(Permission.MAKE_POSTERS)
def add_place(db: Database, actor: Actor, name: str, kind: str) -> Place:
    """Keep a place or an event with the code of its poster; `Unacceptable` says what is missing."""
    shown = one_line(name)
    if not 0 < len(shown) <= LONGEST_NAME:
        raise Unacceptable(f"Give it a name that people will know, of up to {LONGEST_NAME} letters.")
    if kind not in KINDS_OF_PLACE:
        raise Unacceptable("Choose whether it is a place or an event.")
    made = db.now.isoformat()
    new: Place = {"name": shown, "kind": kind, "code": new_code(), "made": made, "by": actor.id, "closed": None}
    place_id = db.table(PLACES).insert(new)
    audit.record(db, actor, "place.added", place=place_id)
    return place(db, actor, place_id)


@needs(Permission.MAKE_POSTERS)
def place(db: Database, actor: Actor, place_id: int) -> Place:
    """One place or event."""
    found = db.table(PLACES).get(doc_id=place_id)
    if found is None:
        raise NotFound
    return cast("Place", found)


@needs(Permission.MAKE_POSTERS)
def places(db: Database, actor: Actor) -> list[Place]:
    """Every place and event by name, those that are closed too."""
    return sorted(cast("list[Place]", db.table(PLACES).page(by="name")), key=lambda one: by_name(one["name"]))


@needs(Permission.MAKE_POSTERS)
def close_place(db: Database, actor: Actor, place_id: int) -> None:
    """From now on the poster opens the neutral page. Who has begun can finish, and what was said stays."""
    if place(db, actor, place_id)["closed"] is None:
        db.table(PLACES).replace(place_id, {"closed": db.now.isoformat()})
        audit.record(db, actor, "place.closed", place=place_id)


@open_to("anybody who stands before a poster")
def poster(db: Database, code: str) -> Place:
    """The open place that a poster belongs to; `NoSuchLink` for anything wrong with its code. Changes nothing."""
    read = read_code(code)
    found = db.table(PLACES).get(where("code") == read) if read else None
    if found is None or found["closed"]:
        raise NoSuchLink
    return cast("Place", found)


def all_places(db: Database) -> list[Place]:
    """Every place and event, in the order in which they were added."""
    return cast("list[Place]", list(db.table(PLACES)))

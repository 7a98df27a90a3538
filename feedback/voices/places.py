"""Places and events: each has a poster, whose code leads to conversations that belong to no child."""

from collections.abc import Mapping

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
from storage.table import Document

# The code stands on a wall for everybody to see, so it is no secret and is kept as it is.
PLACES = Kind("places", indexed=("code", "name"), unique=("code",))
KINDS_OF_PLACE: Mapping[str, str] = {"place": "A place", "event": "An event"}
LONGEST_NAME = 60


@needs(Permission.MAKE_POSTERS)
def add_place(db: Database, actor: Actor, name: str, kind: str) -> Document:
    """Keep a place or an event with the code of its poster; `Unacceptable` says what is missing."""
    shown = one_line(name)
    if not 0 < len(shown) <= LONGEST_NAME:
        raise Unacceptable(f"Give it a name that people will know, of up to {LONGEST_NAME} letters.")
    if kind not in KINDS_OF_PLACE:
        raise Unacceptable("Choose whether it is a place or an event.")
    fields = {"name": shown, "kind": kind, "code": new_code(), "made": db.now.isoformat(), "by": actor.id}
    place_id = db.table(PLACES).insert({**fields, "closed": None})
    audit.record(db, actor, "place.added", place=place_id)
    return place(db, actor, place_id)


@needs(Permission.MAKE_POSTERS)
def place(db: Database, actor: Actor, place_id: int) -> Document:
    """One place or event."""
    found = db.table(PLACES).get(doc_id=place_id)
    if found is None:
        raise NotFound
    return found


@needs(Permission.MAKE_POSTERS)
def places(db: Database, actor: Actor) -> list[Document]:
    """Every place and event by name, those that are closed too."""
    return sorted(db.table(PLACES).page(by="name"), key=lambda one: by_name(one["name"]))


@needs(Permission.MAKE_POSTERS)
def close_place(db: Database, actor: Actor, place_id: int) -> None:
    """From now on the poster opens the neutral page. Who has begun can finish, and what was said stays."""
    if place(db, actor, place_id)["closed"] is None:
        db.table(PLACES).replace(place_id, {"closed": db.now.isoformat()})
        audit.record(db, actor, "place.closed", place=place_id)


@open_to("anybody who stands before a poster")
def poster(db: Database, code: str) -> Document:
    """The open place that a poster belongs to; `NoSuchLink` for anything wrong with its code. Changes nothing."""
    read = read_code(code)
    found = db.table(PLACES).get(where("code") == read) if read else None
    if found is None or found["closed"]:
        raise NoSuchLink
    return found

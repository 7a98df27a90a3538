"""What somebody has typed into a form and not sent: theirs alone, until it is sent or its time has passed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypedDict, cast

from tinydb import where

from people.errors import NotAllowed
from people.permissions import open_to
from people.retention import rules
from people.retention.erasures import note_erased
from people.sessions import acting_person
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

DRAFTS = Kind("drafts", indexed=("staff", "key", "screen", "until"), unique=("key",))

Fields = Mapping[str, str | bool]


class KeptDraft(TypedDict):
    """What is kept of one form of one screen of one person."""

    key: str  # staff, screen and form
    staff: int
    screen: str
    form: str
    fields: dict[str, str | bool]
    typed: int  # the browser's clock in ms
    until: str


@dataclass(frozen=True)
class Keeper:
    """What a browser is given with which it keeps drafts of this person while the server cannot be reached."""

    person: str  # a name for the person that says nothing about them
    key: str  # what the drafts in the browser are encrypted with: only a live session of the person hands it out


@dataclass(frozen=True)
class Draft:
    """What stands in one form of one screen. `typed` is the browser's clock in ms: the later text stands."""

    person: str
    screen: str
    form: str
    fields: Fields
    typed: int


@open_to("a signed-in browser")
def keeper(db: Database, key: str) -> Keeper:
    """How this session's person keeps drafts in a browser."""
    return _keeper(db, acting_person(db, key).id)


@open_to("a signed-in browser")
def drafts_on(db: Database, key: str, screen: str) -> dict[str, dict[str, Any]]:
    """What this session's person has typed on a screen, by the form it stands in."""
    mine = (where("staff") == acting_person(db, key).id) & (where("screen") == screen)
    found = cast("list[KeptDraft]", db.table(DRAFTS).search(mine))
    return {one["form"]: {"fields": one["fields"], "typed": one["typed"]} for one in found}


@open_to("a signed-in browser")
def keep_draft(db: Database, key: str, draft: Draft) -> None:
    """Keep what stands in a form, or let it go where nothing does; a text of another person's tab is refused."""
    author = acting_person(db, key).id
    if draft.person != _keeper(db, author).person:
        raise NotAllowed
    name = _name(author, draft.screen, draft.form)
    present = cast("KeptDraft | None", db.table(DRAFTS).get(where("key") == name))
    if present is not None and present["typed"] > draft.typed:
        return
    if not draft.fields:
        db.table(DRAFTS).remove(where("key") == name)
        return
    kept: KeptDraft = {
        "key": name,
        "staff": author,
        "screen": draft.screen,
        "form": draft.form,
        "fields": dict(draft.fields),
        "typed": draft.typed,
        "until": (db.now + timedelta(days=rules.days_of(db, rules.DRAFTS))).isoformat(),
    }
    if present is not None:
        db.table(DRAFTS).replace(number_of(present), kept)
    else:
        db.table(DRAFTS).insert(kept)


@open_to("a signed-in browser")
def let_go(db: Database, key: str, screen: str, form: str) -> None:
    """The form has been sent: its draft goes in the unit of work that sent it."""
    db.table(DRAFTS).remove(where("key") == _name(acting_person(db, key).id, screen, form))


@open_to("work beside the pages")
def forget_old_drafts(db: Database) -> int:
    """What nobody sent in its time goes, and leaves a trace of how many; returns how many went."""
    gone = db.table(DRAFTS).remove(where("until") < db.now.isoformat())
    if gone:
        note_erased(db, rules.DRAFTS, rules.days_of(db, rules.DRAFTS), gone)
    return len(gone)


def untils(db: Database) -> list[str]:
    """When each goes that is kept now, the first first; nothing else of it."""
    return [str(one) for one in db.table(DRAFTS).column("until").values()]


def _keeper(db: Database, staff: int) -> Keeper:
    return Keeper(db.keyed_hash(f"drafts are kept for {staff}"), db.keyed_hash(f"drafts are encrypted for {staff}"))


def _name(staff: int, screen: str, form: str) -> str:
    return f"{staff} {screen} {form}"

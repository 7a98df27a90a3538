"""What the screens show of entries to those who write and release them."""

from dataclasses import dataclass

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of, revision_of
from storage.store import Database
from tracker.said import releases, said_entries
from tracker.said.public_words import THEMES
from tracker.said.recognisable import FEWEST, Behind, behind
from tracker.said.releases import SaidRelease
from tracker.said.resting_on import RestingItem, resting_item, seen_items
from tracker.said.said_entries import DRAFT, ENGLISH, NOT_YET, RELEASED, STATES, SaidEntry, is_stale


@dataclass(frozen=True)
class SaidLine:
    """An entry in the list."""

    number: int
    said: str
    theme: str
    state: str  # in words
    month: str  # that families read; empty where they read nothing
    languages: list[str]  # that it is translated into, from the English of now
    changed: str


@dataclass(frozen=True)
class EntryView:
    """One entry with all that is looked at before it is released."""

    number: int
    revision: int
    entry: SaidEntry
    state: str  # in words
    standing: SaidRelease | None  # what families read now
    history: list[SaidRelease]  # every release, the newest first
    items: list[RestingItem]  # those of them that this person sees
    unseen: int
    behind: Behind
    fewest: int
    stale: frozenset[str]  # translations of an older English
    alone: bool  # whether families read nothing else on this theme
    may_release: bool

    @property
    def is_few(self) -> bool:
        """Whether so few are behind it that the Head writes why nobody can be recognised."""
        return self.behind.number < self.fewest

    @property
    def can_release(self) -> bool:
        """Whether its words are not those that families read already."""
        return self.may_release and self.entry["state"] != RELEASED


@needs(Permission.MANAGE_TRACKER)
def entries(db: Database, actor: Actor) -> list[SaidLine]:
    """Every entry, the one that was changed last first."""
    return [_line(one) for one in said_entries.everything(db)]


@needs(Permission.MANAGE_TRACKER)
def entry_view(db: Database, actor: Actor, number: int, fewest: int = FEWEST) -> EntryView:
    """One entry; `NotFound` where there is none."""
    found = said_entries.entry(db, number)
    seen = seen_items(db, actor, found["items"])
    others = [one for one in releases.all_standing(db) if one["theme"] == found["theme"] and one["entry"] != number]
    return EntryView(
        number=number,
        revision=revision_of(found),
        entry=found,
        state=state_in_words(found),
        standing=releases.by_number(db, found["release"]) if found["release"] else None,
        history=releases.of_entry(db, number)[::-1],
        items=[resting_item(one, len(said_entries.of_item(db, number_of(one)))) for one in seen],
        unseen=len(found["items"]) - len(seen),
        behind=behind(db, found["items"]),
        fewest=fewest,
        stale=frozenset(code for code in found["written"] if is_stale(found, code)),
        alone=not others,
        may_release=actor.may(Permission.RELEASE_SAID),
    )


def state_in_words(found: SaidEntry) -> str:
    """How far it has come, and what families read meanwhile."""
    if found["state"] == DRAFT and found["release"] != NOT_YET:
        return "Changed since it was released"
    return STATES[found["state"]]


def _line(found: SaidEntry) -> SaidLine:
    return SaidLine(
        number=number_of(found),
        said=found["written"][ENGLISH]["words"]["said"],
        theme=THEMES[found["theme"]],
        state=state_in_words(found),
        month=found["month"] if found["release"] != NOT_YET else "",
        languages=[code for code in found["written"] if code != ENGLISH and not is_stale(found, code)],
        changed=found["changed"],
    )

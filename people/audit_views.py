"""The audit trail as people read it: searched, in words, and whether its chain is whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from people import staff
from people.actor import Actor
from people.audit import FAMILY, SYSTEM, AuditEntry, AuditSearch, first_broken_entry, found_entries, newest
from people.audit_words import LEAVING, RUNNING, WORDS
from people.permissions import needs
from people.readings import LISTED, OPENED
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

PAGE = 50  # entries
OTHERS = {FAMILY: "A family", SYSTEM: "The program"}
THINGS = (
    *("review", "request", "voice", "item", "concern", "meeting", "theme", "batch", "contact", "text", "mail"),
    "access_review",
)


@dataclass(frozen=True)
class AuditLine:
    """An entry in words. `children` are those that it names, `about` names things by kind and number."""

    number: int
    at: str
    who: str
    words: str
    children: tuple[str, ...]
    about: str
    reason: str  # why something left Heard; empty for what did not


@dataclass(frozen=True)
class AuditFound:
    """A page of what was found; `earlier` is the number that the next page goes on from, 0 at the end."""

    lines: list[AuditLine]
    earlier: int
    people: list[tuple[str, str]]  # what the address says, and the name
    actions: Mapping[str, str]
    children: bool  # whether this person sees entries of children


@dataclass(frozen=True)
class ChainState:
    """What looking at the whole chain found: number and moment of its first broken entry, 0 when it is whole."""

    at: str
    entries: int
    seal: str
    broken: int
    broken_at: str


@needs(Permission.SEE_AUDIT)
def audit_entries(db: Database, actor: Actor, search: AuditSearch, before: int = 0) -> AuditFound:
    """Entries that fit, the newest first (ASVS 16.2.1).

    Who may not see those of children finds accounts, sign-ins, settings and imports alone.
    """
    everything = actor.may(Permission.SEE_AUDIT_OF_CHILDREN)
    found = found_entries(db, search, PAGE + 1, before=before, only=_only(actor))
    here = found[:PAGE]
    known = [(str(number_of(one)), one["name"]) for one in staff.everyone_ever(db)]
    return AuditFound(
        [_line(db, one) for one in here],
        number_of(here[-1]) if len(found) > PAGE else 0,
        [*known, *OTHERS.items()],
        dict(sorted((WORDS if everything else RUNNING).items(), key=lambda one: one[1])),
        everything,
    )


@needs(Permission.SEE_AUDIT)
def lines_found(db: Database, actor: Actor, search: AuditSearch, most: int) -> list[AuditLine]:
    """At most so many of the entries that fit and that this person reads, the newest first."""
    return [_line(db, one) for one in found_entries(db, search, most, only=_only(actor))]


@needs(Permission.SEE_AUDIT)
def chain_state(db: Database, actor: Actor) -> ChainState:
    """Look at each seal of the trail (ASVS 16.4.2); it takes time with a long one."""
    last, broken = newest(db), first_broken_entry(db)
    return ChainState(
        db.now.isoformat(),
        number_of(last) if last else 0,
        last["seal"] if last else "",
        number_of(broken) if broken else 0,
        broken["at"] if broken else "",
    )


@needs(Permission.SEE_AUDIT)
def trail_head(db: Database, actor: Actor) -> tuple[int, str]:
    """How far the trail goes: the number and the seal of its newest entry."""
    last = newest(db)
    return (number_of(last), last["seal"]) if last else (0, "")


def _only(actor: Actor) -> Collection[str] | None:
    return None if actor.may(Permission.SEE_AUDIT_OF_CHILDREN) else RUNNING.keys()


def _line(db: Database, entry: AuditEntry) -> AuditLine:
    who = entry["who"]
    name = OTHERS.get(who, who) if isinstance(who, str) else staff.name_of(db, who)
    words = WORDS.get(entry["action"], entry["action"])  # an earlier version's stands as it was written
    return AuditLine(number_of(entry), entry["at"], name, words, _children(entry), _about(db, entry), _reason(entry))


def _reason(entry: AuditEntry) -> str:
    return str(entry["about"].get("reason", "")) if entry["action"] in LEAVING else ""


def _children(entry: AuditEntry) -> tuple[str, ...]:
    child = entry["child"]
    return tuple(child) if isinstance(child, list) else (child,) if child else ()


def _about(db: Database, entry: AuditEntry) -> str:
    about = entry["about"]
    said = [f"{thing.replace('_', ' ')} {about[thing]}" for thing in THINGS if isinstance(about.get(thing), int)]
    kind, _, number = str(about.get("record", "")).partition(" ")
    person = int(number) if kind == staff.STAFF.name else about.get("staff")
    if isinstance(person, int):
        said.append(staff.name_of(db, person))
    if entry["action"] in {OPENED, LISTED}:
        said.append(str(about.get("what", "")))
    return ", ".join(one for one in said if one)

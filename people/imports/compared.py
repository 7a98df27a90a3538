"""What comparing a file with what is here comes to: changes, differences with what was corrected by hand, wrongs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec

from language.not_here import english_name
from people import phone_numbers, staff
from people.actor import Actor
from people.children import NOBODY
from people.identity import in_words
from people.imports.incoming import Place, Wrong
from people.records.history import about as record_name
from people.records.sources import as_text
from people.roles import ROLE_TITLES
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

P = ParamSpec("P")
NEW, CHANGED = "new", "changed"
COMING: Final = -1  # somebody whom these files bring and who is not here yet
FIELD_WORDS: Mapping[str, str] = {
    "name": "name", "born": "day of birth", "gender": "gender", "ethnicity": "ethnicity",
    "additional_needs": "additional needs", "title": "job title", "team": "team", "roles": "roles", "parent": "part of",
    "relation": "relation", "audience": "who they are to the child", "language": "language", "phone": "phone",
    "email": "e-mail", "address": "address", "interpreter": "interpreter", "dialect": "dialect",
    "safe_note": "safe note", "do_not_contact": "do not contact", "ref": "number in the file",
    "worker": "worker", "manager": "manager",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change that a row makes; `verb` carries it out for an actor and a source."""

    place: Place
    kind: str
    words: str
    verb: Callable[[Database, Actor, str], object]


class Difference(NamedTuple):
    """A field that somebody corrected here, and about which the file says something else: ours stays."""

    place: Place
    about: str
    field: str
    ours: str
    theirs: str
    record: str  # kind and number
    name: str  # of the field, as it is kept
    value: Any
    on: str = ""  # the day from which it would count, where it is about who works with a child


@dataclass
class Compared:
    """All that one step comes to."""

    changes: list[Change] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def calling(
    verb: Callable[Concatenate[Database, Actor, P], object], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Database, Actor, str], object]:
    """The verb with all it needs but who does it and from which source."""
    bound: Callable[..., object] = partial(_call, verb, args, kwargs)
    return bound


def _call(
    verb: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any], db: Database, actor: Actor, source: str
) -> object:
    return verb(db, actor, *args, **kwargs, source=source)


def settled(
    record: Mapping[str, Any], fields: Mapping[str, Any], place: Place, about: str, kind: Kind
) -> tuple[dict[str, Any], list[Difference]]:
    """The fields to set, and those on which a person decided otherwise; what was decided against once is left."""
    held: Mapping[str, str] = record.get("by_hand", {})
    changes: dict[str, Any] = {}
    differences: list[Difference] = []
    for name, value in fields.items():
        ours = record.get(name)
        if ours == value:
            continue
        if name not in held:
            changes[name] = value
        elif held[name] != as_text(value):
            said = (FIELD_WORDS.get(name, name), shown(ours, name), shown(value, name))
            differences.append(Difference(place, about, *said, record_name(kind, number_of(record)), name, value))
    return changes, differences


def shown(value: Any, name: str = "") -> str:
    """A value as a person reads it; `name` is that of its field."""
    if name == "language" and value:
        return english_name(str(value))
    if name == "phone" and value:
        return phone_numbers.shown(str(value))
    if isinstance(value, dict) and "state" in value:
        return in_words(value)  # type: ignore[arg-type]  # an identity field, which JSON brings as a dict
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(ROLE_TITLES.get(one, one)) for one in value) or "nothing"
    return str(value or "nothing")


def worker_in_words(db: Database, number: int) -> str:
    """Who works with a child."""
    return staff.name_of(db, number) if number != NOBODY else "nobody"


def in_fields(record: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """“phone from nothing to 07700…; name from … to …”."""
    parts = [
        f"{FIELD_WORDS.get(name, name)} from {shown(record.get(name), name)} to {shown(changes[name], name)}"
        for name in changes
    ]
    return "; ".join(parts)

"""The history of a record in words: who changed what and from where, as it stood and as it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from language.dates import day
from people import staff, teams
from people.audit import SYSTEM
from people.records.history import RecordChange, history_of
from people.records.sources import COMMAND, PROVIDER, import_of
from people.roles import roles_in_words
from people.working_days import london_day
from storage.store import Database

NOTHING = "nothing"
WHAT: Mapping[str, str] = {
    "staff.added": "Added",
    "staff.corrected": "Corrected",
    "staff.away": "Noted as away",
    "staff.back": "Leave taken back",
    "staff.disabled": "Noted as having left; access ended",
    "staff.enabled": "Here again; access given back",
    "staff.roles_taken": "Roles given or taken away",
    "sign_on.tied": "Sign-on tied",
    "sign_on.untied": "Sign-on untied",
    "team.added": "Added",
    "team.corrected": "Corrected",
}
LABELS: Mapping[str, str] = {
    "name": "Name",
    "email": "E-mail address",
    "roles": "Roles",
    "ref": "Number in your own system",
    "team": "Team",
    "title": "Job title",
    "phone": "Mobile",
    "since": "From",
    "until": "To",
    "deputy": "Stands in",
    "parent": "Part of",
    "manager": "Manager",
    "closed": "Closed",
    "sign_on": "Signs on through the provider since",
}
AS_TITLE = frozenset({"active"})  # the title of the change says it


@dataclass(frozen=True)
class HistoryField:
    """One field as it was and as it became."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One change."""

    at: str
    who: str
    what: str
    source: str  # empty for what a person did on a screen
    fields: list[HistoryField]
    is_new: bool  # nothing stood there before
    is_gone: bool  # nothing stands there now


def history_lines(db: Database, record: str) -> list[HistoryLine]:
    """The changes of a record, the newest first, for screens whose verbs have checked already who is asking."""
    return [_line(db, one) for one in reversed(history_of(db, record))]


def _line(db: Database, change: RecordChange) -> HistoryLine:
    before, after = change["before"], change["after"]
    fields = [
        HistoryField(
            LABELS.get(name, name.replace("_", " ").capitalize()),
            _words(db, name, before.get(name)),
            _words(db, name, after.get(name)),
        )
        for name in dict.fromkeys((*LABELS, *before, *after))
        if name in {**before, **after} and name not in AS_TITLE and (before.get(name) or after.get(name))
    ]
    what = WHAT.get(change["what"], "Changed")
    return HistoryLine(
        change["at"], _who(db, change["who"]), what, _from_where(change["source"]), fields, not before, not after
    )


def _who(db: Database, who: int | str) -> str:
    if who == SYSTEM:
        return "Heard itself"
    return staff.name_of(db, who) if isinstance(who, int) and who else "The command line"


def _from_where(source: str) -> str:
    if source == COMMAND:
        return "by a command on the server"
    if source == PROVIDER:
        return "as the sign-on provider says"
    number = import_of(source)
    return "" if number is None else f"from a file, bringing-in {number}"


def _words(db: Database, field: str, value: Any) -> str:
    if not value:
        return NOTHING
    known: Mapping[str, Callable[[Any], str]] = {
        "roles": roles_in_words,
        "team": lambda ref: teams.name_of(db, ref) or ref,
        "parent": lambda ref: teams.name_of(db, ref) or ref,
        "deputy": lambda number: staff.name_of(db, number),
        "manager": lambda number: staff.name_of(db, number),
        "since": lambda when: _day(db, when),
        "until": lambda when: _day(db, when),
        "sign_on": lambda when: _day(db, london_day(datetime.fromisoformat(when)).isoformat()),
        "closed": lambda _: "yes",
    }
    return known[field](value) if field in known else str(value)


def _day(db: Database, when: str) -> str:
    return day(date.fromisoformat(when), "en", london_day(db.now))

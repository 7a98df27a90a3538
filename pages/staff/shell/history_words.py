"""The history of a record in words: who changed what and from where, as it stood and as it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pages.staff.shell.history_fields import LABELS, value_in_words
from people import staff
from people.audit import SYSTEM
from people.records.history import RecordChange
from people.records.sources import COMMAND, PROVIDER, import_of, is_taking_back
from storage.store import Database

WHAT: Mapping[str, str] = {
    "child.added": "Added",
    "child.corrected": "Corrected",
    "child.handed_over": "Handed over",
    "child.ended": "Ended",
    "child.ending_taken_back": "The ending was taken back",
    "contact.added": "Contact added",
    "contact.corrected": "Contact corrected",
    "event.noted": "It happened",
    "casework.added": "Somebody worked with the child before",
    "record.taken_back": "Taken back with the file that it came from",
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
MADE = frozenset({"child.added", "contact.added", "staff.added", "team.added"})  # the record itself says what it was
_OWN_LABELS: Mapping[str, Mapping[str, str]] = {
    "teams": {"manager": "Manager"},
    "staff": {"phone": "Mobile"},
}


@dataclass(frozen=True)
class HistoryField:
    """One field as it was and as it became; empty for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One change; `of` names whose record it was where the history is of several."""

    at: str
    who: str
    what: str
    of: str
    source: str  # empty for what a person did on a screen
    fields: list[HistoryField]


def history_lines(
    db: Database, changes: Iterable[RecordChange], of: Mapping[str, str] | None = None
) -> list[HistoryLine]:
    """Changes in words, in the order given, for screens whose verbs have checked already who is asking.

    `of` has by record (`contacts 7`) whose it is.
    """
    return [_line(db, one, of or {}) for one in changes]


def _line(db: Database, change: RecordChange, of: Mapping[str, str]) -> HistoryLine:
    return HistoryLine(
        at=change["at"],
        who=_who(db, change["who"]),
        what=WHAT.get(change["what"], "Changed"),
        of=of.get(change["about"], ""),
        source=_from_where(change["source"]),
        fields=[] if change["what"] in MADE else _fields(db, change),
    )


def _fields(db: Database, change: RecordChange) -> list[HistoryField]:
    was, now = change["before"], change["after"]
    kind = change["about"].partition(" ")[0]
    return [
        HistoryField(label, value_in_words(db, name, was.get(name)), value_in_words(db, name, now.get(name)))
        for name, label in {**LABELS, **_OWN_LABELS.get(kind, {})}.items()
        if was.get(name) or now.get(name)
    ]


def _who(db: Database, who: int | str) -> str:
    if who == SYSTEM:
        return "Heard itself"
    return staff.name_of(db, who) if isinstance(who, int) and who else "The command line"


def _from_where(source: str) -> str:
    if source == COMMAND:
        return "by a command on the server"
    if is_taking_back(source):
        return "with a bringing-in that was taken back"
    if source == PROVIDER:
        return "as the sign-on provider says"
    number = import_of(source)
    return "" if number is None else f"from a file, bringing-in {number}"

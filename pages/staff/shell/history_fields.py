"""The fields of a record as its history names them, and what stood in one, in words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.dates import day
from language.not_here import english_name
from people import staff, teams
from people.identity import in_words as identity_in_words
from people.phone_numbers import shown
from people.records.endings import ENDINGS
from people.roles import roles_in_words
from people.working_days import london_day
from storage.store import Database

LABELS: Mapping[str, str] = {
    "name": "Name",
    "born": "Born",
    "gender": "Gender",
    "language": "Language",
    "mosaic_id": "Mosaic number",
    "ethnicity": "Ethnicity",
    "religion": "Religion",
    "additional_needs": "Additional needs",
    "worker": "Allocated worker",
    "manager": "Line manager",
    "relation": "Who they are to the child",
    "audience": "Questions for",
    "phone": "Phone",
    "email": "E-mail address",
    "address": "Address",
    "dialect": "Dialect",
    "interpreter": "Interpreter needed",
    "safe_note": "To keep in mind",
    "do_not_contact": "Not to be contacted",
    "gone": "No longer around the child",
    "roles": "Roles",
    "ref": "Number in your own system",
    "team": "Team",
    "title": "Job title",
    "parent": "Part of",
    "closed": "Closed",
    "never_theirs": "Numbers that were never theirs",
    "ended": "Ended",
    "staff": "Who",
    "part": "As",
    "since": "From",
    "until": "To",
    "deputy": "Stands in",
    "touchpoint": "What",
    "on": "Day",
    "sign_on": "Signs on through the provider since",
}
_PEOPLE = frozenset({"worker", "manager", "staff", "deputy"})
_TEAMS = frozenset({"team", "parent"})
_WORDS: Mapping[str, Callable[[str], str]] = {
    "born": lambda text: _day(text),
    "on": lambda text: _day(text),
    "since": lambda text: _day(text),
    "until": lambda text: _day(text),
    "sign_on": lambda text: _day(london_day(datetime.fromisoformat(text)).isoformat()),
    "part": lambda text: LABELS.get(text, text),
    "phone": shown,
    "language": english_name,
    "audience": lambda text: AUDIENCES.get(text, text),
    "touchpoint": lambda text: TOUCHPOINTS.get(text, text),
}


def value_in_words(db: Database, name: str, value: Any) -> str:
    """What stood in a field, as people read it; empty for nothing."""
    if name in _PEOPLE and isinstance(value, int):
        return staff.name_of(db, value) if value else "Nobody"
    if name in _TEAMS and isinstance(value, str):
        return teams.name_of(db, value) or value
    match value:
        case None | "" | [] | ():
            return ""
        case bool():
            return "yes" if value else "no"
        case {"why": why, "on": on}:
            return f"{ENDINGS.get(why, why)}, {_day(on)}"
        case {"state": _}:
            return identity_in_words(value)
        case list() | tuple():
            return roles_in_words(value) if name == "roles" else ", ".join(shown(one) for one in value)
    return _WORDS.get(name, str)(str(value))


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text), "en", date.min)  # the year always
    except ValueError:
        return text

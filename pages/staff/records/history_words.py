"""A change of a record in words: which field, what stood there, and what stands there now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.dates import day
from language.not_here import english_name
from people.identity import in_words as identity_in_words
from people.phone_numbers import shown
from people.records.endings import ENDINGS
from people.records.views import ChangeLine

WHAT = {
    "child.added": "The record was made",
    "child.corrected": "Corrected",
    "child.handed_over": "Handed over",
    "child.ended": "Ended",
    "child.ending_taken_back": "The ending was taken back",
    "contact.added": "A contact was added",
    "contact.corrected": "The contact was corrected",
    "event.noted": "It happened",
    "casework.added": "Somebody worked with the child before",
    "record.taken_back": "Taken back with the file that it came from",
}
FIELDS = {
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
    "email": "E-mail",
    "address": "Address",
    "dialect": "Dialect",
    "interpreter": "Interpreter needed",
    "safe_note": "To keep in mind",
    "do_not_contact": "Not to be contacted",
    "gone": "No longer around the child",
    "ref": "Number in your own system",
    "never_theirs": "Numbers that were never theirs",
    "ended": "Ended",
    "staff": "Who",
    "since": "From",
    "until": "To",
    "touchpoint": "What",
    "on": "Day",
}

PEOPLE = frozenset({"worker", "manager", "staff"})
DAYS = frozenset({"born", "on", "since", "until"})


def change_in_words(line: ChangeLine) -> list[tuple[str, str, str]]:
    """Of each field that people read: its name, what stood there, what stands there now; empty for nothing."""
    change = line.change
    if change["what"] in {"child.added", "contact.added"}:
        return []
    names = [name for name in FIELDS if name in change["before"] or name in change["after"]]
    was, now = change["before"], change["after"]
    return [
        (FIELDS[name], _said(name, was.get(name), line.names), _said(name, now.get(name), line.names)) for name in names
    ]


def _said(name: str, value: Any, names: Mapping[int, str]) -> str:
    if name in PEOPLE and isinstance(value, int):
        return names.get(value, "Not recorded")
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "yes" if value else "no"
        case {"why": why, "on": on}:
            return f"{ENDINGS.get(why, why)}, {_day(on)}"
        case {"state": _}:
            return identity_in_words(value)
        case list():
            return ", ".join(shown(one) for one in value)
    text = str(value)
    if name in DAYS:
        return _day(text)
    if name == "phone":
        return shown(text)
    if name == "language":
        return english_name(text)
    return {**AUDIENCES, **TOUCHPOINTS}.get(text, text) if name in {"audience", "touchpoint"} else text


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text), "en", date.min)  # the year always
    except ValueError:
        return text

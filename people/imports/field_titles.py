"""What a person calls each field that a column can hold, and whether the values of a column can be that."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from people.imports.cells import Cells

FIELD_TITLES: Final[Mapping[str, str]] = {
    "child": "Number of the child", "forename": "First name", "surname": "Family name", "gender": "Gender",
    "sex": "Sex", "ethnicity": "Ethnicity", "born": "Day of birth", "expected": "Expected day of birth",
    "died": "Day of death", "professional": "Number of the member of staff", "staff_number": "Staff number",
    "name": "Name", "job": "Job title", "department": "Department", "email": "E-mail", "roles": "Roles here",
    "team": "Team", "phone": "Phone", "key": "Its own number", "role": "Role in the case", "since": "From",
    "until": "Until", "parent": "Team it is part of", "held": "Day it took place", "cancelled": "Cancelled",
    "looked_after": "Number of the period of care", "age": "Age", "disability": "Disability",
    "worker": "Name of the worker", "cin_start": "Start as a child in need", "closed": "Day of closure",
    "plan_start": "Start of the plan", "conference": "Latest review conference", "care_start": "Start of care",
    "review": "Latest statutory review", "eligibility": "Eligibility", "contact": "Number of the contact",
    "relation": "Relation to the child", "address": "Address", "language": "Language", "dialect": "Dialect",
    "interpreter": "Interpreter needed", "safe_times": "Safe times", "safe_note": "Note on safety",
    "do_not_contact": "Do not contact",
}  # fmt: skip
_DAYS = frozenset(
    {
        "born",
        "died",
        "since",
        "until",
        "held",
        "closed",
        "conference",
        "review",
        "cin_start",
        "plan_start",
        "care_start",
    }
)
_NAMES = frozenset({"forename", "surname", "name", "worker", "relation"})
_NUMBERED = frozenset({"ssd_department"})  # “Team 1” is a name
_NUMBERS = frozenset({"child", "professional", "contact"})


def doubt(table: str, field: str, values: Sequence[str]) -> str:
    """Why these values, none of them empty, can hardly be the field: two columns may be swapped. Empty for no doubt."""
    if field in _DAYS and _most(values, lambda text: not _is_day(text)):
        return "Most of these are no days. Is it the right column?"
    if field in _NAMES | _NUMBERS and _most(values, _is_written_day):
        return "These are days. Are two columns swapped?"
    if field in _NAMES and table not in _NUMBERED and _most(values, _has_digits):
        return "These have digits. Are two columns swapped?"
    if field == "email" and _most(values, lambda text: "@" not in text):
        return "Most of these are no e-mail addresses. Is it the right column?"
    return ""


def _most(values: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, values)) * 2 > len(values)


def _is_day(text: str) -> bool:
    return Cells({"day": text}).looks_like_day("day")


def _is_written_day(text: str) -> bool:
    return not text.isdecimal() and _is_day(text)


def _has_digits(text: str) -> bool:
    return any(sign.isdigit() for sign in text)

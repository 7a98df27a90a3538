"""What the forms of a record show, and what was changed in one: only that is kept, whatever else has changed since."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from people.children import Child
from people.contacts import Contact
from people.errors import Unacceptable
from people.identity import IDENTITY_FIELDS, IdentityField, IdentityState, needs_recommendation, not_recorded, recorded
from people.phone_numbers import shown

CHILD_LINES = ("name", "born", "gender", "language", "mosaic_id")
CONTACT_LINES = (
    "name",
    "relation",
    "audience",
    "language",
    "phone",
    "email",
    "address",
    "dialect",
    "safe_note",
    "do_not_contact",
    "ref",
)
CONTACT_TICKS = ("interpreter", "gone")
IDENTITY_PARTS = ("state", "value", "own_words", "reason", "evidenced_at")
Values = dict[str, str]


def child_values(child: Child) -> Values:
    """The fields of the child's form as they stand in it."""
    lines = {name: str(child.get(name) or "") for name in CHILD_LINES}
    for name in IDENTITY_FIELDS:
        lines |= {f"{name}-{part}": str(child[name].get(part, "")) for part in IDENTITY_PARTS}
    return lines


def contact_values(contact: Contact) -> Values:
    """The fields of a contact's form as they stand in it."""
    lines = {name: str(contact.get(name) or "") for name in CONTACT_LINES}
    lines["phone"] = shown(lines["phone"]) if lines["phone"] else ""
    return lines | {name: "yes" if contact.get(name) else "" for name in CONTACT_TICKS}


def began(values: Values) -> str:
    """What a form began from, as it travels with it and with its draft."""
    return json.dumps(values, sort_keys=True)


def changed_fields(data: Mapping[str, Any], values: Values, told: Values) -> tuple[Values, Values]:
    """Of the fields that were sent those that the person changed, and what stands now where somebody else did too.

    `values` are those of the record as it is; `told` is what of them this person was told already.
    """
    start = _start(data, values)
    sent = {name: str(data.get(name) or "").strip() for name in values if name in data or name in CONTACT_TICKS}
    mine = {name: value for name, value in sent.items() if value != start.get(name, "")}
    theirs = {
        name: values[name]
        for name in mine
        if values[name] not in (start.get(name, ""), mine[name]) and told.get(name) != values[name]
    }
    return mine, theirs


def meanwhile(theirs: Values) -> dict[str, str]:
    """What is said beside each field that somebody else has changed since the form was opened."""
    return {
        name: f"Meanwhile somebody changed this to “{value}”. Save again to put yours in its place."
        for name, value in theirs.items()
    }


def child_fields(mine: Values, values: Values) -> dict[str, Any]:
    """The fields of `correct_child` for what was changed; `Refused` names the field of the form."""
    fields: dict[str, Any] = {name: value for name, value in mine.items() if name in CHILD_LINES}
    whole = {**values, **mine}
    for name in IDENTITY_FIELDS:
        if any(f"{name}-{part}" in mine for part in IDENTITY_PARTS):
            fields[name] = read_identity(whole, name)
    return fields


def read_identity(whole: Mapping[str, str], name: str) -> IdentityField:
    """One identity field out of its parts (BR-20)."""
    part = {each: whole.get(f"{name}-{each}", "") for each in IDENTITY_PARTS}
    readers: Mapping[str, Callable[[], IdentityField]] = {
        IdentityState.RECORDED: lambda: recorded(part["value"], part["own_words"]),
        IdentityState.NOT_RECORDED_WITH_REASON: lambda: not_recorded(part["reason"], part["evidenced_at"]),
        IdentityState.NEEDS_RECOMMENDATION: needs_recommendation,
    }
    try:
        return readers[part["state"]]()
    except KeyError:
        raise Refused(f"{name}-state", "Say which of the three it is.") from None
    except Unacceptable as trouble:
        at = "value" if part["state"] == IdentityState.RECORDED else "reason"
        if part["reason"] and "Say where" in str(trouble):
            at = "evidenced_at"
        raise Refused(f"{name}-{at}", str(trouble)) from None


def contact_fields(mine: Values) -> dict[str, Any]:
    """The fields of `correct_contact` for what was changed."""
    return {name: bool(value) if name in CONTACT_TICKS else value for name, value in mine.items()}


class Refused(Exception):
    """One field of a form cannot be kept as it is; `field` is its name there."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def _start(data: Mapping[str, Any], values: Values) -> Values:
    """What the form began from; as the record is where the browser sent nothing that can be read."""
    try:
        start = json.loads(str(data.get("began") or ""))
    except ValueError:
        return values
    return {str(name): str(value) for name, value in start.items()} if isinstance(start, dict) else values

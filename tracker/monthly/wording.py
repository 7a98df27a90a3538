"""What the monthly mail says: numbers, days and states. It names no child, and none of a family's words stand in it."""

from collections.abc import Iterable, Sequence
from datetime import date

from language import dates
from storage.documents import number_of
from tracker.due_dates import is_overdue
from tracker.items import Item
from tracker.months import lacks_update
from tracker.states import DONE, OPEN, STATES

NO_REPLY = "Heard sends this once a month. Nobody reads replies to it."


def subject(number: int) -> str:
    """Neutral, for others may see it on a phone."""
    return f"Heard: {plural(number, 'item', 'items')} of yours"


def body(own: Sequence[Item], answers: Sequence[Item], ownerless: int, address: str, today: date) -> str:
    """The whole mail, as plain text; `address` is that of the tracker."""
    parts = [
        _listed(f"{_title(own, today)}:", (_line(one, address, today) for one in own)) if own else "",
        _listed("These wait for your answer:", (_answer_line(one, address) for one in answers)) if answers else "",
        _ownerless(ownerless, address) if ownerless else "",
        f"All of yours: {address}?mine=yes",
        NO_REPLY,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def item_link(address: str, number: int) -> str:
    """Where an item is read."""
    return f"{address}/{number}"


def plural(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def reasons(found: Item, today: date) -> list[str]:
    """How an item stands and what is missing: one mail a month tells all of it together."""
    due = dates.day(date.fromisoformat(found["due"]), "en", today) if found["due"] else ""
    if found["state"] != OPEN:
        told = [STATES[found["state"]].lower()]
    elif is_overdue(found["state"], found["due"], today):
        told = [f"overdue, it was due {due}"]
    else:
        told = [f"due {due}" if due else "no day yet"]
    if lacks_update(found["updated"], today):
        told.append("no update this month")
    return told


def _title(own: Sequence[Item], today: date) -> str:
    """How many there are, and how many of them are pressing."""
    overdue = sum(is_overdue(one["state"], one["due"], today) for one in own)
    month = today.isoformat()[:7]
    soon = sum(one["state"] == OPEN and one["due"][:7] == month and one["due"] >= today.isoformat() for one in own)
    done = sum(one["state"] == DONE for one in own)
    counted = ((overdue, "overdue"), (soon, "due this month"), (done, "done, effect not known"))
    told = ", ".join(f"{number} {what}" for number, what in counted if number)
    return f"You have {plural(len(own), 'item', 'items')} in the tracker" + (f": {told}" if told else "")


def _line(found: Item, address: str, today: date) -> str:
    number = number_of(found)
    return f"- Item {number}: {'; '.join(reasons(found, today))}\n  {item_link(address, number)}"


def _answer_line(found: Item, address: str) -> str:
    number = number_of(found)
    asked = [
        text
        for text, is_so in (
            ("a later date is asked for", found["later"] is not None),
            ("said to be no longer needed", found["drop"] is not None),
            ("done, effect not known", found["state"] == DONE),
        )
        if is_so
    ]
    return f"- Item {number}: {'; '.join(asked)}\n  {item_link(address, number)}"


def _ownerless(number: int, address: str) -> str:
    """Of whom else nobody would be told: the owner has left, or was written by a name that is nobody's here."""
    return f"{plural(number, 'item', 'items')} of somebody who has left, or is not known here: {address}?view=lacking"


def _listed(title: str, lines: Iterable[str]) -> str:
    return "\n".join((title, *lines))

"""Sending one form of the meeting: what was wrong stands in the form, and what was typed stays."""

from collections.abc import Mapping
from typing import Any

from pages.staff.shell.screen import Screen
from people.errors import Unacceptable
from tracker.meetings.attendance import AWAY, HERE

Sent = Mapping[str, Any]
ATTENDS = "at-"  # before a staff id: how a form says who is here


async def send(screen: Screen, form: str, verb: Any, *given: Any, field: str = "", **named: Any) -> bool:
    """Run what a form is for; whether it was done. `field` is beside what a refusal is said."""
    try:
        await screen.submit(form, verb, *given, **named)
    except Unacceptable as trouble:
        screen.refuse(form, {field: str(trouble)})
        return False
    return True


def text(sent: Sent, name: str) -> str:
    """A field of a form."""
    return str(sent.get(name, ""))


def attendance_in(sent: Sent) -> dict[int, str]:
    """Who is here and who sent apologies, by staff id; what no form of ours sends is left out."""
    given = {name.removeprefix(ATTENDS): how for name, how in sent.items() if name.startswith(ATTENDS)}
    known = {who: str(how) for who, how in given.items() if who.isascii() and who.isdecimal() and len(who) < 16}
    return {int(who): how for who, how in known.items() if how in (HERE, AWAY)}

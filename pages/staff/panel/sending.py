"""Sending one form of the panel: what was wrong stands beside its field, and what was typed stays."""

from collections.abc import Mapping
from typing import Any

from pages.staff.shell.screen import Screen
from people.errors import Unacceptable

Sent = Mapping[str, Any]


async def send(screen: Screen, form: str, field: str, verb: Any, *given: Any, told: str = "", **named: Any) -> bool:
    """Run what a form is for; whether it was done. `field` is beside what a refusal is said."""
    try:
        await screen.submit(form, verb, *given, **named)
    except Unacceptable as trouble:
        screen.refuse(form, {field: str(trouble)})
        return False
    if told:
        screen.tell(told)
    return True


def text(sent: Sent, name: str) -> str:
    """A field of a form."""
    return str(sent.get(name, ""))


def numbers(sent: Sent, name: str) -> list[int]:
    """The numbers of the boxes that are ticked; what is no number came from no page of ours and is left out."""
    ticked = sent.get(name)
    found = (str(one) for one in ticked) if isinstance(ticked, list) else iter(())
    return [int(one) for one in found if one.isascii() and one.isdecimal() and len(one) < 16]

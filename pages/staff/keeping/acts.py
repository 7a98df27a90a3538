"""What was typed on these screens goes to its verb; what is wrong with it stands beside the field."""

from collections.abc import Callable
from typing import Any

from pages.staff.shell.screen import Screen
from people.errors import NotFound, Unacceptable
from people.retention.rules import NoReason


async def kept(
    screen: Screen, form: str, field: str, verb: Callable[..., Any], *about: Any, reason_in: str = "why", **more: Any
) -> bool:
    """Whether what was typed was kept; else the fault stands beside its field, or where the reason is written."""
    try:
        await screen.submit(form, verb, *about, **more)
    except NoReason as trouble:
        screen.refuse(form, {reason_in: str(trouble)})
        return False
    except Unacceptable as trouble:
        screen.refuse(form, {field: str(trouble)})
        return False
    except NotFound:
        screen.refuse(form, {field: "Nothing that you may see has this reference."})
        return False
    return True

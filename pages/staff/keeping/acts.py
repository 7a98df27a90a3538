"""What was typed on this screen goes to its verb; what is wrong with it stands beside the field."""

from collections.abc import Callable
from typing import Any

from pages.staff.shell.screen import Screen
from people.errors import NotFound, Unacceptable
from people.retention.rules import NoReason


async def kept(screen: Screen, form: str, field: str, verb: Callable[..., Any], *about: Any, **more: Any) -> bool:
    """Whether what was typed was kept; else the fault stands beside it."""
    try:
        await screen.submit(form, verb, *about, **more)
    except NoReason as trouble:
        screen.refuse(form, {"why": str(trouble)})
        return False
    except Unacceptable as trouble:
        screen.refuse(form, {field: str(trouble)})
        return False
    except NotFound:
        screen.refuse(form, {field: "No child that you may see has this reference."})
        return False
    return True

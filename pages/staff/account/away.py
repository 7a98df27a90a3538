"""The part of *Your account* about being away: when, and who stands in."""

from collections.abc import Mapping
from typing import Any

from pages.staff.shell.addresses import number
from pages.staff.shell.leaves import LeaveShown, leaves_shown, sent_leave
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.records.staff_records import set_own_leave, take_back_own_leave
from people.roles import Permission
from storage.store import Database

AWAY = "own-leave"


@needs(Permission.KEEP_OWN_ACCOUNT)
def own_leave_shown(db: Database, actor: Actor) -> list[LeaveShown]:
    """The leaves of whoever asks, and nobody else's."""
    return leaves_shown(db, actor.id)


async def note_leave(screen: Screen, panel: Panel, data: Mapping[str, Any]) -> None:
    """One is away from then to then, and that person stands in."""
    faults, leave = await sent_leave(screen, data)
    if leave is None:
        screen.refuse(AWAY, faults)
        return
    try:
        await screen.submit(AWAY, set_own_leave, *leave)
    except Unacceptable as trouble:
        screen.refuse(AWAY, {"since": str(trouble)})
        return
    await screen.redraw(panel)
    screen.tell("Your leave is noted.")


async def take_leave_back(screen: Screen, panel: Panel, data: Mapping[str, Any]) -> None:
    """One is not away, or back early."""
    await screen.write(take_back_own_leave, number(str(data.get("leave"))))
    await screen.redraw(panel)
    screen.tell("Your leave is taken back.")

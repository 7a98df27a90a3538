"""What an administrator has to know of the machine: what it could not keep, and what is damaged on it."""

from language.dates import LONDON
from pages.staff.shell.context import StaffContext
from people.actor import Actor
from people.roles import Permission


def troubles_of_the_machine(context: StaffContext, actor: Actor) -> list[str]:
    """A sentence for each; empty when all is well, or for whom it is not to mend."""
    if not actor.may(Permission.MANAGE_STAFF):
        return []
    return [*_refusals(context), *(f"The data is damaged. {fault}" for fault in context.store.found_faults)]


def _refusals(context: StaffContext) -> list[str]:
    refused = context.store.refusals
    if refused.last is None:
        return []
    times = "once" if refused.number == 1 else f"{refused.number} times"
    last = f"{refused.last.astimezone(LONDON):%H:%M on %-d %B}"
    return [f"Something could not be kept {times} since this program started, last at {last}. {refused.why}"]

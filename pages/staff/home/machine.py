"""What an administrator has to know of the machine: what it could not keep, and what is damaged on it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from language.dates import LONDON
from pages.staff.shell.context import StaffContext
from people.actor import Actor
from people.backups import backups_standing
from people.head_copies import copies_standing
from people.imports.bringing import imports_standing
from people.imports.differences import differences_waiting
from people.imports.gone_waiting import gone_waiting
from people.imports.picture import CHILD, INVOLVEMENT, MEMBER
from people.nightly_runs import LATE
from people.roles import Permission

_GONE: Mapping[str, tuple[str, str]] = {
    CHILD: ("child", "children"),
    INVOLVEMENT: ("involvement", "involvements"),
    MEMBER: ("member of staff", "members of staff"),
}


def troubles_of_the_machine(context: StaffContext, actor: Actor) -> list[str]:
    """A sentence for each; empty when all is well, or for whom it is not to mend."""
    if not actor.may(Permission.MANAGE_STAFF):
        return []
    damage = (f"The data is damaged. {fault}" for fault in context.store.found_faults)
    unanchored = [one for one in (context.settings.unanchored,) if one and not context.settings.demo]
    missing = [*_backups_missing(context, actor), *_heads_missing(context, actor)]
    return [*_refusals(context), *damage, *missing, *unanchored]


def last_backup(context: StaffContext, actor: Actor) -> str:
    """When the last good backup was made, in a sentence; empty for whom it is not to mend, and in the demo."""
    if not actor.may(Permission.MANAGE_STAFF):
        return ""
    known = context.store.read(backups_standing, actor)
    if known.last_good is not None:
        return f"The last good backup holds what stood at {_moment(known.last_good)}. It was checked when it was made."
    return "" if context.settings.demo else "No backup of this data has been made and checked yet."


def last_import(context: StaffContext, actor: Actor) -> str:
    """How old the last files from the folder are and whether rows were wrong; empty without one, or for others."""
    if not (context.settings.imports and actor.may(Permission.BRING_IN_RECORDS)):
        return ""
    known = context.store.read(imports_standing, actor)
    if known.last is None:
        return "No files of the authority have been brought in yet."
    hours = (context.store.now - known.last) // timedelta(hours=1)
    age = f"{hours // 24} days ago" if hours >= 48 else "an hour ago" if hours == 1 else f"{hours} hours ago"
    wrong = "1 row was" if known.wrong == 1 else f"{known.wrong or 'No'} rows were"
    return f"Files were last brought in {age if hours else 'within the last hour'}. {wrong} wrong."


def corrections_to_decide(context: StaffContext, actor: Actor) -> str:
    """What the files leave to be decided, where it is this person's to decide; nobody is named."""
    if not actor.may(Permission.BRING_IN_RECORDS):
        return ""
    differing = len(context.store.read(differences_waiting, actor))
    told = [f"{differing} {'correction is' if differing == 1 else 'corrections are'} otherwise in the files."]
    gone = Counter(one.what for one in context.store.read(gone_waiting, actor))
    said = [f"{gone[what]} {one if gone[what] == 1 else many}" for what, (one, many) in _GONE.items() if gone[what]]
    missing = [f"No longer in the files: {', '.join(said)}."]
    waiting = [*(told if differing else ()), *(missing if said else ())]
    return " ".join([*waiting, "Decide on each."]) if waiting else ""


def _backups_missing(context: StaffContext, actor: Actor) -> list[str]:
    known, now = context.store.read(backups_standing, actor), context.store.now
    found = [f"A backup failed at {_moment(known.failed)}. {known.why}"] if known.failed else []
    if context.settings.backups and known.last_good is not None and now - known.last_good > LATE:
        found.append(f"The last good backup is {(now - known.last_good) // timedelta(hours=1)} hours old.")
    return found


def _heads_missing(context: StaffContext, actor: Actor) -> list[str]:
    if not context.settings.head_copy:
        return []
    known, now = context.store.read(copies_standing, actor), context.store.now
    found = []
    if known.failed:
        found.append(f"The line of “heard head” was not copied at {_moment(known.failed)}. {known.why}")
    if known.last_good is not None and now - known.last_good > LATE:
        found.append(f"The last copy of “heard head” is {(now - known.last_good) // timedelta(hours=1)} hours old.")
    return found


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%H:%M on %-d %B}"


def _refusals(context: StaffContext) -> list[str]:
    refused = context.store.refusals
    if refused.last is None:
        return []
    times = "once" if refused.number == 1 else f"{refused.number} times"
    last = _moment(refused.last)
    return [f"Something could not be kept {times} since this program started, last at {last}. {refused.why}"]

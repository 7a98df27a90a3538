"""The minutes of a monthly meeting of the tracker, in words; children stand there by their reference alone (BR-51)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from language import dates
from language.folding import by_name
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.field_words import day
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.papers.fields import BriefItem, MinutesItem, MinutesPaper
from storage.store import Database
from tracker.lines import KINDS_OF_LINE, UPDATE, Line
from tracker.meetings.minutes import Discussed, Minutes, minutes
from tracker.meetings.records import RecordedItem
from tracker.states import STATES

NOBODY = "None"
NOT_NOTED = "Nobody was noted"
NOT_SAID = "Nothing was written."
WHOLE = "All items of the tracker."
IN_PART = "Only the items that {name} may see."


@needs(Permission.SEE_TRACKER)
def minutes_paper(db: Database, actor: Actor, number: int, rules: ModerationRules = PROPOSED) -> MinutesPaper:
    """The same for the same person each time; `Unacceptable` before the meeting has ended."""
    found = minutes(db, actor, number)
    return {
        "marking": rules.marking,
        "held": _held(found),
        "scope": WHOLE if found.everything else IN_PART.format(name=actor.name),
        "present": ", ".join(found.present) or NOT_NOTED,
        "apologies": ", ".join(found.apologies) or NOBODY,
        "guests": found.meeting["guests"] or NOBODY,
        "wrote": ", ".join(found.wrote) or NOBODY,
        "notes": "\n".join(f"{one['words']} ({one['by_name']})" for one in found.meeting["notes"]),
        "discussed": list(_discussed(found.discussed)),
        "no_update": [_brief(one) for one in found.no_update],
        "not_reached": [_brief(one) for one in found.not_reached],
        "next_meeting": day(found.next_on) if found.next_on else "No day was agreed in this meeting.",
    }


def _held(found: Minutes) -> str:
    begun, ended = found.meeting["opened_at"], found.meeting["ended_at"]
    return f"{day(begun)}, {_clock(begun)} to {_clock(ended)}"


def _clock(moment: str) -> str:
    return dates.clock(datetime.fromisoformat(moment))


def _discussed(found: Iterable[Discussed]) -> Iterator[MinutesItem]:
    """By who answers for them; who that is stands with the first of theirs."""
    told = None
    for one in sorted(found, key=lambda each: (not each.item["manager"], by_name(each.item["manager_name"]))):
        manager = one.item["manager_name"] or "Nobody answers for these yet"
        yield {
            "begins": manager if manager != told else "",
            "number": str(one.item["item"]),
            "action": one.item["action"],
            "about": _about(one.item),
            "said": "\n".join(_line(line) for line in one.said) or NOT_SAID,
        }
        told = manager


def _brief(one: RecordedItem) -> BriefItem:
    return {"number": str(one["item"]), "action": one["action"], "about": _about(one)}


def _about(one: RecordedItem) -> str:
    due = f"due {day(one['due'])}" if one["due"] else "no day yet"
    first = f" (first: {day(one['first_due'])})" if one["first_due"] != one["due"] else ""
    return " · ".join([one["child"] or "Service", one["owner_name"] or "nobody", due + first, STATES[one["state"]]])


def _line(line: Line) -> str:
    on = f" ({day(line['day'])})" if line.get("day") else ""
    kind = "" if line["kind"] == UPDATE else f"{KINDS_OF_LINE[line['kind']]}{on}: "
    return f"{line['by_name']}: {kind}{line['words']}"

"""Asks what is safe with nobody pressing, where the setting lets it: one unit of work a proposal, each once."""

from collections.abc import Iterator
from datetime import timedelta

from feedback.asking.text_requests import TextSettings, make_text_request
from feedback.proposing.proposal_list import prefetch
from feedback.proposing.proposals import WINDOWS, Proposal, proposals_of
from feedback.proposing.safe_by_itself import by_itself
from feedback.proposing.switch import stopped
from forms.library import Library
from people import audit
from people.permissions import open_to
from people.records import events
from people.working_days import london_day
from storage.store import Database, Store

_LONGEST = timedelta(days=max(window.last for window in WINDOWS.values()))


async def ask_what_is_safe(store: Store, library: Library, texting: TextSettings) -> int:
    """One round: ask each proposal that is safe and whose hour has come; returns how many."""
    due = await store.fetch(safe_now, library, texting)
    return sum([await store.write(ask_by_itself, library, texting, one.event, one.contact) for one in due])


def safe_now(db: Database, library: Library, texting: TextSettings) -> list[Proposal]:
    """The proposals that may go by themselves at this moment; none while it is stopped, or quiet."""
    if stopped(db) is not None or texting.hours.are_on(db.now):
        return []
    db.remember()
    happened = events.events_since(db, london_day(db.now) - _LONGEST)
    prefetch(db, {one["child"] for one in happened})
    return [one for one in proposals_of(db, happened, library) if by_itself(db, one, texting).now]


@open_to("the work beside the pages, where the setting lets it")
def ask_by_itself(db: Database, library: Library, texting: TextSettings, event: int, contact: int) -> bool:
    """Ask this proposal by text; False where it is not safe any more, or was asked, put aside or stopped meanwhile."""
    found = next(_still(db, library, event, contact), None)
    if found is None or stopped(db) is not None or not by_itself(db, found, texting).now:
        return False
    asked = make_text_request(
        db,
        audit.SYSTEM,
        texting,
        child=found.child,
        touchpoint=found.touchpoint,
        audience=found.audience,
        language=found.language,
        form=library.find(found.touchpoint, found.audience),
        contact=contact,
        proposal=found.key,
    )
    about = {"request": asked.request, "event": event, "contact": contact}
    audit.record(db, audit.SYSTEM, "feedback.asked_by_itself", child=found.child, **about)
    return True


def _still(db: Database, library: Library, event: int, contact: int) -> Iterator[Proposal]:
    happened = events.by_number(db, event)
    return (one for one in proposals_of(db, [happened] if happened else [], library) if one.contact == contact)

"""Who opened what is kept of which child: reading stands in the audit trail beside what was changed."""

from collections.abc import Sequence

from people import audit
from people.permissions import open_to
from people.sessions import acting_person
from storage.store import Database

OPENED = "child.opened"
LISTED = "children.listed"


@open_to("a signed-in browser")
def note_opened(db: Database, key: str, child: str, what: str) -> None:
    """Note that the person of this session opened something of a child; `SignedOut` where the session has ended.

    `what` is the kind of thing and its number, never words.
    """
    audit.record(db, acting_person(db, key), OPENED, child=child, what=what)


@open_to("a signed-in browser")
def note_listed(db: Database, key: str, children: Sequence[str], what: str) -> None:
    """Note in one entry that the person of this session was shown something of each of these children in a list."""
    audit.record(db, acting_person(db, key), LISTED, child=sorted(children), what=what)

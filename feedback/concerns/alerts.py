"""A text to those who are called on, where they have left a phone; it says nothing but that something waits."""

from collections.abc import Iterable

from feedback.messages.outbox import queue
from people import audit, staff
from people.actor import Actor
from people.permissions import needs
from people.phone_numbers import mobile
from people.roles import Permission
from people.staff import StaffMember
from storage.store import Database

ALERT = "concern"
BODY = "Heard: something needs you today. Please sign in and read it."


@needs(Permission.ANSWER_CONCERN)
def leave_phone(db: Database, actor: Actor, typed: str) -> None:
    """Leave the mobile that alerts go to, or take it away with nothing typed; `NotAMobile` says what is wrong."""
    phone = mobile(typed) if typed.strip() else None
    staff.change(db, actor.id, phone=phone)
    audit.record(db, actor, "staff.phone_left" if phone else "staff.phone_taken_away")


def text_to(db: Database, people: Iterable[StaffMember]) -> None:
    """Queue the alert, in the transaction of what it is about. It does not wait for quiet hours to pass."""
    for one in people:
        if phone := one.get("phone"):
            queue(db, to=phone, body=BODY, purpose=ALERT, language="en")

"""Families with a phone, as the tests of calls need them."""

from typing import Any

from feedback.asking.requests import ask
from people.contacts import add_contact
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = ({"days": EVERY_DAY, "from": "00:00", "to": "24:00"},)
MOTHER: dict[str, Any] = {
    "name": "Ms Tesfamariam",
    "relation": "Mother",
    "audience": "parent_carer",
    "language": "ti",
    "phone": "+447700900001",
    "interpreter": True,
    "dialect": "Asmara",
    "safe_spans": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "10:00", "to": "18:00"}],
    "safe_note": "Leave no message.",
    "safe_checked": "2026-05-01",
}


def add_mother(store: Store, child: str = CHILD, **other: Any) -> int:
    """Keep a mother who can be called; `other` says what is different about her."""
    return store.write_now(add_contact, child, {**MOTHER, **other})


def ask_by(store: Store, cast: Cast, channel: str, contact: int | None, touchpoint: str = "practice_review") -> int:
    """The worker asks this person on this channel; returns the request."""
    asked = store.write_now(
        ask,
        cast.worker,
        child=CHILD,
        touchpoint=touchpoint,
        audience="parent_carer",
        language="en",
        channel=channel,
        form=LIBRARY.find(touchpoint, "parent_carer"),
        contact=contact,
    )
    return asked.request

"""What tests of texts that go out share: somebody to text, an account with the stand-in, and the program's rounds."""

import asyncio
from typing import Any

from feedback.asking.text_requests import NewTextRequest, TextSettings, ask_by_text
from feedback.asking.withdrawal import why_unwanted
from feedback.messages import outbox
from feedback.messages.notify import Notify, NotifyService
from feedback.messages.outbox import OUTBOX
from feedback.messages.providers import Provider
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.reconciliation import reconcile
from feedback.messages.sending import send_due
from feedback.messages.twilio import Account, Twilio
from feedback.messages.wording import Wording
from people.contacts import add_contact
from storage.store import Store
from storage.table import Document
from tests.cast import CHILD, LIBRARY, Cast
from tests.notify_stand_in import KEY, TEMPLATE, NotifyStandIn
from tests.stand_in import ACCOUNT, TOKEN, StandIn

PHONE = "+447700900001"
HOUSE = TextSettings(Wording("City of London", "https://views.example.gov.uk"), QuietHours(), 4.0)
PATIENT = 30.0  # seconds; a provider that answers is waited for, however busy this machine is
IMPATIENT = 0.3  # for one that never answers


def twilio(stand_in: StandIn, public_url: str = "https://views.example.gov.uk", *, time_out: float = PATIENT) -> Twilio:
    return Twilio(Account(ACCOUNT, TOKEN, public_url, sender="+447700900999", base=stand_in.url), time_out)


def notify(stand_in: StandIn, *, time_out: float = PATIENT, key: str = KEY, **about: Any) -> Notify:
    return Notify(NotifyService(key, TEMPLATE, base=stand_in.url), time_out, **about)


def carrier(stand_in: StandIn, *, time_out: float = PATIENT) -> Provider:
    """Whoever this stand-in stands in for."""
    if isinstance(stand_in, NotifyStandIn):
        return notify(stand_in, time_out=time_out)
    return twilio(stand_in, time_out=time_out)


def a_mother(store: Store, child: str = CHILD, **about: Any) -> int:
    """A contact whom nothing forbids to ask."""
    fields = {
        "name": "Ms Tesfamariam",
        "relation": "Mother",
        "audience": "parent_carer",
        "language": "en",
        "phone": PHONE,
        "safe_times": "Any time",
        "safe_checked": "2026-05-01",
    }
    return store.write_now(add_contact, child, {**fields, **about})


def ask_her(store: Store, cast: Cast, contact: int | None = None, **changes: Any) -> NewTextRequest:
    """The worker asks by text."""
    details = {
        "child": CHILD,
        "touchpoint": "conference",
        "audience": "parent_carer",
        "language": "en",
        "form": LIBRARY.find("conference", "parent_carer"),
        "contact": contact if contact is not None else a_mother(store),
    }
    return store.write_now(ask_by_text, cast.worker, HOUSE, **{**details, **changes})


def send(store: Store, provider: Provider, hours: QuietHours | None = None) -> int:
    """One round of sending."""
    return asyncio.run(send_due(store, provider, why_unwanted, hours))


def look_up(store: Store, provider: Provider) -> int:
    """One round of looking up."""
    return asyncio.run(reconcile(store, provider))


def text(store: Store, number: int) -> Document:
    found = store.read(outbox.by_id, number)
    assert found is not None
    return found


def state(store: Store, number: int) -> str:
    return str(text(store, number)["state"])


def states(store: Store) -> list[str]:
    return sorted(store.read(lambda db: [one["state"] for one in db.table(OUTBOX)]))

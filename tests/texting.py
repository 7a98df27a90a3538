"""A family's phone: what it sends comes in, and what we answer can be read on it."""

from itertools import count
from typing import Any

from feedback.asking.requests import ask
from feedback.messages import outbox
from feedback.messages.inbox import RECEIVED
from feedback.sms.receiving import receive
from feedback.voices.voices import VOICES
from people import contacts
from people.contacts import add_contact
from storage.store import Store
from storage.table import Document
from tests.cast import CHILD, LIBRARY, Cast, Clock

MOTHERS = "+447700900123"
_ids = count(1)


class Phone:
    """One phone; time goes on between its texts, as it does when a person types."""

    def __init__(self, store: Store, clock: Clock, number: str = MOTHERS) -> None:
        self.store = store
        self.clock = clock
        self.number = number

    def sends(self, body: str, provider_id: str | None = None, after: float = 90, pictures: int = 0) -> str:
        """Send a text; returns what came back at once, or nothing."""
        self.clock.forward(seconds=after)
        before = len(self.inbox)
        provider_id = provider_id or f"SM{next(_ids)}"
        self.store.write_now(receive, provider_id=provider_id, sender=self.number, body=body, pictures=pictures)
        return "\n---\n".join(self.inbox[before:])

    @property
    def inbox(self) -> list[str]:
        """All that we sent to this phone, the oldest first."""
        return [str(text["body"]) for text in self.store.read(outbox.by_phone, self.number)]

    @property
    def kept(self) -> list[Document]:
        """All that we received from this phone."""
        return [text for text in self.store.read(lambda db: db.table(RECEIVED).all()) if text["sender"] == self.number]


class Texting:
    """The office asks families by text."""

    def __init__(self, store: Store, cast: Cast, clock: Clock) -> None:
        self.store = store
        self.cast = cast
        self.clock = clock

    def asks(self, child: str = CHILD, language: str = "en", phone: str = MOTHERS, **asked: Any) -> Phone:
        """Ask whoever has this phone, and hand the phone over."""
        today = self.clock.now.date().isoformat()
        person = {"name": "Mrs T", "relation": "Mother", "audience": "parent_carer", "language": language}
        safety = {"safe_checked": today, "safe_times": "Any time"}
        known = [one for one in self.store.read(contacts.of_child, child) if one["phone"] == phone]
        contact = (
            known[0].doc_id if known else self.store.write_now(add_contact, child, {**person, **safety, "phone": phone})
        )
        about = {"touchpoint": "conference", "audience": "parent_carer", "language": language, **asked}
        form = LIBRARY.find(about["touchpoint"], about["audience"])
        worker = self.cast.worker if child == CHILD else self.cast.worker_of_another_team
        self.store.write_now(
            ask, worker, child=child, channel="sms", form=form, contact=contact, override="A test needs it.", **about
        )
        return Phone(self.store, self.clock, phone)

    def voices(self) -> list[Document]:
        """The voices as they are kept."""
        return self.store.read(lambda db: db.table(VOICES).all())

    def answers(self) -> dict[str, Any]:
        """The answers of the one voice."""
        (voice,) = self.voices()
        return {question: one["value"] for question, one in voice["answers"].items()}

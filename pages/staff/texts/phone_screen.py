"""What stands on the screen of one family's phone: the texts both ways, and what has not come yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedback.messages import inbox, outbox
from feedback.messages.inbox import ReceivedText
from feedback.messages.outbox import QUEUED, WENT, OutboxText
from feedback.sms.threads import language_of
from pages.staff.texts.script_of_words import language_of_words
from people.permissions import open_to
from storage.documents import number_of
from storage.store import Database

_LINK = re.compile(r"(https?://[^\s…]+)(?=\s|$)")


@dataclass(frozen=True)
class TextBubble:
    """One text on the screen; `pieces` are its words and, marked, the links in them."""

    key: str
    at: str
    own: bool
    language: str
    pieces: tuple[tuple[bool, str], ...]


@dataclass(frozen=True)
class PhoneView:
    """The texts in the order of time; `waits_until` is when the next one comes that waits for the morning."""

    bubbles: tuple[TextBubble, ...]
    waits: int
    waits_until: str


@open_to("the demo's phone on the screen")
def on_screen(db: Database, number: str) -> PhoneView:
    """What the owner of this phone sees."""
    out = outbox.by_phone(db, number)
    known = language_of(db, number)
    bubbles = [*(_received(one) for one in out if one["state"] in WENT), *_written(inbox.by_phone(db, number), known)]
    waits = sorted(one["due"] for one in out if one["state"] == QUEUED and one["due"] > db.now.isoformat())
    return PhoneView(
        bubbles=tuple(sorted(bubbles, key=lambda one: (one.at, not one.own))),
        waits=len(waits),
        waits_until=waits[0] if waits else "",
    )


def _received(text: OutboxText) -> TextBubble:
    at = next(entry["at"] for entry in text["history"] if entry["state"] in WENT)
    return TextBubble(f"text-{number_of(text)}", at, False, text["language"], _pieces(text["body"]))


def _written(texts: list[ReceivedText], known: str) -> Iterator[TextBubble]:
    for text in texts:
        language = language_of_words(text["body"], known)
        yield TextBubble(f"own-{number_of(text)}", text["at"], True, language, ((False, text["body"]),))


def _pieces(body: str) -> tuple[tuple[bool, str], ...]:
    return tuple((at % 2 == 1, piece) for at, piece in enumerate(_LINK.split(body)) if piece)

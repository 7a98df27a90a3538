"""A wish to be called: the number and the time that they gave, whom it is about, and whether we can promise a call."""

from feedback.voices.requests import Request
from feedback.voices.voices import Voice
from forms.telephone import numbers_in
from people import contacts
from people.contacts import Contact
from storage.store import Database

NUMBER, TIME, NAME = "call_number", "call_time", "call_name"


def told_of(voice: Voice | None, detail: str) -> str:
    """What they answered about the call: `NUMBER`, `TIME` or `NAME`, in their own words; nothing where they did not."""
    answer = voice["answers"].get(detail) if voice else None
    return str(answer["value"] or "") if answer else ""


def contact_to_call(db: Database, request: Request) -> Contact | None:
    """Whom the request names, else the one contact of that audience; with two, nobody guesses."""
    if request["contact"] is not None:
        return contacts.by_id(db, request["contact"])
    if request["child"] is None:
        return None
    fitting = [one for one in contacts.of_child(db, request["child"]) if one["audience"] == request["audience"]]
    return fitting[0] if len(fitting) == 1 else None


def number_to_call(voice: Voice | None, contact: Contact | None) -> str:
    """The number for the call: what they gave with their wish, words as they are, else the one on record."""
    return told_of(voice, NUMBER) or ((contact["phone"] if contact else None) or "")


def can_be_called(db: Database, request: Request, voice: Voice | None) -> bool:
    """Whether there is a number to call: without one nobody is promised a call."""
    return bool(numbers_in(number_to_call(voice, contact_to_call(db, request))))

"""How whoever spoke wants to be told what came of it, and who that is on record."""

from collections.abc import Mapping

from feedback.voices import requests
from feedback.voices.call_wishes import contact_to_call
from feedback.voices.form_versions import form_version
from feedback.voices.voices import Voice
from people import contacts
from people.contacts import Contact
from storage.store import Database

SMS, LETTER, PHONE, WORKER = "sms", "letter", "phone", "worker"
WAYS: Mapping[str, str] = {
    SMS: "By text message",
    LETTER: "By letter",
    PHONE: "By phone",
    WORKER: "Their worker tells them",
}
NO_NEED = "no_need"
WAY_WISHED: Mapping[str, str] = {"text": SMS, "letter": LETTER, "phone": PHONE, "worker": WORKER}
WISHES: Mapping[str, str] = {
    "text": "They asked for a text message.",
    "letter": "They asked for a letter.",
    "phone": "They asked for a call.",
    "worker": "They asked to be told by their worker.",
    NO_NEED: "They said that there is no need to tell them.",
    "": "They did not say how they want to be told.",
}


def wish_of(db: Database, voice: Voice) -> str:
    """Their answer to how they want to be told, a key of `WISHES`."""
    asked = (one.id for one in form_version(db, voice["fingerprint"]).questions if one.purpose == "tell_back")
    given = (voice["answers"][one]["value"] for one in asked if one in voice["answers"])
    said = str(next(given, "") or "")
    return said if said in WISHES else ""


def person_of(db: Database, voice: Voice) -> Contact | None:
    """Who spoke: whom the request named, else the one contact of that audience; with two, nobody guesses."""
    request = requests.by_id(db, voice["request"]) if voice["request"] else None
    if request is not None:
        return contact_to_call(db, request)
    if voice["child"] is None:
        return None
    fitting = [one for one in contacts.of_child(db, voice["child"]) if one["audience"] == voice["audience"]]
    return fitting[0] if len(fitting) == 1 else None

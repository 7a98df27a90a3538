"""What is on record of a person: the child's own record, the contact, what is noted of safe ways, and stops."""

from collections.abc import Iterator, Mapping
from typing import Any

from language.registry import LANGUAGES
from people import opt_outs
from people.children import by_ref
from people.contacts import Contact
from people.identity import IdentityField
from reviews.field_words import day
from reviews.right_of_access.passages import HARM, Passage, Person
from storage.documents import number_of
from storage.store import Database

PART = "On record"
_PLAIN: Mapping[str, str] = {
    "name": "Name",
    "relation": "Relation to the child",
    "phone": "Phone",
    "email": "Email",
    "address": "Address",
    "dialect": "Dialect",
    "safe_times": "Safe times",
}
_CAREFUL: Mapping[str, str] = {
    "safe_note": "Note on what is safe",
    "hold_reason": "Why nobody is to be contacted for now",
    "do_not_contact": "Why nobody here asks them",
}


def on_record(db: Database, person: Person) -> Iterator[Passage]:
    """The record of a person, field by field."""
    if person.is_child:
        yield from _child(db, person)
    if person.contact is not None:
        yield from _contact(db, person.contact)


def _child(db: Database, person: Person) -> Iterator[Passage]:
    found = by_ref(db, person.child)
    if found is None:
        return
    told = {
        "Reference": found["ref"],
        "Mosaic ID": found["mosaic_id"],
        "Name": found["name"],
        "Date of birth": day(found["born"]) if found["born"] else "",
        "Gender": found["gender"],
        "Ethnicity": _identity(found["ethnicity"]),
        "Religion": _identity(found["religion"]),
        "Additional needs": _identity(found["additional_needs"]),
        "Language at home": _language(found.get("language", "")),
    }
    for heading, words in told.items():
        if words:
            yield Passage(f"child/{heading}", PART, "", heading, words)


def _contact(db: Database, contact: Contact) -> Iterator[Passage]:
    fields: Mapping[str, Any] = contact
    key = f"contact {number_of(contact)}"
    for name, heading in _PLAIN.items():
        if fields.get(name):
            yield Passage(f"{key}/{name}", PART, "", heading, str(fields[name]))
    yield Passage(f"{key}/language", PART, "", "Language", _language(contact["language"]))
    for name, heading in _CAREFUL.items():
        if fields.get(name):
            yield Passage(f"{key}/{name}", PART, "", heading, str(fields[name]), marks=(HARM,))
    if contact["abuse_flag"]:
        words = "It is noted that somebody may be at risk of abuse."
        yield Passage(f"{key}/abuse_flag", PART, "", "Flag", words, marks=(HARM,))
    stop = opt_outs.stopped(db, contact["phone"]) if contact["phone"] else None
    if stop is not None:
        yield Passage(f"{key}/stop", PART, stop["at"], "Asked us to stop", stop["words"], lang=stop["language"])


def _identity(field: IdentityField) -> str:
    return ", ".join(str(one) for one in (field.get("value"), field.get("own_words")) if one)


def _language(code: str) -> str:
    found = LANGUAGES.get(code)
    return found.english_name if found else code

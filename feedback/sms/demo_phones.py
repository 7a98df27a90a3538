"""The phones of the invented families, which a screen plays in demo mode."""

from dataclasses import dataclass

from feedback.messages import outbox
from people import contacts
from people.children import Child, all_by_ref
from people.contacts import Contact
from people.permissions import open_to
from people.phone_numbers import shown
from storage.documents import number_of
from storage.store import Database

NOBODY = "+447700900777"  # a number that nobody here knows; Ofcom keeps it for drama


@dataclass(frozen=True)
class Phone:
    """A phone that can be played: `contact` is 0 for the one that nobody knows."""

    contact: int
    number: str
    name: str
    about: str
    texts: int

    @property
    def shown(self) -> str:
        """The number with its space."""
        return shown(self.number)


@open_to("the demo's phone on the screen")
def phones(db: Database) -> list[Phone]:
    """Every phone of the invented families, those with texts first, and one that nobody knows."""
    found = [
        Phone(number_of(one), one["phone"], one["name"], _about(one, child), len(outbox.by_phone(db, one["phone"])))
        for child in all_by_ref(db)
        for one in contacts.of_child(db, child["ref"])
        if one["phone"]
    ]
    unknown = Phone(0, NOBODY, "A phone that nobody knows", "", len(outbox.by_phone(db, NOBODY)))
    return [*sorted(found, key=lambda one: not one.texts), unknown]


def _about(contact: Contact, child: Child) -> str:
    """Whose phone it is, beside the name: “mother of Selam”."""
    return "" if contact["relation"] == "Self" else f"{contact['relation'].lower()} of {child['name'].split()[0]}"


def phone_of(found: list[Phone], contact: str) -> Phone:
    """The phone of this contact, else the first."""
    return next((one for one in found if str(one.contact) == contact), found[0])

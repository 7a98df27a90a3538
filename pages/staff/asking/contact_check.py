"""The way to somebody that was chosen: what a text would say, and what stands in the way of asking."""

from dataclasses import dataclass

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.asking.text_requests import Preview, TextSettings, preview
from pages.staff.asking.choice import AskingChoice
from people.actor import Actor
from people.children import child
from people.contacts import Contact, contacts
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class ContactCheck:
    """`text` is what would go, where the way is a text."""

    person: Contact | None
    text: Preview | None
    obstacles: tuple[Obstacle, ...]

    @property
    def closed(self) -> bool:
        """Whether something is in the way that no reason overrides."""
        return any(not one.can_override for one in self.obstacles)

    @property
    def mend(self) -> Contact | None:
        """The person with whom safe contact can be checked, where that would clear the way."""
        clears = {"safe_contact", "abuse_flag"}
        return self.person if any(one.code in clears for one in self.obstacles) else None


@needs(Permission.ASK_FOR_FEEDBACK)
def contact_check(
    db: Database, actor: Actor, texting: TextSettings | None, ref: str, choice: AskingChoice
) -> ContactCheck:
    """The way as it stands at this moment; raises what the verbs raise for a child that is not the actor's."""
    child(db, actor, ref)
    person = next((one for one in contacts(db, actor, ref) if number_of(one) == choice.contact), None)
    if person is not None and choice.channel == "sms" and texting is not None:
        told = {"child": ref, "audience": choice.audience, "language": choice.language or "en"}
        text = preview(db, actor, texting, contact=number_of(person), **told)
        return ContactCheck(person, text, text.obstacles)
    found = obstacles(db, ref, number_of(person) if person else None, choice.channel, choice.audience, db.now)
    return ContactCheck(person, None, found if choice.audience else ())

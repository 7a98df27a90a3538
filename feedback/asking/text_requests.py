"""Asks by text: what will go is shown before, and the text is queued in the same step as the request."""

from dataclasses import dataclass, field
from datetime import datetime

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.asking.requests import make_request
from feedback.messages.outbox import REQUEST, queue
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.text_length import Length, measure
from feedback.messages.wording import Wording
from forms.schema import Form
from language.catalogue import Translated
from people import contacts
from people.actor import Actor
from people.children import child as child_for
from people.contacts import Contact
from people.errors import NotFound
from people.permissions import needs
from people.phone_numbers import shown
from people.roles import Permission
from storage.store import Database

TOKEN_TO_SHOW = "." * 22


@dataclass(frozen=True)
class TextSettings:
    """How this house sends texts: its words, its quiet hours, and what a part costs it."""

    wording: Wording
    hours: QuietHours = field(default_factory=QuietHours)
    price_pence: float = 4.0


@dataclass(frozen=True)
class Preview:
    """What would go, to whom, when, and what it would cost; `text.lang` is the language it is really in."""

    text: Translated
    to: str
    goes_at: datetime
    length: Length
    pence: float
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class NewTextRequest:
    """A request that was made, and its text in the outbox."""

    request: int
    text: int


@needs(Permission.ASK_FOR_FEEDBACK)
def preview(
    db: Database, actor: Actor, settings: TextSettings, *, child: str, contact: int, audience: str, language: str
) -> Preview:
    """What asking this person by text would send; the link in it is not a real one."""
    child_for(db, actor, child)
    person = _person(db, child, contact)
    said = settings.wording.request(TOKEN_TO_SHOW, language, discreet=person["discreet"])
    length = measure(said.text)
    return Preview(
        text=said,
        to=shown(person["phone"]) if person["phone"] else "",
        goes_at=settings.hours.opens(db.now),
        length=length,
        pence=length.pence(settings.price_pence),
        obstacles=obstacles(db, child, contact, "sms", audience, db.now),
    )


@needs(Permission.ASK_FOR_FEEDBACK)
def ask_by_text(
    db: Database,
    actor: Actor,
    settings: TextSettings,
    *,
    child: str,
    touchpoint: str,
    audience: str,
    language: str,
    form: Form | None,
    contact: int,
    override: str = "",
) -> NewTextRequest:
    """Ask, and queue the text; raises what `ask` raises. In quiet hours it waits for the morning."""
    child_for(db, actor, child)
    return make_text_request(
        db,
        actor,
        settings,
        child=child,
        touchpoint=touchpoint,
        audience=audience,
        language=language,
        form=form,
        contact=contact,
        override=override,
    )


def make_text_request(
    db: Database,
    who: Actor | str,
    settings: TextSettings,
    *,
    child: str,
    touchpoint: str,
    audience: str,
    language: str,
    form: Form | None,
    contact: int,
    override: str = "",
    proposal: str | None = None,
) -> NewTextRequest:
    """What `ask_by_text` does, for verbs that have checked who asks; `proposal` as `make_request` has it."""
    asked = make_request(
        db,
        who,
        child=child,
        touchpoint=touchpoint,
        audience=audience,
        language=language,
        channel="sms",
        form=form,
        contact=contact,
        override=override,
        proposal=proposal,
    )
    person = _person(db, child, contact)
    assert person["phone"]  # without a phone there is an obstacle
    said = settings.wording.request(asked.token, language, discreet=person["discreet"])
    text = queue(
        db,
        to=person["phone"],
        body=said.text,
        purpose=REQUEST,
        language=said.lang,
        child=child,
        request=asked.request,
        not_before=settings.hours.opens(db.now),
    )
    return NewTextRequest(asked.request, text)


def _person(db: Database, child: str, contact: int) -> Contact:
    person = contacts.by_id(db, contact)
    if person is None or person["child"] != child:
        raise NotFound
    return person

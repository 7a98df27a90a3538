"""Where a person can go from any screen, and how much waits there."""

from dataclasses import dataclass

from feedback.concerns.concern_views import waiting_for
from feedback.messages.mail.mail_deciding import mails_waiting
from feedback.messages.mail.mails import TOPIC as MAILS
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.undelivered import waiting_for_a_person
from feedback.phone.call_list import calls_to_make
from feedback.phone.call_order import CallOrder
from feedback.sms.unmatched_texts import texts_to_read
from feedback.triage.triage_list import number_to_read
from pages.staff.shell.addresses import (
    AUDIT,
    BRINGING_IN,
    CALLS,
    CHILDREN,
    CONCERNS,
    HOME,
    KEEPING,
    MAIL,
    PANEL,
    PEOPLE,
    PLACES,
    READ,
    RECORDS,
    REVIEWS,
    TELLING,
    TEXTS,
    TRACKER,
    TRAINING,
    TRANSLATIONS,
)
from people.actor import Actor
from people.roles import Permission
from storage.store import Database
from tracker.index import TrackerIndex
from tracker.listing import own_overdue

TOPICS = {
    Permission.READ_VOICES: ("voices", "texts"),
    Permission.ASK_FOR_FEEDBACK: ("texts",),
    Permission.MAKE_CALLS: ("calls",),
    Permission.RAISE_CONCERN: ("concerns",),
    Permission.MANAGE_MAIL: (MAILS,),
    Permission.SEE_TRACKER: ("tracker",),
}
TEXTING = (Permission.READ_VOICES, Permission.ASK_FOR_FEEDBACK, Permission.MANAGE_STAFF)


@dataclass(frozen=True)
class NavigationLink:
    """One link of the side navigation."""

    address: str
    name: str
    count: int = 0


def navigation(
    db: Database,
    actor: Actor,
    hours: QuietHours,
    order: CallOrder | None = None,
    tracker: TrackerIndex | None = None,
    *,
    mail: bool = False,
) -> list[NavigationLink]:
    """Where this person can go: what a role cannot do is not shown. `hours` are those in which nobody is called.

    `mail` is whether there is any.
    """
    found = [NavigationLink(HOME, "Home")]
    if actor.may(Permission.READ_VOICES):
        found.append(NavigationLink(READ, "Read today", number_to_read(db, actor)))
    if actor.may(Permission.MAKE_CALLS):
        found.append(NavigationLink(CALLS, "Calls", calls_to_make(db, actor, hours, order)))
    if any(actor.may(need) for need in TEXTING):
        found.append(NavigationLink(TEXTS, "Texts", _texts(db, actor)))
    if actor.may(Permission.SEE_CHILDREN):
        found.append(NavigationLink(CHILDREN, "Children"))
    if actor.may(Permission.KEEP_RECORDS):
        found.append(NavigationLink(RECORDS, "Records"))
    if actor.may(Permission.ASK_FOR_FEEDBACK) and actor.may(Permission.SEE_TRACKER):
        found.append(NavigationLink(TELLING, "Answers owed"))
    if actor.may(Permission.SEE_REVIEWS):
        found.append(NavigationLink(REVIEWS, "Reviews"))
    if actor.may(Permission.SIT_ON_PANEL):
        found.append(NavigationLink(PANEL, "Panel"))
    if actor.may(Permission.SEE_TRACKER):
        found.append(NavigationLink(TRACKER, "Tracker", own_overdue(db, actor, tracker) if tracker else 0))
    if actor.may(Permission.PLAN_TRAINING) and not actor.may(Permission.MANAGE_TRACKER):  # heads go by the tracker
        found.append(NavigationLink(TRAINING, "Training"))
    if actor.may(Permission.MAKE_POSTERS):
        found.append(NavigationLink(PLACES, "Places"))
    if actor.may(Permission.TRANSLATE):
        found.append(NavigationLink(TRANSLATIONS, "Translations"))
    if actor.may(Permission.BRING_IN_RECORDS):
        found.append(NavigationLink(BRINGING_IN, "Bringing in"))
    if actor.may(Permission.MANAGE_STAFF):
        found.append(NavigationLink(PEOPLE, "People"))
    if mail and actor.may(Permission.MANAGE_MAIL):
        waiting = mails_waiting(db, actor)
        if waiting or actor.may(Permission.MANAGE_STAFF):  # heads come to it where something is to be decided
            found.append(NavigationLink(MAIL, "Mail", waiting))
    if actor.may(Permission.DECIDE_RETENTION):
        found.append(NavigationLink(KEEPING, "What is kept"))
    if actor.may(Permission.SEE_AUDIT):
        found.append(NavigationLink(AUDIT, "Audit"))
    if actor.may(Permission.RAISE_CONCERN):
        found.append(NavigationLink(CONCERNS, "Concerns", waiting_for(db, actor.id)))
    return found


def topics(actor: Actor) -> tuple[str, ...]:
    """What changes the numbers beside the links."""
    return tuple(dict.fromkeys(topic for need, named in TOPICS.items() if actor.may(need) for topic in named))


def _texts(db: Database, actor: Actor) -> int:
    read = len(texts_to_read(db, actor)) if actor.may(Permission.READ_VOICES) else 0
    return read + (len(waiting_for_a_person(db, actor)) if actor.may(Permission.ASK_FOR_FEEDBACK) else 0)

"""Where a person can go from any screen, and how much waits there."""

from collections.abc import Callable, Sequence
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
    ACCESS,
    ACCESS_REVIEWS,
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


LISTENING, REVIEWING, ACTING, RUNNING = "Listening", "Reviewing", "Acting", "Running it"
GROUPS = ("", LISTENING, REVIEWING, ACTING, RUNNING)  # in this order
FEW, MANY = 8, 12  # links: so few need no groups; with more than many the last group is folded in


@dataclass(frozen=True)
class NavigationLink:
    """One link of the side navigation."""

    address: str
    name: str
    count: int = 0
    group: str = ""


@dataclass(frozen=True)
class NavigationGroup:
    """Links that belong together; the name is empty where they stand without one."""

    name: str
    links: list[NavigationLink]
    is_folded: bool = False

    @property
    def count(self) -> int:
        """How much waits behind all of them."""
        return sum(one.count for one in self.links)

    def has(self, here: str) -> bool:
        """Whether the screen of this name is one of them."""
        return any(one.name.lower() == here for one in self.links)


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

    def add(group: str, address: str, name: str, count: int = 0) -> None:
        found.append(NavigationLink(address, name, count, group))

    if actor.may(Permission.READ_VOICES):
        add(LISTENING, READ, "Read today", number_to_read(db, actor))
    if actor.may(Permission.MAKE_CALLS):
        add(LISTENING, CALLS, "Calls", calls_to_make(db, actor, hours, order))
    if any(actor.may(need) for need in TEXTING):
        add(LISTENING, TEXTS, "Texts", _texts(db, actor))
    if actor.may(Permission.SEE_CHILDREN):
        add(LISTENING, CHILDREN, "Children")
    if actor.may(Permission.MAKE_POSTERS):
        add(LISTENING, PLACES, "Places")
    if actor.may(Permission.SEE_REVIEWS):
        add(REVIEWING, REVIEWS, "Reviews")
    if actor.may(Permission.SIT_ON_PANEL):
        add(REVIEWING, PANEL, "Panel")
    if actor.may(Permission.SEE_TRACKER):
        add(ACTING, TRACKER, "Tracker", own_overdue(db, actor, tracker) if tracker else 0)
    if actor.may(Permission.PLAN_TRAINING) and not actor.may(Permission.MANAGE_TRACKER):  # heads go by the tracker
        add(ACTING, TRAINING, "Training")
    if actor.may(Permission.ASK_FOR_FEEDBACK) and actor.may(Permission.SEE_TRACKER):
        add(ACTING, TELLING, "Answers owed")
    if actor.may(Permission.RAISE_CONCERN):
        add(ACTING, CONCERNS, "Concerns", waiting_for(db, actor.id))
    _add_running(db, actor, add, mail=mail)
    return found


def _add_running(db: Database, actor: Actor, add: Callable[..., None], *, mail: bool) -> None:
    if actor.may(Permission.KEEP_RECORDS):
        add(RUNNING, RECORDS, "Records")
    if actor.may(Permission.BRING_IN_RECORDS):
        add(RUNNING, BRINGING_IN, "Bringing in")
    if actor.may(Permission.MANAGE_STAFF):
        add(RUNNING, PEOPLE, "People")
    if actor.may(Permission.RUN_ACCESS_REVIEWS):
        add(RUNNING, ACCESS if actor.may(Permission.REVIEW_ACCESS) else ACCESS_REVIEWS, "Access")
    if mail and actor.may(Permission.MANAGE_MAIL):
        waiting = mails_waiting(db, actor)
        if waiting or actor.may(Permission.MANAGE_STAFF):  # heads come to it where something is to be decided
            add(RUNNING, MAIL, "Mail", waiting)
    if actor.may(Permission.TRANSLATE):
        add(RUNNING, TRANSLATIONS, "Translations")
    if actor.may(Permission.DECIDE_RETENTION):
        add(RUNNING, KEEPING, "What is kept")
    if actor.may(Permission.SEE_AUDIT):
        add(RUNNING, AUDIT, "Audit")


def grouped(links: Sequence[NavigationLink]) -> list[NavigationGroup]:
    """A short list as it is; a longer one in named groups, of a long one the last folded in."""
    if len(links) <= FEW:
        return [NavigationGroup("", [*links])]
    return [
        NavigationGroup(name, here, is_folded=name == RUNNING and len(links) > MANY)
        for name in GROUPS
        if (here := [one for one in links if one.group == name])
    ]


def topics(actor: Actor) -> tuple[str, ...]:
    """What changes the numbers beside the links."""
    return tuple(dict.fromkeys(topic for need, named in TOPICS.items() if actor.may(need) for topic in named))


def _texts(db: Database, actor: Actor) -> int:
    read = len(texts_to_read(db, actor)) if actor.may(Permission.READ_VOICES) else 0
    return read + (len(waiting_for_a_person(db, actor)) if actor.may(Permission.ASK_FOR_FEEDBACK) else 0)

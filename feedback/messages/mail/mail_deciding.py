"""What administrators and heads see of mails, and what they decide about one that did not simply go."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.messages.mail import mails
from feedback.messages.mail.mail_console import CONSOLE
from feedback.messages.mail.mails import FAILED, QUEUED, SENT, STATES, UNKNOWN, Mail, move, settle
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import member, name_of
from storage.documents import number_of
from storage.store import Database

LATEST = 50
AGAIN, ARRIVED, LEAVE = "again", "arrived", "leave"
DECISIONS: Mapping[str, str] = {AGAIN: "Send it again", ARRIVED: "They have it", LEAVE: "Leave it"}
_OPEN: Mapping[str, tuple[str, ...]] = {UNKNOWN: (AGAIN, ARRIVED, LEAVE), FAILED: (AGAIN, LEAVE)}


@dataclass(frozen=True)
class ShownMail:
    """One mail as it stands on the screen."""

    number: int
    to: str
    address: str
    subject: str
    body: str
    made: str
    state: str
    words: str
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class MailsShown:
    """What waits for a person, and the latest of all."""

    waiting: list[ShownMail]
    latest: list[ShownMail]


@needs(Permission.MANAGE_MAIL)
def mails_shown(db: Database, _: Actor) -> MailsShown:
    """Everything at one moment."""
    return MailsShown(
        waiting=[_shown(db, one) for one in mails.waiting(db)],
        latest=[_shown(db, one) for one in mails.newest(db, LATEST)],
    )


@needs(Permission.MANAGE_MAIL)
def mails_waiting(db: Database, _: Actor) -> int:
    """How many wait for a person."""
    return len(mails.waiting(db))


@needs(Permission.MANAGE_MAIL)
def decide_mail(db: Database, actor: Actor, number: int, what: str) -> None:
    """Carry out one of `DECISIONS`; `Unacceptable` where somebody was first, or it has come as far meanwhile."""
    mail = mails.by_id(db, number)
    if mail is None:
        raise NotFound
    if what not in _decisions(mail):
        raise Unacceptable("That was decided already, or it has gone meanwhile. Nothing was changed.")
    note = f"{actor.name}: {DECISIONS[what]}."
    if what == AGAIN:
        move(db, mail, QUEUED, note, due=db.now.isoformat(), tries=0, first_tried="")
    elif what == ARRIVED:
        move(db, mail, SENT, note)
    else:
        settle(db, mail)
    audit.record(db, actor, f"mail.{what}", mail=number)


def _decisions(mail: Mail) -> tuple[str, ...]:
    return _OPEN.get(mail["state"], ()) if mail["waits"] else ()


def _shown(db: Database, mail: Mail) -> ShownMail:
    person = member(db, mail["staff"])
    return ShownMail(
        number=number_of(mail),
        to=name_of(db, mail["staff"]),
        address=(person["email"] or "") if person else "",
        subject=mail["subject"],
        body=mail["body"],
        made=mail["made"],
        state=mail["state"],
        words=_words(mail),
        decisions=_decisions(mail),
    )


def _words(mail: Mail) -> str:
    """How it stands, from what is kept: what the console took has not gone anywhere."""
    note = mail["history"][-1].get("note", "")
    if mail["state"] == SENT and note:
        return note  # a person says so, and no server
    if mail["state"] == SENT and mail["carrier"] == CONSOLE:
        return "Shown here only: mail does not leave"
    return f"{STATES[mail['state']]}: {note}" if note else STATES[mail["state"]]

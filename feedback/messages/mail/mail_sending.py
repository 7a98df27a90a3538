"""Sends the mails that are due: claim, hand over, keep what came of it. Killed at any moment, none goes twice."""

from datetime import timedelta

import structlog

from feedback.messages.mail import mails
from feedback.messages.mail.carriers import MailCarrier, OutgoingMail
from feedback.messages.mail.mails import CLAIMED, FAILED, QUEUED, SENT, UNKNOWN, Mail, move
from feedback.messages.providers import RefusedByProvider, TryLater, Unsure, in_a_thread
from people.permissions import open_to
from people.staff import member
from storage.documents import number_of
from storage.store import Database, Store

STALE = timedelta(minutes=10)  # longer than all time-outs of one mail together: whoever claimed it is gone
PATIENCE = timedelta(days=2)  # then a person is told
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)

_log = structlog.get_logger("heard.mails")


async def send_mails(store: Store, carrier: MailCarrier) -> int:
    """One round: every mail that is due, until the server is not well; returns how many were tried."""
    if not await store.fetch(is_mail_due):
        return 0
    await store.write(sweep)
    tried = 0
    while (mail := await store.write(claim, carrier.name)) is not None:
        tried += 1
        if not await _send(store, carrier, mail):
            break
    return tried


async def _send(store: Store, carrier: MailCarrier, mail: Mail) -> bool:
    """Hand one mail over and keep what came of it; returns whether the server is well."""
    number = number_of(mail)
    try:
        to = await store.fetch(address_of, mail["staff"])
        await in_a_thread(carrier.send, OutgoingMail(mail["opaque"], to, mail["subject"], mail["body"]))
    except RefusedByProvider as refusal:
        await store.write(refused, number, refusal.code)
        return True
    except TryLater as trouble:
        await store.write(put_off, number, trouble.why)
        return False
    except Exception as trouble:  # whatever it was, the mail may have gone
        if not isinstance(trouble, Unsure):
            _log.error("a mail failed in a way of its own", carrier=carrier.name, error=type(trouble).__name__)
        await store.write(left_unsure, number, str(trouble) if isinstance(trouble, Unsure) else "It broke off.")
        return False
    await store.write(taken, number)
    return True


def is_mail_due(db: Database) -> bool:
    """Whether a mail may go, or a claim was left behind."""
    return mails.due(db) is not None or bool(_left_behind(db))


def address_of(db: Database, staff: int) -> str:
    """Where this person's mail goes today; `RefusedByProvider` for who has left or has no address."""
    person = member(db, staff)
    if person is None or not person["active"]:
        raise RefusedByProvider("they do not work here any more")
    if person["email"] is None:
        raise RefusedByProvider("nobody has put down their e-mail address")
    return person["email"]


@open_to("the worker that sends mails")
def claim(db: Database, carrier: str) -> Mail | None:
    """The next mail to send, on record as claimed before it goes, so that it cannot go twice."""
    mail = mails.due(db)
    if mail is None:
        return None
    now = db.now.isoformat()
    first = mail["first_tried"] or now
    return move(db, mail, CLAIMED, claimed=now, carrier=carrier, tries=mail["tries"] + 1, first_tried=first)


@open_to("the worker that sends mails")
def sweep(db: Database) -> int:
    """What a stopped program had claimed may have gone: a person decides, and it is not sent again by itself."""
    left = _left_behind(db)
    for mail in left:
        move(db, mail, UNKNOWN, "Heard stopped while it was going.", waits=True)
    return len(left)


@open_to("the worker that sends mails")
def taken(db: Database, number: int) -> None:
    """The carrier has it."""
    if mail := _going(db, number):
        move(db, mail, SENT)


@open_to("the worker that sends mails")
def refused(db: Database, number: int, why: str) -> None:
    """It will not be taken, now or later: a person is told."""
    if mail := _going(db, number):
        move(db, mail, FAILED, why, waits=True)


@open_to("the worker that sends mails")
def put_off(db: Database, number: int, why: str) -> None:
    """Try again, each time a little later; after two days a person is told."""
    mail = _going(db, number)
    if mail is None:
        return
    if db.now - mails.first_tried(mail) >= PATIENCE:
        move(db, mail, FAILED, why, waits=True)
        return
    wait = min(_FIRST_WAIT * 2 ** min(mail["tries"] - 1, 10), _LONGEST_WAIT)
    move(db, mail, QUEUED, why, due=(db.now + wait).isoformat())


@open_to("the worker that sends mails")
def left_unsure(db: Database, number: int, why: str) -> None:
    """It was handed over and no answer came."""
    if mail := _going(db, number):
        move(db, mail, UNKNOWN, why, waits=True)


def _going(db: Database, number: int) -> Mail | None:
    """The mail, unless it was swept or decided about while it was on its way."""
    mail = mails.by_id(db, number)
    return mail if mail is not None and mail["state"] == CLAIMED else None


def _left_behind(db: Database) -> list[Mail]:
    before = (db.now - STALE).isoformat()
    return [one for one in mails.claimed(db) if one["claimed"] < before]

"""What goes by which rule, and what keeps it back: the rooms as the nightly work of retention sees them."""

from collections.abc import Iterator
from itertools import islice, takewhile

from app.background import Job
from feedback.concerns import concerns
from feedback.messages import inbox, outbox
from feedback.messages.mail import mails
from feedback.voices import requests, voices
from feedback.voices.erasing import holds_words
from feedback.voices.voices import Voice
from people import audit, sessions
from people.retention import rules
from people.retention.going import Keeping, Sort, Thing, work_at_night
from reviews.erasing_voices import erase_voice, what_keeps
from reviews.reviews import is_under_way
from storage.documents import number_of
from storage.store import Database, Store
from tracker import items
from tracker.states import CLOSED

LOOK_EVERY = 900.0  # seconds


def jobs_of_retention(store: Store) -> tuple[Job, ...]:
    """Once a night, what stood on the list goes and what will go is listed."""
    return (Job("what is no longer kept", LOOK_EVERY, lambda: work_at_night(store, KEEPING)),)


def _sent(text: outbox.OutboxText) -> Thing:
    return Thing(number_of(text), text["made"], text["child"], outbox.is_busy(text))


def _received(text: inbox.ReceivedText) -> Thing:
    return Thing(number_of(text), text["at"], text["child"], text["waiting"])


def _mail(mail: mails.Mail) -> Thing:
    return Thing(number_of(mail), mail["made"], busy=mail["waits"] or mail["state"] in (mails.QUEUED, mails.CLAIMED))


def _session(session: sessions.Session) -> Thing:
    return Thing(number_of(session), session["begun"])


def _sessions_between(db: Database, first: str, last: str, limit: int) -> Iterator[Thing]:
    old = takewhile(lambda one: one["begun"] <= last, sessions.begun_first(db))
    return map(_session, islice((one for one in old if one["begun"] >= first), limit))


def _asked(db: Database, ref: str) -> bool:
    return any(requests.is_open(one, db.now) for one in requests.by_child(db, ref))


def _in_the_tracker(db: Database, ref: str) -> bool:
    return any(one["state"] not in CLOSED for one in items.by_child(db, ref))


def _voice(db: Database, voice: Voice) -> Thing:
    return Thing(number_of(voice), voices.last_said(voice), voice["child"], bool(what_keeps(db, voice)))


def _find_voice(db: Database, number: int) -> Thing | None:
    found = voices.by_id(db, number)
    return _voice(db, found) if found is not None and holds_words(found) else None


KEEPING = Keeping(
    sorts=(
        Sort(
            rules.TEXTS_SENT,
            lambda *asked: map(_sent, outbox.made_between(*asked)),
            lambda db, number: _sent(found) if (found := outbox.by_id(db, number)) else None,
            outbox.erase,
        ),
        Sort(
            rules.TEXTS_RECEIVED,
            lambda *asked: map(_received, inbox.made_between(*asked)),
            lambda db, number: _received(found) if (found := inbox.by_id(db, number)) else None,
            inbox.erase,
        ),
        Sort(
            rules.MAILS,
            lambda *asked: map(_mail, mails.made_between(*asked)),
            lambda db, number: _mail(found) if (found := mails.by_id(db, number)) else None,
            mails.erase,
        ),
        Sort(
            rules.SESSIONS,
            _sessions_between,
            lambda db, number: _session(found) if (found := sessions.by_id(db, number)) else None,
            sessions.erase,
        ),
        Sort(
            rules.VOICES,
            lambda db, *asked: (_voice(db, one) for one in voices.kept_between(db, *asked)),
            _find_voice,
            lambda db, number: erase_voice(db, audit.SYSTEM, number),
        ),
    ),
    waits=(lambda db, ref: bool(concerns.unsettled_of(db, ref)), _asked, is_under_way, _in_the_tracker),
)

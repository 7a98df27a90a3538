"""What stands in the store, as figures: how much waits, and since when. Of nobody a name, a number or a word."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from feedback.concerns import concerns
from feedback.concerns.kinds import OPEN
from feedback.messages import inbox, outbox
from feedback.messages.mail import mails
from feedback.messages.provider_codes import CodeAction
from feedback.voices import triage_items
from pages.hooks.exposition import Metric, figure
from people import backups
from people.working_days import london_day
from storage.store import Database

_FOR_A_PERSON = (CodeAction.NUMBER, CodeAction.PERSON, CodeAction.SET_UP)


def figures(db: Database) -> list[Metric]:
    """All of them, by the store's clock."""
    return [*_texts(db), *_mails(db), *_triage(db), *_concerns(db), *_backups(db)]


def _texts(db: Database) -> Iterator[Metric]:
    waiting = outbox.not_gone(db)
    by_state = {state: sum(one["state"] == state for one in waiting) for state in (outbox.QUEUED, outbox.CLAIMED)}
    by_state[outbox.UNKNOWN] = len(outbox.unknown(db))
    yield Metric("heard_texts", "Texts that have not gone, or may not have.", by_state, "state")
    since = [one["first_tried"] or one["due"] for one in waiting]
    yield figure("heard_texts_overdue_seconds", "Age of the oldest text that could have gone.", _age(db, since))
    needs = {action.value: len(outbox.in_need_of(db, action)) for action in _FOR_A_PERSON}
    yield Metric("heard_texts_for_a_person", "Texts that somebody has to see to, by what is wrong.", needs, "needs")
    received = [one["at"] for one in inbox.waiting(db)]
    yield from _backlog(db, "heard_received_texts", "Received texts that a person has to read", received)


def _mails(db: Database) -> Iterator[Metric]:
    waiting = mails.not_gone(db)
    by_state = {state: sum(one["state"] == state for one in waiting) for state in (mails.QUEUED, mails.CLAIMED)}
    yield Metric("heard_mails", "Mails that have not gone.", by_state, "state")
    since = [one["first_tried"] or one["due"] for one in waiting]
    yield figure("heard_mails_overdue_seconds", "Age of the oldest mail that could have gone.", _age(db, since))
    number = len(mails.waiting(db))
    yield figure("heard_mails_for_a_person", "Mails that somebody has to decide about.", number)


def _triage(db: Database) -> Iterator[Metric]:
    open_ = triage_items.all_open(db)
    yield from _backlog(db, "heard_triage", "Items that wait to be read", [one["at"] for one in open_])
    today = london_day(db.now)
    late = sum(date.fromisoformat(one["due"]) < today for one in open_)
    yield figure("heard_triage_late", "Items whose working day is over and that nobody has read.", late)


def _concerns(db: Database) -> Iterator[Metric]:
    since = [one["at"] for one in concerns.in_state(db, OPEN)]
    yield from _backlog(db, "heard_concerns_unacknowledged", "Concerns that nobody has acknowledged", since)


def _backups(db: Database) -> Iterator[Metric]:
    standing = backups.standing(db)
    last = {"": standing.last_good.timestamp()} if standing.last_good else {}
    yield Metric("heard_backup_last_good_timestamp_seconds", "When the last checked backup was made.", last)
    yield figure("heard_backup_failed", "1 where the latest try to make a backup failed.", standing.failed is not None)


def _backlog(db: Database, name: str, what: str, since: list[str]) -> Iterator[Metric]:
    yield figure(name, f"{what}.", len(since))
    yield figure(f"{name}_oldest_seconds", f"{what}: the age of the oldest, 0 where there is none.", _age(db, since))


def _age(db: Database, moments: Iterable[str]) -> float:
    """Seconds since the earliest of these moments; 0 where none has come."""
    oldest = min(map(datetime.fromisoformat, moments), default=db.now)
    return max(0.0, (db.now - oldest).total_seconds())

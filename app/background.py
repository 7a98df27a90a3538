"""Work that goes on beside the pages: each job in rounds of its own, and one that fails only fails its round."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from feedback.asking.closing_links import close_links_of_ended, links_to_close
from feedback.asking.reminders import remind_due
from feedback.asking.text_requests import TextSettings
from feedback.asking.withdrawal import why_unwanted
from feedback.concerns.escalation import rise_due
from feedback.messages.mail.carriers import MailCarrier
from feedback.messages.mail.mail_sending import send_mails
from feedback.messages.mail.mails import TOPIC as MAILS
from feedback.messages.providers import Mailbox, Provider
from feedback.messages.reconciliation import reconcile
from feedback.messages.sending import send_due
from feedback.proposing.asking_by_itself import ask_what_is_safe
from feedback.sms.collecting import collect
from forms.library import Library
from people.contact_points import ContactPoints
from people.drafts import forget_old_drafts
from people.imports.chosen import anything_to_forget, forget_some
from reviews.planning.reminders import remind_due as remind_reviewers
from reviews.planning.rules import PlanningRules
from storage.store import Store
from tracker.index import TrackerIndex
from tracker.monthly.rules import MonthlyRules
from tracker.monthly.sending import make_messages
from tracker.workbooks.bringing import TOPIC
from tracker.workbooks.work import forget_old, work_on_imports

GRACE = 12.0  # seconds for a round that has begun; longer than a provider's time-out
_log = structlog.get_logger("heard.background")


@dataclass(frozen=True)
class Job:
    """What is done every so many seconds, and at once when its topic is announced."""

    name: str
    every: float
    round: Callable[[], Awaitable[object]]
    topic: str | None = None


class Rounds:
    """The jobs of a process, when a round of each last ended well, and how often one failed since the start."""

    def __init__(self) -> None:
        self.jobs: Sequence[Job] = ()
        self.ended: dict[str, float] = {}  # seconds since 1970
        self.failed: Counter[str] = Counter()


def jobs_of_texts(store: Store, provider: Provider, texting: TextSettings) -> tuple[Job, ...]:
    """Sending what is due, finding out about what is unknown, and the reminders."""
    return (
        Job("sending texts", 5, lambda: send_due(store, provider, why_unwanted, texting.hours), topic="texts"),
        Job("looking texts up", 20, lambda: reconcile(store, provider)),
        Job("reminders", 300, lambda: remind_due(store, texting)),
    )


def jobs_of_asking(store: Store, library: Library, by_itself: TextSettings | None) -> tuple[Job, ...]:
    """Asking what is safe with nobody pressing; none where no setting lets it."""
    if by_itself is None:
        return ()
    return (Job("asking by itself", 300, lambda: ask_what_is_safe(store, library, by_itself)),)


def jobs_of_mailbox(store: Store, mailbox: Mailbox | None, contact_points: ContactPoints) -> tuple[Job, ...]:
    """Fetching the texts that nobody told us of; none where the provider keeps none for us."""
    return (Job("fetching texts", 60, lambda: collect(store, mailbox, contact_points)),) if mailbox else ()


def jobs_of_drafts(store: Store) -> tuple[Job, ...]:
    """What was typed and never sent goes when its time has come."""
    return (Job("forgetting old drafts", 21_600, lambda: store.write(forget_old_drafts)),)


def jobs_of_records(store: Store) -> tuple[Job, ...]:
    """What an ending that came with a file closes, and files that were chosen and let go."""
    return (
        Job("closing links of children who are gone", 60, lambda: close_ended(store)),
        Job("forgetting chosen files", 60, lambda: forget_chosen(store)),
    )


async def close_ended(store: Store) -> None:
    """Looks first, so that a round in which nothing is to be closed writes nothing."""
    if await store.fetch(links_to_close):
        await store.write(close_links_of_ended)


async def forget_chosen(store: Store) -> None:
    """A few pieces in each unit of work, until nothing is left."""
    while await store.fetch(anything_to_forget):
        await store.write(forget_some)


def jobs_of_concerns(store: Store) -> tuple[Job, ...]:
    """Those who are next hear of what nobody has acknowledged; a minute is soon after a working day."""
    return (Job("concerns that nobody has acknowledged", 60, lambda: rise_due(store)),)


def jobs_of_reviews(store: Store, rules: PlanningRules) -> tuple[Job, ...]:
    """A reviewer is reminded before the deadline and once it has passed; the day decides, not the minute."""
    return (Job("reminders of reviews", 600, lambda: remind_reviewers(store, rules)),)


def jobs_of_workbooks(store: Store) -> tuple[Job, ...]:
    """Workbooks are brought in where somebody pressed, and go on after a restart; what nobody brought in goes."""
    return (
        Job("bringing workbooks in", 60, lambda: work_on_imports(store), topic=TOPIC),
        Job("forgetting old workbooks", 3_600, lambda: store.write(forget_old)),
    )


def jobs_of_mails(store: Store, carrier: MailCarrier | None) -> tuple[Job, ...]:
    """Sending the mails that are due; none where mail is off."""
    return (Job("sending mails", 20, lambda: send_mails(store, carrier), topic=MAILS),) if carrier else ()


def jobs_of_tracker(store: Store, index: TrackerIndex, rules: MonthlyRules) -> tuple[Job, ...]:
    """Each owner has their message once the day of the month has come."""
    return (Job("monthly messages", 600, lambda: make_messages(store, index, rules)),)


@contextlib.asynccontextmanager
async def working(store: Store, jobs: Sequence[Job], rounds: Rounds | None = None) -> AsyncIterator[None]:
    """The jobs run inside; leaving lets a round that has begun come to its end, but not for ever."""
    stopping, rounds = asyncio.Event(), rounds or Rounds()
    rounds.jobs = jobs
    tasks = [asyncio.create_task(_rounds(store, job, stopping, rounds), name=job.name) for job in jobs]
    try:
        yield
    finally:
        stopping.set()
        _, still_going = await asyncio.wait(tasks, timeout=GRACE) if tasks else (set(), set())
        for task in still_going:
            task.cancel()


async def _rounds(store: Store, job: Job, stopping: asyncio.Event, rounds: Rounds) -> None:
    news = asyncio.Event()
    unsubscribe = store.subscribe(job.topic, news.set) if job.topic else lambda: None
    try:
        while not stopping.is_set():
            news.clear()
            await _round(job, rounds)
            await _first_of(job.every, stopping, news)
    finally:
        unsubscribe()


async def _round(job: Job, rounds: Rounds) -> None:
    try:
        await job.round()
        rounds.ended[job.name] = time.time()
    except Exception as fault:  # whatever it was, the next round is another chance
        rounds.failed[job.name] += 1
        _log.error("a job failed and is tried again", job=job.name, fault=type(fault).__name__)


async def _first_of(seconds: float, *events: asyncio.Event) -> None:
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()

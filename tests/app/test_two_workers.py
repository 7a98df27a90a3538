"""Where another process comes to the work beside the pages after a cut, the first claims nothing any more."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from app.opening import KINDS
from feedback.asking.withdrawal import why_unwanted
from feedback.messages.claiming import claim as claim_text
from feedback.messages.mail.mail_sending import claim as claim_mail
from feedback.messages.mail.mails import queue_mail
from feedback.messages.outbox import queue
from feedback.messages.quiet_hours import QuietHours
from storage.apart import Rest, apart
from storage.databases import SoleHolder, open_database, sole_holder, write_as
from storage.errors import NotSaved
from storage.postgres.driver import connect
from storage.postgres.sql import LOCK
from storage.store import Database, Store
from tests.conftest import SECRET
from tests.postgres import begin, database_of

AWAKE = QuietHours(start=QuietHours().end, end=QuietHours().end)
OF_THE_LOCK = (
    b"FROM pg_locks WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = %s"
    b" AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@pytest.fixture
def address(tmp_path: Path) -> str:
    begin()
    return database_of(tmp_path)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


class Worker:
    """A process that does the work beside the pages, as far as the database sees one."""

    def __init__(self, address: str, stack: ExitStack) -> None:
        self.lost = threading.Event()
        self.holder: SoleHolder = stack.enter_context(sole_holder(address, self.lost.set))
        self.store: Store = stack.enter_context(closing(open_database(address, KINDS, secret=SECRET)))
        write_as(self.store, self.holder)

    def claims(self) -> tuple[str, str]:
        """The words of the text and the subject of the mail that it takes next; empty where there is none."""
        text = self.store.write_now(claim_text, AWAKE, "a provider", why_unwanted)
        mail = self.store.write_now(claim_mail, "a carrier")
        return (text["body"] if text else "", mail["subject"] if mail else "")


@pytest.fixture
def one(address: str, stack: ExitStack) -> Worker:
    """The first, with three texts and three mails that wait."""
    worker = Worker(address, stack)
    worker.store.write_now(_fill)
    return worker


def _fill(db: Database) -> None:
    for at in range(3):
        queue(db, to=f"+44770090{at:04}", body=f"text {at}", purpose="reply", language="en")
        queue_mail(db, staff=1, subject=f"mail {at}", body="…", key=f"{at}")


def _ask(address: str, what: bytes) -> int:
    """How many connections hold the lock of the work; each is cut where it is asked so."""
    with closing(connect(address)) as connection:
        return connection.execute(what + OF_THE_LOCK, (LOCK + 1,)).rowcount


def cut(address: str) -> None:
    assert _ask(address, b"SELECT pg_terminate_backend(pid) ") == 1
    _soon(lambda: not is_held(address))


def is_held(address: str) -> bool:
    return _ask(address, b"SELECT 1 ") == 1


def _soon(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()


def test_whoever_was_cut_and_followed_claims_nothing_any_more(address: str, stack: ExitStack, one: Worker) -> None:
    assert one.claims() == ("text 0", "mail 0")
    cut(address)
    assert one.claims() == ("text 1", "mail 1")  # nobody has come into its place
    two = Worker(address, stack)
    assert not one.lost.is_set()
    for claim in (one.claims, lambda: one.store.write_now(claim_mail, "a carrier")):
        with pytest.raises(NotSaved, match="Another process does this work now"):
            claim()
    assert two.claims() == ("text 2", "mail 2")


def claim_apart(store: Store, _: Rest) -> str:
    mail = store.write_now(claim_mail, "a carrier")
    return mail["subject"] if mail else ""


async def test_what_it_has_done_in_a_process_of_its_own_is_refused_just_so(
    address: str, stack: ExitStack, one: Worker
) -> None:
    assert await apart(one.store, claim_apart) == "mail 0"
    cut(address)
    two = Worker(address, stack)
    with pytest.raises(NotSaved, match="Another process does this work now"):
        await apart(one.store, claim_apart)
    assert await apart(two.store, claim_apart) == "mail 1"


def test_a_claim_that_was_begun_before_the_other_came_is_seen_by_it(
    address: str, stack: ExitStack, one: Worker
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slowly(db: Database) -> None:
        begun.set()
        goes_on.wait(10)
        claim_mail(db, "a carrier")

    claiming = threading.Thread(target=one.store.write_now, args=(slowly,))
    claiming.start()
    begun.wait(10)
    cut(address)
    follower = stack.enter_context(sole_holder(address, lambda: None))
    goes_on.set()
    claiming.join()
    with closing(open_database(address, KINDS, secret=SECRET)) as store:
        write_as(store, follower)
        mail = store.write_now(claim_mail, "a carrier")
    assert mail is not None
    assert mail["subject"] == "mail 1"


def test_it_hears_that_it_was_followed(address: str, stack: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.postgres.sole.LOOK_EVERY", 0.3)
    one = Worker(address, stack)
    follower = stack.enter_context(closing(connect(address)))
    assert _ask(address, b"SELECT pg_terminate_backend(pid) ") == 1
    follower.execute(b"SELECT pg_advisory_lock(%s::bigint)", (LOCK + 1,))
    assert one.lost.wait(5)


def test_whoever_was_followed_by_one_that_is_gone_comes_after_it(
    address: str, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgres.sole.LOOK_EVERY", 0.1)
    one = Worker(address, stack)
    one.store.write_now(_fill)
    with closing(connect(address)) as connection:
        connection.execute(b"UPDATE about SET value = value + 1 WHERE name = 'holders'")
    assert _soon(lambda: one.holder.number == 3)
    assert one.claims() == ("text 0", "mail 0")
    assert not one.lost.is_set()


def test_whoever_takes_its_own_place_again_goes_on(
    address: str, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgres.sole.LOOK_EVERY", 0.1)
    one = Worker(address, stack)
    one.store.write_now(_fill)
    number = one.holder.number
    cut(address)
    assert _soon(lambda: is_held(address))
    assert one.claims() == ("text 0", "mail 0")
    assert (one.holder.number, one.lost.is_set()) == (number, False)

"""`kill -9` between claim and send, and between send and its answer: each mail goes once at most, none is lost."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.opening import KINDS
from feedback.messages.mail import mails
from feedback.messages.mail.mail_sending import STALE, send_mails
from feedback.messages.mail.mails import queue_mail
from people.roles import Role
from people.staff import add_staff
from storage.store import Store
from tests.conftest import SECRET
from tests.mail_server import Mailbox, certificates, mail_server, round_of, through

ROOT = Path(__file__).parents[4]


def later() -> datetime:
    """The clock of the program that is started again, once whoever claimed is surely gone."""
    return datetime.now(UTC) + STALE + timedelta(seconds=1)


@pytest.mark.parametrize(("dies_at", "went"), [("handing over", 0), ("taken", 1)])
def test_killed_while_a_mail_goes_it_goes_at_most_once_and_waits_for_a_person(
    on_disk: Path, tmp_path: Path, dies_at: str, went: int
) -> None:
    store = Store.open(on_disk / "data", KINDS, secret=SECRET)
    staff = store.write_now(add_staff, "Amina Yusuf", "amina.yusuf@heard.example", [Role.SOCIAL_WORKER])
    number = store.write_now(queue_mail, staff=staff, subject="Heard", body="Item 14\n", key="one")
    store.close()
    mailbox, made = Mailbox(), certificates(tmp_path)
    with mail_server(mailbox, made) as server:
        words = [sys.executable, "-m", "tests.feedback.messages.mail.child_mailing", str(on_disk / "data")]
        child = subprocess.run([*words, str(server.port), str(made.file), dies_at], cwd=ROOT, timeout=60, check=False)
        assert child.returncode == -signal.SIGKILL
        again = Store.open(on_disk / "data", KINDS, secret=SECRET, clock=later)
        for _ in range(3):
            round_of(send_mails, again, through(server))
        mail = again.read(mails.by_id, number)
        again.close()
    assert mail is not None
    assert (mail["state"], mail["waits"]) == ("unknown", True)
    assert len(mailbox.taken) == went

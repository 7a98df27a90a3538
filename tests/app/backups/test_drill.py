"""The drill: a family answers, the running program is backed up, the machine is lost, and another one goes on."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import httpx

from pages.family.browser import kept_as
from tests.commands import heard
from tests.server import Server

FIRST = {"do": "answer", "question": "understood_why", "answer": "mostly", "language": "en", "cards": "1"}


def test_what_a_family_answered_before_is_served_by_another_machine(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    server = Server(tmp_path / "data")
    server.start()
    link = server.ask()
    with httpx.Client(headers={"cookie": f"views={kept_as('b' * 22, datetime.now(UTC))}"}, timeout=20) as browser:
        assert browser.post(link, data=FIRST).status_code == httpx.codes.SEE_OTHER
        made = heard("backup", str(backups), "--data", str(server.folder))
        assert made.returncode == 0, made.stderr
        server.kill()
        shutil.rmtree(server.folder)

        other = Server(tmp_path / "elsewhere" / "data", server.port)
        other.folder.parent.mkdir()
        shutil.copy(tmp_path / "data.secret", tmp_path / "elsewhere" / "data.secret")
        restored = heard("restore", made.stdout.strip(), "--data", str(other.folder))
        assert restored.returncode == 0, restored.stderr
        assert heard("verify", "--data", str(other.folder)).returncode == 0
        other.start()
        try:
            assert "Yes, mostly" in browser.get(link).text
        finally:
            other.kill()

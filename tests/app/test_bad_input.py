"""The table of bad input, against the real server over real sockets."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from app.opening import open_store
from app.settings import Settings
from feedback.voices.voices import VOICES
from pages.family.browser import kept_as
from storage.store import Database
from tests.server import Server, serving

LAST = {"do": "answer", "question": "well_or_differently", "language": "en"}
FIRST = {"do": "answer", "question": "understood_why", "answer": "mostly", "language": "en", "cards": "1"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("bad") / "data") as running:
        yield running


def known_browser() -> dict[str, str]:
    """The cookie of a browser that has just pressed something: it is known for a quarter of an hour."""
    return {"cookie": f"views={kept_as('b' * 22, datetime.now(UTC))}"}


def _state(server: Server) -> list[tuple[int, int]]:
    """Every voice with its revision: what would show any change."""
    store = open_store(Settings(data=server.folder))
    try:
        return store.read(_revisions)
    finally:
        store.close()


def _revisions(db: Database) -> list[tuple[int, int]]:
    return [(voice.doc_id, voice.revision) for voice in db.table(VOICES)]


async def test_a_robot_that_looks_twenty_times_changes_nothing(server: Server) -> None:
    link = server.ask()
    before = _state(server)
    async with httpx.AsyncClient() as robot:
        for method in ("GET", "HEAD") * 10:
            assert (await robot.request(method, link)).status_code == httpx.codes.OK
    assert _state(server) == before


async def test_the_same_answer_posted_five_times_at_once_is_one_answer(server: Server) -> None:
    link = server.ask()
    async with httpx.AsyncClient(headers=known_browser()) as browser:
        await browser.post(link, data={"do": "begin", "language": "en"})
        before = len(_state(server))
        replies = await asyncio.gather(*(browser.post(link, data=FIRST) for _ in range(5)))
        page = (await browser.get(link)).text
    assert {reply.status_code for reply in replies} == {httpx.codes.SEE_OTHER}
    assert len(_state(server)) == before
    assert page.count('class="said"') == 1


@pytest.mark.parametrize("harm", ["altered", "cut", "made up"])
def test_whatever_is_wrong_with_a_token_gives_the_same_page(server: Server, harm: str) -> None:
    link = server.ask()
    wrong = {
        "altered": link[:-1] + ("A" if link[-1] != "A" else "B"),
        "cut": link[:-4],
        "made up": link[:-22] + "z" * 22,
    }
    reply = httpx.get(wrong[harm])
    assert reply.status_code == httpx.codes.NOT_FOUND
    assert reply.text == httpx.get(f"{server.url}/f/nothing").text
    assert "0800 1111" in reply.text


def test_ten_megabytes_are_refused_without_being_kept_in_memory(server: Server) -> None:
    link = server.ask()
    before = _memory(server)
    body = b"do=answer&answer=" + b"x" * 10_000_000
    reply = httpx.post(link, content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert reply.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    assert _memory(server) - before < 8_000


def test_a_post_from_another_site_is_refused(server: Server) -> None:
    link = server.ask()
    reply = httpx.post(link, data={"do": "begin"}, headers={"origin": "https://elsewhere.example"})
    assert reply.status_code == httpx.codes.FORBIDDEN
    reply = httpx.post(
        f"{server.url}/staff/sign-in/as", data={"person": "1"}, headers={"origin": "https://elsewhere.example"}
    )
    assert reply.status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize("origin", ["https://elsewhere.example", None])
async def test_a_websocket_from_elsewhere_or_without_a_session_is_refused(server: Server, origin: str | None) -> None:
    address = f"ws://localhost:{server.port}/staff/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
    with pytest.raises(InvalidStatus) as refused:
        async with connect(address, origin=origin):
            pass
    assert refused.value.response.status_code == httpx.codes.FORBIDDEN


def test_the_log_names_no_token(server: Server) -> None:
    link = server.ask()
    httpx.get(link)
    httpx.post(link, data={"do": "nonsense"})
    httpx.get(link[:-2])
    assert link.rsplit("/", 1)[1][:10] not in server.log.read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk can only be mounted by root")
def test_on_a_full_disk_the_person_is_told_and_keeps_the_text_and_all_that_was_kept_is_there(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        with serving(disk / "data", log=tmp_path / "log") as server:
            _fill_and_answer(server, disk)
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def _fill_and_answer(server: Server, disk: Path) -> None:
    link = server.ask()
    administrator = _administrator(server)
    with httpx.Client(headers=known_browser(), timeout=20) as browser:
        assert browser.post(link, data=FIRST).status_code == httpx.codes.SEE_OTHER
        filler = disk / "filler"
        filler.write_bytes(b"x" * max(0, shutil.disk_usage(disk).free - 8192))
        statuses = [_write_much(browser, link, n) for n in range(40)]
        assert httpx.codes.SERVICE_UNAVAILABLE in statuses
        assert set(statuses) <= {httpx.codes.SEE_OTHER, httpx.codes.SERVICE_UNAVAILABLE}
        _everybody_who_should_knows(server, administrator, statuses.count(httpx.codes.SERVICE_UNAVAILABLE))
        filler.unlink()
        assert _write_much(browser, link, 99) == httpx.codes.SEE_OTHER
        _until_ready(server)
        server.kill()
        server.start()
        assert "Yes, mostly" in browser.get(link).text


def _until_ready(server: Server) -> None:
    until = time.monotonic() + 60
    while httpx.get(f"{server.url}/health", timeout=20).json() != {"ready": True}:
        assert time.monotonic() < until, "still not ready, with room on the disk"
        time.sleep(0.5)


def _administrator(server: Server) -> dict[str, str]:
    """The cookies of a session of the invented administrator, the last of the invented staff."""
    reply = httpx.post(f"{server.url}/staff/sign-in/as", data={"person": "12"})
    return dict(reply.cookies)


def _everybody_who_should_knows(server: Server, administrator: dict[str, str], refused: int) -> None:
    health = httpx.get(f"{server.url}/health", timeout=20)
    assert (health.status_code, health.json()["ready"]) == (httpx.codes.SERVICE_UNAVAILABLE, False)
    assert "disk is full" in health.json()["why"]
    log = server.log.read_text()
    assert log.count("not kept") >= refused
    assert "they listened" not in log
    home = httpx.get(f"{server.url}/staff/", cookies=administrator, timeout=20).text
    assert "could not be kept" in home
    assert "disk is full" in home


def _write_much(browser: httpx.Client, link: str, number: int) -> int:
    words = f"{number} " + "they listened " * 300
    reply = browser.post(link, data={**LAST, "answer": words})
    if reply.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        assert f"{number} they listened" in reply.text
    return reply.status_code


def _memory(server: Server) -> int:
    """Resident memory in kB."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

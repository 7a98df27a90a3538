"""A screen that was closed leaves nothing behind: no client, no listener, no line, no note of its tab."""

import asyncio
import gc
import weakref

import pytest
from nicegui import Client, core
from nicegui.app.app import prune_tab_storage

from pages.staff.shell import closed_screens
from pages.staff.shell.closed_screens import ENOUGH, TAB_AGE, ClosedScreens, clear_up
from tests.cast import CHILD
from tests.pages.staff.conftest import Office
from tests.pages.staff.shell.opening_and_closing import stretch
from tests.pages.staff.shell.test_sockets import Line, draw, until
from tests.server import Server

PATHS = ("/staff/", f"/staff/children/{CHILD}", "/staff/concerns", "/staff/calls")
SOAKED = 400  # screens in one stretch


def standing(office: Office) -> dict[str, int]:
    listeners = office.store._notices._listeners
    return {
        "clients": len(Client.instances),
        "listeners": sum(map(len, listeners.values())),
        "lines": len(core.sio.eio.sockets),
        "environments": len(core.sio.environ),
    }


async def opened_and_closed(office: Office, key: str, path: str) -> None:
    page = draw(office, office.cast.worker, path, key)
    async with Line(office, key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")


@pytest.fixture
def closing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.app.config, "reconnect_timeout", 0.1)


async def test_closed_screens_leave_nothing_that_listens(office: Office, closing_at_once: None) -> None:
    key = office.key_of(office.cast.worker)
    before = standing(office)
    for path in PATHS * 3:
        await opened_and_closed(office, key, path)
    assert await until(lambda: all(now <= before[name] for name, now in standing(office).items())), standing(office)


async def test_closed_screens_are_cleared_out_of_memory(office: Office, closing_at_once: None) -> None:
    key = office.key_of(office.cast.worker)
    page = draw(office, office.cast.worker, f"/staff/children/{CHILD}", key)
    seen = weakref.ref(Client.instances[page.client])
    async with Line(office, key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")
    assert await until(lambda: page.client not in Client.instances)

    def is_gone() -> bool:
        clear_up()
        return seen() is None

    assert await until(is_gone), gc.get_referrers(seen())


async def test_notes_of_tabs_do_not_stay_for_days(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ClosedScreens()
    await opened_and_closed(office, office.key_of(office.cast.worker), "/staff/")
    tabs = core.app.storage._tabs
    assert tabs
    for tab in tabs.values():
        tab.last_modified -= TAB_AGE + 1
    await prune_tab_storage()
    assert not tabs


async def test_each_twenty_closed_screens_are_cleared_up_after(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    monkeypatch.setattr(closed_screens, "clear_up", lambda: runs.append("cleared up"))
    monkeypatch.setattr(closed_screens, "BREATH", 0)
    closed = ClosedScreens()
    for _ in range(ENOUGH - 1):
        closed.closed()
    await asyncio.sleep(0)
    assert runs == []
    for _ in range(ENOUGH + 1):
        closed.closed()
    assert await until(lambda: len(runs) == 2)


@pytest.mark.soak
def test_memory_stays_flat_while_screens_are_opened_and_closed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Four stretches of 400 screens on a real server: after the first the memory stays within a tenth."""
    server = Server(tmp_path_factory.mktemp("soak") / "data")
    server.start()
    try:
        used = [asyncio.run(stretch(server, SOAKED)) for _ in range(4)]
    finally:
        server.kill()
    assert max(used[1:]) <= used[0] * 1.1, used

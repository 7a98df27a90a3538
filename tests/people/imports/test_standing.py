"""Home and health say how old the last import is and how many rows were wrong, and name nobody."""

import asyncio

import httpx
from starlette.applications import Starlette

from pages.hooks.health import health_route
from pages.staff.home.machine import last_import
from pages.staff.shell.context import StaffContext
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from people.imports.work import bring_now
from storage.store import Store
from tests.cast import LIBRARY, Cast, Clock
from tests.people.imports.test_bringing import ZOE, persons


def health(store: Store, *, imports: bool = True) -> object:
    program = httpx.ASGITransport(Starlette(routes=[health_route(store, imports=imports)]))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=program, base_url="http://heard.example") as client:
            return await client.get("/health")

    return asyncio.run(asked()).json()


def desk(store: Store, *, imports: bool = True) -> StaffContext:
    settings = StaffSettings(public_url=None, secure_cookies=False, demo=False, imports=imports)
    return StaffContext(store, LIBRARY, settings, Presence(store))


def test_health_and_home_say_how_old_the_last_import_is_and_what_was_wrong(
    store: Store, cast: Cast, clock: Clock
) -> None:
    assert health(store) == {"ready": True, "import": {"last": None, "wrong": 0}}
    assert last_import(desk(store), cast.administrator) == "No files of the authority have been brought in yet."
    at = store.now
    bring_now(store, persons(store, ZOE, ("8", "Ali", "Sample", "WBRI", "no day", "")))
    assert health(store) == {"ready": True, "import": {"last": at.isoformat(), "wrong": 1}}
    told = "Files were last brought in within the last hour. 1 row was wrong."
    assert last_import(desk(store), cast.administrator) == told
    clock.forward(hours=30)
    told = "Files were last brought in 30 hours ago. 1 row was wrong."
    assert last_import(desk(store), cast.administrator) == told


def test_without_a_folder_and_to_others_nothing_is_said(store: Store, cast: Cast) -> None:
    assert health(store, imports=False) == {"ready": True}
    assert last_import(desk(store, imports=False), cast.administrator) == ""
    assert last_import(desk(store), cast.worker) == ""

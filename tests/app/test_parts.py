"""Families, staff and the work beside the pages, each in a process of their own on one store."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from app.opening import open_store
from app.parts import Part, refuse_unready, sole_worker
from app.settings import Settings, WrongSetting
from language.overlay import lay_over, show_drafts
from pages.family.browser import kept_as
from people.actor import Actor
from people.roles import Role
from people.staff import as_actor, everyone
from storage.store import Store
from tests.cast import LIBRARY
from tests.server import Server
from translations.entries import Seen
from translations.index import TRANSLATED, WordingIndex
from translations.translating import check, make_live, translate

BEGIN, OTHER = "There are no right or wrong answers.", "سم او غلط ځواب نشته."
QUESTION = next(one for one in LIBRARY.forms["conference_parent_carer"].questions if one.options())
WITHOUT_NICEGUI = """
import sys
from pathlib import Path
import app.commands, app.demo.build, app.serving
from app.opening import open_store
from app.parts import Part
from app.settings import Settings
from forms.library import Library

settings = Settings(data=Path(sys.argv[1]))
settings.data.mkdir()
store = open_store(settings)
app.commands._builder(Part(sys.argv[2]))(settings, store, Library.load())
store.close()
print("nicegui" in sys.modules)
"""


def started(folder: Path, part: str) -> Server:
    server = Server(folder, log=folder.with_name(f"{part}.log"))
    server.only = part
    server.start()
    return server


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    folder = tmp_path_factory.mktemp("parts") / "data"
    running = {}
    try:
        for part in ("work", "families", "staff"):
            running[part] = started(folder, part)
        yield running
    finally:
        for server in running.values():
            server.kill()


@pytest.fixture
def store(parts: dict[str, Server]) -> Iterator[Store]:
    """The same store, opened by this process too."""
    opened = open_store(Settings(data=parts["work"].folder))
    yield opened
    opened.close()
    show_drafts(False)
    for code in TRANSLATED:
        lay_over(code, {})


def soon(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 5
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()


@pytest.mark.parametrize(("part", "loads"), [("families", "False"), ("work", "False"), ("staff", "True")])
def test_nicegui_is_loaded_for_staff_alone(tmp_path: Path, part: str, loads: str) -> None:
    command = [sys.executable, "-c", WITHOUT_NICEGUI, str(tmp_path / "data"), part]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() == loads


@pytest.mark.parametrize(
    ("part", "path", "status"),
    [
        ("families", "/", 200), ("families", "/help", 200), ("families", "/staff/sign-in", 404),
        ("families", "/calendar/nothing.ics", 404), ("staff", "/staff/sign-in", 200), ("staff", "/help", 404),
        ("staff", "/f/nothing", 404), ("work", "/health", 200), ("work", "/", 404), ("work", "/staff/sign-in", 404),
    ],
)  # fmt: skip
def test_each_part_answers_at_its_own_addresses_alone(
    parts: dict[str, Server], part: str, path: str, status: int
) -> None:
    reply = httpx.get(f"{parts[part].url}{path}")
    assert reply.status_code == status
    assert reply.headers.get_list("x-content-type-options") == ["nosniff"]


def test_whoever_looks_for_staff_among_families_meets_the_familys_own_page(parts: dict[str, Server]) -> None:
    url = parts["families"].url
    assert httpx.get(f"{url}/staff/").text == httpx.get(f"{url}/nowhere").text
    assert "<h1" in httpx.get(f"{url}/staff/").text


def test_what_another_process_makes_live_changes_the_familys_page(parts: dict[str, Server], store: Store) -> None:
    link = parts["families"].ask(language="ps").rpartition("/f/")[2]
    page = f"{parts['families'].url}/f/{link}?lang=ps"
    assert OTHER not in httpx.get(page).text
    translator, checker = _two_who_translate(store)
    index = WordingIndex.following(store)

    def seen() -> Seen:
        return store.read(index.entries, "ps")[BEGIN].seen

    store.write_now(translate, translator, seen(), [OTHER])
    store.write_now(check, checker, [seen()])
    store.write_now(make_live, checker, [seen()])
    assert soon(lambda: OTHER in httpx.get(page).text)


def test_an_answer_given_to_families_is_told_to_the_other_processes(parts: dict[str, Server], store: Store) -> None:
    token = parts["families"].ask().rpartition("/f/")[2]
    heard = threading.Event()
    store.subscribe("voices", heard.set)
    fields = {"do": "answer", "question": QUESTION.id, "answer": QUESTION.options()[0].code, "language": "en"}
    cookie = {"cookie": f"views={kept_as('a' * 22, datetime.now(UTC))}"}
    reply = httpx.post(f"{parts['families'].url}/f/{token}", data=fields, headers=cookie)
    assert reply.status_code == httpx.codes.SEE_OTHER, reply.text
    assert heard.wait(2)


def test_a_second_process_for_the_work_is_refused(parts: dict[str, Server]) -> None:
    second = Server(parts["work"].folder, log=parts["work"].log.with_name("second.log"))
    for part in ("work", None):
        second.only = part
        with pytest.raises(RuntimeError, match="does the work beside the pages"):
            second.start()


def test_the_work_is_free_again_once_its_process_has_ended(tmp_path: Path) -> None:
    with sole_worker(tmp_path, Part.WORK), pytest.raises(WrongSetting), sole_worker(tmp_path, None):
        pass
    with sole_worker(tmp_path, None):
        pass


@pytest.mark.parametrize("part", [Part.FAMILIES, Part.STAFF])
def test_pages_wait_for_the_process_that_makes_the_data(tmp_path: Path, part: Part) -> None:
    with pytest.raises(WrongSetting, match="--only work"):
        refuse_unready(tmp_path / "data", part)


def _two_who_translate(store: Store) -> tuple[Actor, Actor]:
    people = [as_actor(one) for one in store.read(lambda db: list(everyone(db)))]
    first, second = (
        next(one for one in people if role in one.roles) for role in (Role.ADMINISTRATOR, Role.HEAD_OF_SAFEGUARDING)
    )
    return first, second

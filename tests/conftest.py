"""What every room's tests may ask for: a real store, a clock, and the cast; a disk for what must outlive a crash."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher

from app.opening import KINDS
from language.overlay import show_drafts
from people import passwords
from storage.store import Store
from tests.browsing import no_browser
from tests.cast import Cast, Clock
from tests.family import Family

SECRET = b"a secret that only the tests know"
MEMORY = Path("/dev/shm")
DISK = Path("/var/tmp")  # what a system keeps over a restart, so never in memory
ROOM = 2_000_000_000  # bytes; a whole run needs a tenth of it

_files_with_a_browser: set[Path] = set()

hypothesis.settings.register_profile("heard", deadline=None)  # how long a case takes says how busy the machine is
hypothesis.settings.load_profile("heard")


def pytest_configure(config: pytest.Config) -> None:
    """Folders of tests are kept in memory where there is room: few tests are about the disk, and all wait for it."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that need a browser take longest and begin: none of them is left to one worker at the end."""
    long = _files_with_a_browser
    long.update(one.path for one in items if one.get_closest_marker("browser"))
    items.sort(key=lambda one: one.path not in long)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """The browser that files share ends with the last of those that need one."""
    if item.path not in _files_with_a_browser:
        no_browser()


@pytest.fixture
def on_disk() -> Iterator[Path]:
    """A folder on the real disk, for a test of what outlives a kill, a failed write or a failed fsync."""
    with tempfile.TemporaryDirectory(prefix="heard-", dir=DISK, ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


@pytest.fixture(autouse=True)
def drafts_are_shown() -> None:
    """Families read drafts, as in the demo: what is tested of a page is not who has signed its words off."""
    show_drafts(True)


@pytest.fixture
def light_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with the least work that it allows: what is tested is who is let in, not how long a guess takes."""
    light = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", light)
    monkeypatch.setattr(passwords, "_NOBODY", light.hash("a sign-in for nobody"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data", KINDS, secret=SECRET, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def cast(store: Store) -> Cast:
    return Cast(store)


@pytest.fixture
def a_family(store: Store, cast: Cast) -> Callable[..., Family]:
    """Makes a family that was asked and has begun."""

    def make(**asked: Any) -> Family:
        family = Family(store, cast.ask(**asked).token)
        family.begins(asked.get("language", "en"))
        return family

    return make

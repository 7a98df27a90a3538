import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the tests' own modules stand beside them

from engines import ENGINES, open_store

from storage import Store
from tests.postgres import begin


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "postgres":
        begin()  # here, and not in a process that a test starts and kills
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where this test's data lies; a module that is about the disk says another."""
    return tmp_path / "data"


@pytest.fixture
def opened(engine: str, folder: Path) -> Iterator[Callable[..., Store]]:
    """Opens the store of this test, as often as it likes; closes what is still open."""
    with contextlib.ExitStack() as stack:

        def open_it(**more: Any) -> Store:
            store = open_store(engine, folder, **more)
            stack.callback(store.close)
            return store

        yield open_it


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()

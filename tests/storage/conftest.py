import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the tests' own modules stand beside them

from engines import ENGINES, open_store

from storage import Store


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def opened(engine: str, tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens the store of this test, as often as it likes; closes what is still open."""
    with contextlib.ExitStack() as stack:

        def open_it(**more: Any) -> Store:
            store = open_store(engine, tmp_path / "data", **more)
            stack.callback(store.close)
            return store

        yield open_it


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()

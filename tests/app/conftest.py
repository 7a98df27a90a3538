"""The demo's data, made once for all tests that only read it."""

from collections.abc import Iterator

import pytest

from app import data_folder
from app.demo.build import fill_with_demo_data
from app.opening import open_store
from app.settings import Settings
from storage.store import Store


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All that the demo keeps: it goes through every verb that a day of work does."""
    settings = Settings(data=tmp_path_factory.mktemp("demo") / "data")
    data_folder.prepare(settings.data, demo=True)
    fill_with_demo_data(settings)
    store = open_store(settings)
    yield store
    store.close()

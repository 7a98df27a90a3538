"""Opens the store of a data folder with every kind of document that the rooms keep."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import feedback.kinds
import people.kinds
import reviews.kinds
import tracker.kinds
import translations.kinds
from app import last_known
from app.data_folder import file_keys, is_demo, refuse_moved, secret, secret_place
from app.migrations import MIGRATIONS
from app.settings import Settings
from language.overlay import show_drafts
from storage.databases import holds_rows, open_database
from storage.store import Store, holds_data
from translations.index import WordingIndex

KINDS = (
    *people.kinds.KINDS,
    *feedback.kinds.KINDS,
    *tracker.kinds.KINDS,
    *translations.kinds.KINDS,
    *reviews.kinds.KINDS,
    last_known.INSTALLATION,
)


def utc_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def open_store(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Store:
    """The store of the settings, in their folder or database. `WrongSetting` where it is not all that was served."""
    folder, noted = settings.data, noted_file(settings)
    database = settings.database_address
    refuse_moved(folder, to_database=database is not None)
    filled = holds_rows(database) if database else holds_data(folder)
    last_known.refuse_empty(folder, noted, holds_data=filled)
    beside = secret_place(folder, settings.secret_file)
    key = secret(beside, may_be_made=not filled)
    opening: Callable[..., Store] = partial(open_database, database) if database else partial(Store.open, folder)
    store = opening(KINDS, secret=key, keys=file_keys(beside), clock=clock, migrations=MIGRATIONS)
    try:
        last_known.identify(store, folder)
        if settings.demo and database and filled:
            store.read(last_known.refuse_real)
        last_known.refuse_less(store, folder, noted)
        show_drafts(settings.offers_drafts or is_demo(folder))
        store.read(WordingIndex().read)
    except BaseException:
        store.close()
        raise
    return store


def noted_file(settings: Settings) -> Path:
    """Where it is written down what the data last held."""
    return last_known.place_of(settings.data, secret_place(settings.data, settings.secret_file), settings.last_known)


def unproven_by_notes(settings: Settings) -> str:
    """A sentence where nothing that was noted earlier lies outside the data to compare it with; else empty."""
    return unanchored(settings) or ("" if noted_file(settings).exists() else last_known.NOTHING_NOTED)


def unanchored(settings: Settings) -> str:
    """A sentence where what was noted of the data lies within it and proves nothing; else empty."""
    return "" if last_known.anchors(noted_file(settings), settings.data) else last_known.UNANCHORED

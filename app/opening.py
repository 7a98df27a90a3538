"""Opens the store of a data folder with every kind of document that the rooms keep."""

from collections.abc import Callable
from datetime import UTC, datetime

import feedback.kinds
import people.kinds
import reviews.kinds
from app.data_folder import secret
from app.migrations import MIGRATIONS
from app.settings import Settings
from storage.store import Store

KINDS = (*people.kinds.KINDS, *feedback.kinds.KINDS, *reviews.kinds.KINDS)


def utc_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def open_store(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Store:
    """The store in the settings' data folder."""
    return Store.open(
        settings.data,
        KINDS,
        secret=secret(settings.data, settings.secret_file),
        clock=clock,
        migrations=MIGRATIONS,
    )

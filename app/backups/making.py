"""Makes a backup of the store while it is served: under its name once it is whole and looked at, or not at all."""

import os
import secrets
import shutil
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app.backups.errors import CannotBackUp, Stopped
from app.backups.manifest import NAME, Manifest, checksum, program
from app.data_folder import is_demo
from people import audit, backups
from people.actor import Actor
from people.permissions import open_to
from storage.durable import keep_names
from storage.errors import StorageError
from storage.sqlite.layout import file_of, log_of
from storage.store import Database, Store

PREFIX, PART = "heard-", ".heard-part-"
ABANDONED = 24 * 3600.0  # seconds after which nobody is at work on a part any more


@dataclass(frozen=True)
class Source:
    """What is backed up: the store, its data folder, and who asks for it."""

    store: Store
    data: Path
    who: Actor | str


def back_up(source: Source, folder: Path, rest: Callable[[], None] = lambda: None) -> Path:
    """Makes a backup in a folder that is there and returns its own; raises `CannotBackUp`. On record either way."""
    at = source.store.now
    try:
        check_place(source.data, folder)
        with _part(folder) as part:
            manifest = _make(source, part, at, rest)
            made = _name_it(part, folder, at)
    except Stopped:
        raise
    except (OSError, StorageError, CannotBackUp) as error:
        refused = _refusal(error, folder)
        with suppress(StorageError):
            source.store.write_now(backups.note_failed, str(refused))
        raise refused from error
    source.store.write_now(backups.note_good, source.who, at, made.name, manifest.documents)
    return made


def stream(source: Source, out: BinaryIO) -> None:
    """Writes a backup as one tar; raises `CannotBackUp`. Whether it arrives nobody knows: it counts for none."""
    try:
        _refuse_full(source.data, source.data)
        with _part(source.data) as part:
            manifest = _make(source, part, source.store.now, lambda: None)
            source.store.write_now(_on_record, source.who, manifest.documents)
            with tarfile.open(fileobj=out, mode="w|") as tar:
                for file in (part / NAME, file_of(part)):  # what it holds comes first
                    tar.add(file, file.name)
            out.flush()
    except (OSError, StorageError) as error:
        raise _refusal(error, source.data) from error


@open_to("the command line")
def _on_record(db: Database, who: Actor | str, documents: int) -> None:
    audit.record(db, who, "backup.streamed", documents=documents)


def check_place(data: Path, folder: Path) -> None:
    """`CannotBackUp` for a folder that backups cannot be kept in."""
    if not folder.exists():
        raise CannotBackUp(f"There is no folder {folder}. Make it, or connect the disk that it is on.")
    if not folder.is_dir():
        raise CannotBackUp(f"{folder} is a file, and backups are kept in a folder. Name a folder.")
    if lies_in(folder, data):
        raise CannotBackUp(f"{folder} is inside the data folder, and would be lost with it. Name one on another disk.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotBackUp(f"{folder} may not be written. Let this account write there, or name another folder.")
    needed, free = _room_needed(data), shutil.disk_usage(folder).free
    if free < needed:
        raise CannotBackUp(
            f"The disk of {folder} is full: {_mb(needed)} are needed and {_mb(free)} are free. Make room."
        )


def lies_in(folder: Path, data: Path) -> bool:
    """Whether a folder is the data folder, or inside it."""
    return folder.resolve().is_relative_to(data.resolve())


def complete_ones(folder: Path) -> list[Path]:
    """The backups in a folder, the oldest first; what was left half done is none."""
    return sorted(one for one in folder.glob(f"{PREFIX}*") if (one / NAME).is_file())


def keep_newest(folder: Path, number: int) -> None:
    """Remove all but the newest; each loses its name first, so that no half one stands under it."""
    for old in complete_ones(folder)[:-number]:
        going = folder / f"{PART}{secrets.token_hex(4)}"
        old.rename(going)
        shutil.rmtree(going, ignore_errors=True)


def _make(source: Source, part: Path, at: datetime, rest: Callable[[], None]) -> Manifest:
    copied = source.store.copy_to(part, rest)
    with copied.file.open("rb") as rows:
        sha256 = checksum(rows)
    manifest = Manifest(
        made_by=program(),
        schema=copied.schema,
        at=at.astimezone(UTC).isoformat(),
        demo=is_demo(source.data),
        counts=copied.counts,
        size=copied.file.stat().st_size,
        sha256=sha256,
    )
    manifest.write(part)
    keep_names(part)
    return manifest


def _name_it(part: Path, folder: Path, at: datetime) -> Path:
    """Two of one second have names of their own."""
    name = f"{PREFIX}{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    made = next(place for place in _names(folder, name) if not place.exists())
    part.rename(made)
    keep_names(folder)
    return made


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    for number in range(2, 1000):
        yield folder / f"{name}-{number}"


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """A folder to work in, gone afterwards unless it was given a name; what was abandoned long ago goes too."""
    for old in folder.glob(f"{PART}*"):
        if time.time() - old.stat().st_mtime > ABANDONED:
            shutil.rmtree(old, ignore_errors=True)
    part = folder / f"{PART}{secrets.token_hex(4)}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_full(folder: Path, data: Path) -> None:
    needed, free = _room_needed(data), shutil.disk_usage(folder).free
    if free < needed:
        raise CannotBackUp(
            f"The disk of {folder} is full: {_mb(needed)} are needed and {_mb(free)} are free. Make room on it."
        )


def _room_needed(data: Path) -> int:
    """Bytes: the rows, what still stands in their log, and something over."""
    rows = file_of(data)
    log = log_of(rows)
    return (rows.stat().st_size + (log.stat().st_size if log.exists() else 0)) * 11 // 10


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _refusal(error: Exception, folder: Path) -> CannotBackUp:
    if isinstance(error, CannotBackUp):
        return error
    why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return CannotBackUp(f"No backup was made in {folder}. {why.rstrip('.')}.")

"""Makes a backup of the store while it is served: under its name once it is whole and looked at, or not at all."""

import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app import last_known
from app.backups.errors import CannotBackUp, CannotRestore, Stopped
from app.backups.manifest import NAME, Manifest, checksum, program
from app.backups.parts import new_part, part_in
from app.data_folder import is_demo
from people import audit, backups
from people.actor import Actor
from people.permissions import open_to
from storage.copying import room_for_copy, rows_in
from storage.durable import keep_names
from storage.errors import StorageError
from storage.store import Database, Store

PREFIX, PART = "heard-", ".heard-part-"


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
        with part_in(folder, PART) as part:
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
        with part_in(source.data, PART) as part:
            manifest = _make(source, part, source.store.now, lambda: None)
            source.store.write_now(_on_record, source.who, manifest.documents)
            with tarfile.open(fileobj=out, mode="w|") as tar:
                for file in (part / NAME, rows_in(part)):  # what it holds comes first
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
    needed, free = room_for_copy(data), shutil.disk_usage(folder).free
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


def keep_newest(folder: Path, number: int, store: Store) -> None:
    """Remove all but the newest of this store; each loses its name first, so that no half one stands under it."""
    own = [one for one in complete_ones(folder) if _is_of(one, store.read(last_known.seen_now).store)]
    for old in own[:-number]:
        going = new_part(folder, PART)
        old.rename(going)
        shutil.rmtree(going, ignore_errors=True)


def _is_of(backup: Path, store: str) -> bool:
    """Whether it says so itself; one that says nothing is left alone."""
    try:
        return Manifest.read((backup / NAME).read_bytes()).store == store
    except (OSError, CannotRestore):
        return False


def _make(source: Source, part: Path, at: datetime, rest: Callable[[], None]) -> Manifest:
    copied = source.store.copy_to(part, rest)
    with copied.file.open("rb") as rows:
        sha256 = checksum(rows)
    manifest = Manifest(
        made_by=program(),
        store=last_known.identify(source.store, source.data),
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


def _refuse_full(folder: Path, data: Path) -> None:
    needed, free = room_for_copy(data), shutil.disk_usage(folder).free
    if free < needed:
        raise CannotBackUp(
            f"The disk of {folder} is full: {_mb(needed)} are needed and {_mb(free)} are free. Make room on it."
        )


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _refusal(error: Exception, folder: Path) -> CannotBackUp:
    if isinstance(error, CannotBackUp):
        return error
    why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return CannotBackUp(f"No backup was made in {folder}. {why.rstrip('.')}.")

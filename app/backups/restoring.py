"""Makes a data folder of a backup: looked at whole before it has its name, and on record as restored."""

import os
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app import last_known
from app.backups.errors import CannotRestore
from app.backups.holding_back import Held, hold_back
from app.backups.manifest import NAME, Manifest, checksum
from app.backups.parts import part_in
from app.data_folder import DEMO_MARK, FILLED, file_keys, secret, secret_place
from app.erased_outside import Redone, lines_beside, redo
from app.keeping import KEEPING
from app.migrations import MIGRATIONS
from app.opening import KINDS, noted_file, utc_now
from app.settings import Settings
from people import audit
from storage.copying import rows_in
from storage.durable import keep_content, keep_names
from storage.store import Store

STREAM = "-"
_MOST_MANIFEST = 1_000_000  # bytes


@dataclass(frozen=True)
class Restored:
    """What came back: of which moment, how much, and what of it is held."""

    at: str
    documents: int
    held: Held
    redone: Redone


def restore(source: str, settings: Settings, erased: Path | None = None) -> Restored:
    """Restores a backup (its folder, its tar, or `-` for standard input) into a new or empty data folder.

    `erased` is a list of what was erased that does not lie beside what was last known. OSError.
    `CannotRestore`, `WrongSetting` for the secret, `StorageError`: then the folder is as it was.
    """
    target = settings.data.absolute()
    _refuse_full(target)
    beside = secret_place(target, settings.secret_file)
    key, keys = secret(beside, may_be_made=False), file_keys(beside)
    target.parent.mkdir(parents=True, exist_ok=True)
    with part_in(target.parent, f".{target.name}.restoring-") as part:
        manifest = _brought(source, part)
        with closing(Store.open(part, KINDS, secret=key, keys=keys, clock=utc_now, migrations=MIGRATIONS)) as store:
            last_known.identify(store, target)  # refuses another secret
            _look(store)
            held = store.write_now(hold_back, manifest.at, manifest.made_by)
            redone = redo(store, KEEPING, lines_beside(noted_file(settings), erased))
            now_known = store.read(last_known.seen_now)
        if manifest.demo:
            (part / DEMO_MARK).write_text(FILLED)
        keep_content(rows_in(part))
        keep_names(part)
        part.rename(target)
        keep_names(target.parent)
    last_known.write(now_known, noted_file(settings))
    return Restored(manifest.at, manifest.documents, held, redone)


def _look(store: Store) -> None:
    found = store.faults()
    if not found and store.read(audit.first_broken_entry) is not None:
        found = ["The audit trail was changed."]
    if found:
        raise CannotRestore(f"The backup is damaged: {found[0]} Take another one.")


def _refuse_full(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise CannotRestore(f"{target} is a file, and the data is kept in a folder. Name a new folder with --data.")
    if target.exists() and any(target.iterdir()):
        raise CannotRestore(f"There is something in {target}, and a restore overwrites nothing. Name a new folder.")


def _brought(source: str, part: Path) -> Manifest:
    """The backup's rows in the folder, byte for byte what was made."""
    with _opened(source) as files:
        name, about = next(files, ("", None))
        if name != NAME or about is None:
            raise CannotRestore(f"{_told(source)} is no backup: there is no {NAME} in it. A copied folder is none.")
        manifest = Manifest.read(about.read(_MOST_MANIFEST))
        manifest.refuse_newer(len(MIGRATIONS))
        name, rows = next(files, ("", None))
        into = rows_in(part)
        if name != into.name or rows is None:
            raise CannotRestore(f"{_told(source)} is not whole: {into.name} is missing. Take another backup.")
        with os.fdopen(os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            found = checksum(rows, out)  # type: ignore[arg-type]  # both are open for bytes
    if found != manifest.sha256:
        raise CannotRestore(f"{_told(source)} is damaged: its checksum is not the one it was made with. Take another.")
    return manifest


@contextmanager
def _opened(source: str) -> Iterator[Iterator[tuple[str, IO[bytes] | None]]]:
    """The names and contents of a backup's files, one after the other."""
    place = Path(source)
    try:
        if source != STREAM and place.is_dir():
            yield ((one.name, one.open("rb")) for one in (place / NAME, rows_in(place)) if one.is_file())
            return
        with (
            sys.stdin.buffer if source == STREAM else place.open("rb") as stream,
            tarfile.open(fileobj=stream, mode="r|") as tar,
        ):
            yield ((one.name, tar.extractfile(one)) for one in tar)
    except (tarfile.TarError, EOFError):
        raise CannotRestore(f"{_told(source)} is no backup, or not all of one. Take another.") from None
    except FileNotFoundError:
        raise CannotRestore(f"There is no backup {source}.") from None


def _told(source: str) -> str:
    return "What came on standard input" if source == STREAM else source

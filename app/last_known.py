"""What was last known of the data, noted outside it: an empty, exchanged or shorter store is not served as whole."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from app.settings import WrongSetting
from people import audit
from storage.documents import number_of
from storage.durable import keep_names
from storage.kinds import Kind
from storage.store import Database, Store

INSTALLATION = Kind("installation", lasting=True)
CANARY = "the secret of this store"


@dataclass(frozen=True)
class LastKnown:
    """Which store it was, the number of its newest audit entry, and when that was seen (UTC, ISO 8601)."""

    store: str
    entries: int
    at: str


def identity(db: Database, *, folder: Path) -> str:
    """The store's own name, given at its first start. `WrongSetting` when the secret is not the one of that day."""
    found = db.table(INSTALLATION).newest()
    if found is None:
        raise LookupError
    if found["canary"] != db.keyed_hash(CANARY):
        raise WrongSetting(
            f"The secret is not the one that the data in {folder} was made with: no link, code or number in it would be"
            " found. Restore the secret that belongs to this data from its backup."
        )
    return str(found["name"])


def identify(store: Store, folder: Path) -> str:
    """The store's name; a store that has none yet, new or of an earlier version, is given one."""
    with suppress(LookupError):
        return store.read(identity, folder=folder)
    return store.write_now(_name)


def _name(db: Database) -> str:
    name = secrets.token_hex(8)
    db.table(INSTALLATION).insert({"name": name, "canary": db.keyed_hash(CANARY), "at": db.now.isoformat()})
    return name


def seen_now(db: Database) -> LastKnown:
    """What is there now."""
    installation, entry = db.table(INSTALLATION).newest(), audit.newest(db)
    assert installation is not None  # `identify` came before
    return LastKnown(str(installation["name"]), number_of(entry) if entry else 0, db.now.isoformat())


def place_of(folder: Path, secret_file: Path) -> Path:
    """The file: beside the secret, or in the data folder where nothing may be written beside the secret."""
    beside = secret_file.resolve().parent
    return (beside if os.access(beside, os.W_OK) else folder) / f"{folder.resolve().name}.last-known.json"


def note(store: Store, file: Path) -> None:
    """Write down what is there now, whole or not at all; what is known already is not written again."""
    now, before = store.read(seen_now), read(file)
    if before is not None and (before.store, before.entries) == (now.store, now.entries):
        return
    write(now, file)


def write(known: LastKnown, file: Path) -> None:
    """Put this in the place of what was noted."""
    part = file.with_suffix(".part")
    with part.open("w") as out:
        json.dump(asdict(known), out)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
    keep_names(file.parent)


def read(file: Path) -> LastKnown | None:
    """What was noted; None where nothing was. `WrongSetting` for a file that is not ours."""
    try:
        return LastKnown(**json.loads(file.read_text()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        raise WrongSetting(f"{file} cannot be read. {_ON_PURPOSE.format(file=file)}") from None


_ON_PURPOSE = (
    "If it is meant to be so, for example because an older backup was put in its place, remove {file} and start again."
)


def refuse_empty(folder: Path, file: Path, *, holds_data: bool) -> None:
    """`WrongSetting` where data was served from a folder that holds none now."""
    known = read(file)
    if known is not None and not holds_data:
        raise WrongSetting(
            f"There is no data in {folder}, and on {known.at[:10]} there was. Restore it from its backup."
            f" {_ON_PURPOSE.format(file=file)}"
        )


def refuse_less(store: Store, folder: Path, file: Path) -> None:
    """`WrongSetting` where another store, or less of it, stands in the place of the one that was served."""
    known, now = read(file), store.read(seen_now)
    if known is None:
        return
    if known.store != now.store:
        raise WrongSetting(
            f"The data in {folder} is not the data that was served from there on {known.at[:10]}. Restore that one from"
            f" its backup. {_ON_PURPOSE.format(file=file)}"
        )
    if known.entries > now.entries:
        raise WrongSetting(
            f"The data in {folder} is less than was served on {known.at[:10]}: its audit trail had {known.entries}"
            f" entries then and has {now.entries} now. Restore the latest backup."
            f" {_ON_PURPOSE.format(file=file)}"
        )

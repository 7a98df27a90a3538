"""What was last known of the data, noted outside it: an empty, exchanged or shorter store is not served as whole."""

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import structlog

from app.settings import WrongSetting
from people import audit
from storage.documents import number_of
from storage.durable import put_text
from storage.kinds import Kind
from storage.store import Database, Store

_log = structlog.get_logger("heard.data")
INSTALLATION = Kind("installation", lasting=True)
CANARY = "the secret of this store"


@dataclass(frozen=True)
class LastKnown:
    """Which store it was, the number and seal of its newest audit entry, when that was seen (UTC, ISO 8601), and how
    many documents there were of the kinds that lose none.
    """

    store: str
    entries: int
    at: str
    seal: str = ""  # empty in what was noted before seals were
    lasting: Mapping[str, int] = field(default_factory=dict)

    def line(self) -> str:
        """It as one line, to be kept where whoever can change the data cannot."""
        return json.dumps(asdict(self))

    @classmethod
    def of_line(cls, line: str) -> "LastKnown":
        """What a line says; ValueError or TypeError for one that is none."""
        return cls(**json.loads(line))


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
    told = audit.newest(db) is None  # a store of before it had a name may hold answers without an entry
    known = {"name": name, "canary": db.keyed_hash(CANARY), "at": db.now.isoformat(), "tells_every_answer": told}
    db.table(INSTALLATION).insert(known)
    return name


def tells_every_answer(db: Database) -> bool:
    """Whether the trail has told of each answer from this store's first day; not known of older stores."""
    found = db.table(INSTALLATION).newest()
    return bool(found and found.get("tells_every_answer"))


def say_invented(db: Database) -> None:
    """Note in the store itself that demo mode has made all that is in it."""
    table = db.table(INSTALLATION)
    installation = table.newest()
    assert installation is not None  # `identify` came before
    table.update({"invented": True}, doc_ids=[number_of(installation)])


def refuse_real(db: Database) -> None:
    """`WrongSetting` where not all in the store is invented: demo mode lets everybody in who presses a name."""
    installation = db.table(INSTALLATION).newest()
    if installation is None or not installation.get("invented"):
        raise WrongSetting(
            "The database was not made by demo mode, or demo mode was stopped while it filled it. Demo mode touches no"
            " other data. Name an empty database."
        )


def seen_now(db: Database) -> LastKnown:
    """What is there now."""
    installation, entry = db.table(INSTALLATION).newest(), audit.newest(db)
    assert installation is not None  # `identify` came before
    number, seal = (number_of(entry), entry["seal"]) if entry else (0, "")
    return LastKnown(str(installation["name"]), number, db.now.isoformat(), seal, db.lasting())


def gone_since(db: Database, known: LastKnown) -> list[str]:
    """What stood in this store then and stands there no longer: a sentence each (ASVS 16.4.2)."""
    now, day = seen_now(db), known.at[:10]
    if known.store != now.store:
        return [f"This is not the store that was seen on {day}."]
    if known.entries > now.entries:
        return [f"The audit trail had {known.entries} entries on {day} and has {now.entries} now."]
    found = []
    entry = audit.entry(db, known.entries)
    if known.seal and (entry is None or entry["seal"] != known.seal):
        found.append(f"Entry {known.entries} of the audit trail is not the one that stood there on {day}.")
    for kind, number in known.lasting.items():
        if number > now.lasting.get(kind, 0):
            there = now.lasting.get(kind, 0)
            found.append(f"Of {kind} there were {number} on {day} and there are {there} now; none is ever removed.")
    return found


def place_of(folder: Path, secret_file: Path, elsewhere: Path | None = None) -> Path:
    """The file: in the place that a setting names, else beside the secret, or in the data folder where nothing may be
    written there. `WrongSetting` for a place where nothing may be written.
    """
    name = f"{folder.resolve().name}.last-known.json"
    if elsewhere is not None:
        if not (elsewhere.is_dir() and os.access(elsewhere, os.W_OK)):
            raise WrongSetting(f"HEARD_LAST_KNOWN {elsewhere} must be a folder that is there, to be written in.")
        return elsewhere / name
    beside = secret_file.resolve().parent
    return (beside if os.access(beside, os.W_OK) else folder) / name


def anchors(file: Path, folder: Path) -> bool:
    """Whether it proves anything of the data: not where it lies in the data's own folder, and changes with it."""
    return not file.resolve().is_relative_to(folder.resolve())


UNANCHORED = (
    "What was last known of the data is noted in the data folder itself, and goes or is put back with it: an older copy"
    " of the folder would not be noticed. Name a folder elsewhere with HEARD_LAST_KNOWN."
)


NOTHING_NOTED = (
    "Nothing was noted of it earlier to compare it with: what somebody took away from its end, or whole, may not have"
    " been seen. Compare it with a line that `heard head` printed, by --against."
)


def note(store: Store, file: Path) -> None:
    """Write down what is there now, whole or not at all; what is known already is not written again.

    Where something is gone since, what is known stays: it is told in the log, and at the next start.
    """
    now, before = store.read(seen_now), read(file)
    if before is not None and (before.store, before.entries, before.seal) == (now.store, now.entries, now.seal):
        return
    if before is not None and (found := store.read(gone_since, before)):
        _log.error("the data is less than it was, or was changed by somebody", why=found[0])
        return
    write(now, file)


def write(known: LastKnown, file: Path) -> None:
    """Put this in the place of what was noted."""
    put_text(file, known.line())


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
    known = read(file)
    if known is None:
        return
    if known.store != store.read(seen_now).store:
        raise WrongSetting(
            f"The data in {folder} is not the data that was served from there on {known.at[:10]}. Restore that one from"
            f" its backup. {_ON_PURPOSE.format(file=file)}"
        )
    if found := store.read(gone_since, known):
        raise WrongSetting(
            f"The data in {folder} is less than was served on {known.at[:10]}, or was changed by somebody: {found[0]}"
            f" Restore the latest backup. {_ON_PURPOSE.format(file=file)}"
        )

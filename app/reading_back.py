"""Makes a data folder out of what `heard export` wrote: whole, or not at all."""

from contextlib import closing
from pathlib import Path

from app import last_known
from app.backups.holding_back import Held, hold_back
from app.backups.parts import part_in
from app.data_folder import file_keys, secret, secret_place
from app.migrations import MIGRATIONS
from app.moving import move, refuse_filled
from app.opening import KINDS, utc_now
from app.settings import Settings, WrongSetting
from people import audit
from storage.durable import keep_names
from storage.reading_back import read_back, read_export
from storage.store import Database, Store

_KINDS = {kind.name: kind for kind in KINDS}


def bring_back(settings: Settings, file: Path) -> tuple[int, Held]:
    """Fill the settings' data folder, which holds nothing yet; how many documents it has, and what of them is held.

    Where the settings name a database all of it is moved on there. What waited to go when it was exported may have
    gone since, as after a restore.
    The secret of the store that was exported has to be there already: links, codes and numbers are found by it.
    """
    folder = settings.data.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongSetting(f"{folder} is not empty, and nothing in it is touched. Name a new folder with --data.")
    if settings.database_address:
        refuse_filled(settings.database_address)
    beside = secret_place(folder, settings.secret_file)
    key, keys = secret(beside, may_be_made=False), file_keys(beside)
    found = read_export(file, _KINDS, len(MIGRATIONS))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with part_in(folder.parent, f".{folder.name}.reading-") as part:
        with closing(Store.open(part, KINDS, secret=key, keys=keys, migrations=MIGRATIONS[: found.schema])) as store:
            documents = read_back(store, found.tables, _KINDS)
            _check_named(store, folder, file)
        with closing(Store.open(part, KINDS, secret=key, keys=keys, clock=utc_now, migrations=MIGRATIONS)) as store:
            held = store.write_now(_hold_back, file)
        part.replace(folder)
    keep_names(folder.parent)
    if settings.database_address:
        move(settings.model_copy(update={"database": None}), settings.database_address)
    return documents, held


def _hold_back(db: Database, file: Path) -> Held:
    """An export does not say when it was made: it is of the moment of the last entry of its trail, or later."""
    last = audit.newest(db)
    return hold_back(db, last["at"] if last else db.now.isoformat(), f"an export, {file.name}")


def _check_named(store: Store, folder: Path, file: Path) -> None:
    try:
        store.read(last_known.identity, folder=folder)
    except LookupError:
        raise WrongSetting(f"{file.name} does not say of which store it is, so nothing was brought in.") from None

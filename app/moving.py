"""Moves the documents of a data folder into a database: compared one by one before they count, or not at all."""

from contextlib import closing

from app import last_known
from app.data_folder import file_keys, mark_moved, refuse_moved, secret, secret_place
from app.migrations import MIGRATIONS
from app.opening import KINDS, open_store
from app.parts import sole_worker
from app.settings import Settings, WrongSetting
from app.verifying import what_is_wrong
from storage.databases import holds_anything, open_database, settle
from storage.errors import NotSaved
from storage.moving import bring, differences
from storage.sqlite.in_use import in_use_by_others
from storage.sqlite.layout import file_of
from storage.store import Store, holds_data


def move(settings: Settings, address: str) -> int:
    """Bring every document into an empty database and return how many; the server has to be stopped.

    Until all is compared the database holds none of them. `WrongSetting` where it holds anything already, and where
    the data is not whole; `NotSaved` where the two are not the same in the end.
    """
    folder = settings.data
    refuse_moved(folder, to_database=False)
    if not holds_data(folder):
        raise WrongSetting(f"There is no data in {folder}. Name it with --data.")
    if in_use_by_others(file_of(folder)):
        raise WrongSetting(f"Another program has the data in {folder} open. Stop the server first; nothing was moved.")
    refuse_filled(address)
    with sole_worker(folder, None), closing(open_store(settings)) as store:
        if found := what_is_wrong(store):
            raise WrongSetting("The data is not whole, so nothing was moved.\n" + "\n".join(found))
        seen = store.read(last_known.seen_now)
        beside = secret_place(folder, settings.secret_file)
        brought = _bring(store, address, file_keys(beside))
        with closing(_opened(address, secret(beside, may_be_made=False), file_keys(beside))) as there:
            found = what_is_wrong(there, [seen])
        if found:
            raise NotSaved("What stands in the database is not what was moved.\n" + "\n".join(found))
        mark_moved(folder)
        settle(address)
    return brought


def refuse_filled(address: str) -> None:
    """`WrongSetting` where a database holds anything."""
    if holds_anything(address):
        raise WrongSetting("The database holds something already, and nothing in it is touched. Make an empty one.")


def _bring(store: Store, address: str, keys: tuple[bytes, ...]) -> int:
    """In one transaction, which is kept only once the two are the same; meanwhile nobody writes to the folder."""
    with closing(_opened(address, b"no hash is made with this one", keys, empty=True)) as there:
        target, source = there.engine.writer(), store.engine.writer()
        source.begin()
        try:
            target.begin()
            brought = bring(source, target, store.indexings, lambda: None)
            if found := differences(source, target):
                raise NotSaved("What was brought is not what stands in the folder.\n" + "\n".join(found))
            target.commit()
        except BaseException as error:
            target.abandon()
            raise there.engine.fault(error, writing=True) or error from error
        finally:
            source.abandon()
    return brought


def _opened(address: str, key: bytes, keys: tuple[bytes, ...], *, empty: bool = False) -> Store:
    kinds, migrations = ((), ()) if empty else (KINDS, MIGRATIONS)
    return open_database(address, kinds, secret=key, keys=keys, migrations=migrations)

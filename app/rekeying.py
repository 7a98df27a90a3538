"""Encrypts the data under a new key, or for the first time where it was made before there were any."""

import secrets

from app.data_folder import file_keys, keep_keys, secret_place
from app.settings import Settings, WrongSetting
from storage.databases import holds_rows, seal_rows_anew
from storage.errors import StorageError
from storage.sqlite.encryption import KEY_LENGTH
from storage.store import change_key, holds_data, is_readable_by_anybody


def rekey(settings: Settings) -> int:
    """Write the data anew and return how many rows it has. Nothing else may have it open (`NotSaved`).

    The new key stands in the secret's file before the data is exchanged and the old one goes after that, so that
    whatever happens in between, the file holds the key that the data opens with.
    """
    folder, database = settings.data, settings.database_address
    if not (holds_rows(database) if database else holds_data(folder)):
        raise WrongSetting(f"There is no data in {'the database' if database else f'{folder}. Name it with --data'}.")
    beside = secret_place(folder, settings.secret_file)
    keys = file_keys(beside)
    if not database and is_readable_by_anybody(folder):
        return change_key(folder, keys, keys[0])
    new = secrets.token_bytes(KEY_LENGTH)
    keep_keys(beside, (new, *keys))
    try:
        rows = seal_rows_anew(database, keys, new) if database else change_key(folder, keys, new)
    except (StorageError, OSError):  # the data is as it was
        keep_keys(beside, keys)
        raise
    keep_keys(beside, (new,))
    return rows

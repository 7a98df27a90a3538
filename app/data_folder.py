"""The data folder and the secret beside it."""

import json
import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from app.settings import WrongSetting
from storage.durable import put_text
from storage.sqlite.encryption import KEY_LENGTH
from storage.store import holds_data, key_of_file

DEMO_MARK = "made-by-demo-mode"
MOVED_MARK = "moved-to-a-database"
FILLING, FILLED = "filling", "filled"
ADDRESS = "address.json"
SECRET_LENGTH = 32  # bytes
_KEY = "key "


def prepare(folder: Path, *, demo: bool, noted: Path | None = None) -> bool:
    """Make the folder ready and return whether demo data has yet to be put in.

    Demo mode refuses a folder that it did not make, and begins again where it was stopped while filling one; what was
    `noted` of invented data that is gone is forgotten.
    """
    mark = folder / DEMO_MARK
    try:
        if demo and mark.exists() and mark.read_text() == FILLING:
            shutil.rmtree(folder)
        is_new = not folder.exists() or not any(folder.iterdir())
        if demo and not is_new and not mark.exists():
            raise WrongSetting(
                f"{folder} was not made by demo mode, and demo mode does not touch other data. Name another folder."
            )
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if demo and is_new:
            if noted is not None:
                noted.unlink(missing_ok=True)
            mark.write_text(FILLING)
    except OSError as error:
        raise WrongSetting(_no_folder(folder, error)) from None
    return demo and is_new


def _no_folder(folder: Path, error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{error.filename or folder} is a file, and the data is kept in a folder. Name a folder with --data."
    why = error.strerror or str(error)
    return f"The data cannot be kept in {folder}: {why}. Let this account write there, or name another with --data."


def is_demo(folder: Path) -> bool:
    """Whether demo mode made the folder: all in it is invented."""
    return (folder / DEMO_MARK).exists()


def is_ready(folder: Path) -> bool:
    """Whether there is data in it, and demo mode is not still filling it."""
    mark = folder / DEMO_MARK
    return holds_data(folder) and not (mark.exists() and mark.read_text() == FILLING)


def mark_moved(folder: Path) -> None:
    """Note that the documents stand in a database now, and that those in the folder are old."""
    put_text(folder / MOVED_MARK, "The documents were moved to a database; those in this folder are no longer kept up.")


def refuse_moved(folder: Path, *, to_database: bool) -> None:
    """`WrongSetting` where documents would be served that were moved to a database, and are old."""
    if not to_database and (folder / MOVED_MARK).exists():
        raise WrongSetting(
            f"The documents of {folder} were moved to a database. Name it with HEARD_DATABASE; or, to go back to what"
            f" stood here on that day, remove {folder / MOVED_MARK}."
        )


def mark_filled(folder: Path) -> None:
    """Note that the demo data is complete."""
    (folder / DEMO_MARK).write_text(FILLED)


def secret_place(folder: Path, secret_file: Path | None) -> Path:
    """Where the secret is kept: beside the folder, so that a backup of the data does not hold it."""
    return secret_file or folder.resolve().with_name(folder.resolve().name + ".secret")


def secret(path: Path, *, may_be_made: bool) -> bytes:
    """The secret that keys the hashes; made at first use, readable by its owner alone (ASVS 13.3).

    `WrongSetting` where it is missing beside data: another one would make every link, code and number unfindable.
    """
    if may_be_made:
        _make_secret(path)
    kept = _lines(path)[0]
    if len(kept) < 2 * SECRET_LENGTH:
        raise WrongSetting(
            f"{path} does not hold a secret of at least {SECRET_LENGTH} bytes. Restore it from its backup."
        )
    return kept.encode()


def file_keys(path: Path) -> tuple[bytes, ...]:
    """The keys that the data may be encrypted under, the newest first; they stand under the secret, a line each.

    Where there is none, the secret itself leads to the key. `WrongSetting` for a line that is no key.
    """
    secret_itself, *lines = _lines(path)
    try:
        keys = [bytes.fromhex(line.removeprefix(_KEY)) for line in lines]
    except ValueError:
        keys = [b""]
    if any(len(key) != KEY_LENGTH for key in keys):
        raise WrongSetting(f"{path} holds a line that is no key. Restore it from its backup.")
    return (*reversed(keys), key_of_file(secret_itself.encode()))


def keep_keys(path: Path, keys: Sequence[bytes]) -> None:
    """Write the keys under the secret, the newest first as `file_keys` gives them; whole or not at all.

    The key that the secret leads to is not written.
    """
    secret_itself = _lines(path)[0]
    own = key_of_file(secret_itself.encode())
    lines = [secret_itself, *(f"{_KEY}{key.hex()}" for key in reversed(keys) if key != own)]
    put_text(path, "\n".join(lines))


def _lines(path: Path) -> list[str]:
    """The lines of the secret's file, the secret itself first. `WrongSetting` where it cannot be read."""
    try:
        return path.read_text().strip().split("\n")
    except FileNotFoundError:
        raise WrongSetting(
            f"The secret {path} is missing. Without it no link, code or number in the data can be found, so nothing is"
            " started. Restore it from its backup, or name it with HEARD_SECRET_FILE."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise WrongSetting(f"The secret {path} cannot be read: {why}.") from None


def _make_secret(path: Path) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        if path.exists():
            return
        raise WrongSetting(f"The secret cannot be kept in {path}: {error.strerror}. Set HEARD_SECRET_FILE.") from None
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(SECRET_LENGTH))
        file.flush()
        os.fsync(file.fileno())


def keep_address(folder: Path, address: str) -> None:
    """Note where the server answers, so that commands beside it print links that work."""
    (folder / ADDRESS).write_text(json.dumps({"address": address}))


def known_address(folder: Path) -> str | None:
    """Where the server answers, or answered last."""
    try:
        return str(json.loads((folder / ADDRESS).read_text())["address"])
    except (OSError, ValueError, KeyError):
        return None

"""The data folder and the secret beside it."""

import json
import os
import secrets
import shutil
from pathlib import Path

from app.settings import WrongSetting

DEMO_MARK = "made-by-demo-mode"
FILLING, FILLED = "filling", "filled"
ADDRESS = "address.json"
SECRET_LENGTH = 32  # bytes


def prepare(folder: Path, *, demo: bool) -> bool:
    """Make the folder ready and return whether demo data has yet to be put in.

    Demo mode refuses a folder that it did not make, and begins again where it was stopped while filling one.
    """
    mark = folder / DEMO_MARK
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
        mark.write_text(FILLING)
    return demo and is_new


def mark_filled(folder: Path) -> None:
    """Note that the demo data is complete."""
    (folder / DEMO_MARK).write_text(FILLED)


def secret(folder: Path, secret_file: Path | None) -> bytes:
    """The secret that keys the hashes; made at first use beside the folder, readable by its owner alone (ASVS 13.3)."""
    path = secret_file or folder.resolve().with_name(folder.resolve().name + ".secret")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as error:
        raise WrongSetting(f"The secret cannot be kept in {path}: {error.strerror}. Set HEARD_SECRET_FILE.") from None
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(SECRET_LENGTH))
            file.flush()
            os.fsync(file.fileno())
    kept = path.read_text().strip()
    if len(kept) < 2 * SECRET_LENGTH:
        raise WrongSetting(
            f"{path} does not hold a secret of at least {SECRET_LENGTH} bytes. Restore it from its backup."
        )
    return kept.encode()


def keep_address(folder: Path, address: str) -> None:
    """Note where the server answers, so that commands beside it print links that work."""
    (folder / ADDRESS).write_text(json.dumps({"address": address}))


def known_address(folder: Path) -> str | None:
    """Where the server answers, or answered last."""
    try:
        return str(json.loads((folder / ADDRESS).read_text())["address"])
    except (OSError, ValueError, KeyError):
        return None

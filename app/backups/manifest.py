"""What lies beside the rows in a backup: what made it and when, what it holds, and the checksum of the rows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Self

from app.backups.errors import CannotRestore
from storage.durable import keep_content

NAME = "backup.json"
FORMAT = 1
_PIECE = 1 << 20  # bytes


def program() -> str:
    """This program and its version."""
    return f"heard {version('heard')}"


@dataclass(frozen=True)
class Manifest:
    """One backup in figures. It names nobody."""

    made_by: str
    store: str  # the store's own name: two may keep their backups in one folder
    schema: int  # version of the documents' shape
    at: str  # UTC, ISO 8601: all that was kept before this moment is there
    demo: bool  # all in it is invented
    counts: Mapping[str, int]  # documents by kind
    size: int  # bytes of the rows
    sha256: str
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Put it beside the rows, durable."""
        file = folder / NAME
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(self), indent=1) + "\n")
        keep_content(file)

    @classmethod
    def read(cls, text: bytes) -> Self:
        """`CannotRestore` for what is none, or one of a newer program."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told["format"] > FORMAT:
                raise CannotRestore(_NEWER.format(made_by=told["made_by"], this=program()))
            return cls(**told)
        except (ValueError, TypeError, KeyError):
            raise CannotRestore(
                f"Its {NAME} cannot be read, so nothing says what it holds. Take another backup."
            ) from None

    def refuse_newer(self, schema: int) -> None:
        """`CannotRestore` for a backup of documents whose shape this program does not know."""
        if self.schema > schema:
            raise CannotRestore(_NEWER.format(made_by=self.made_by, this=program()))

    @property
    def documents(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts.values())


_NEWER = "This backup was made by a newer program, {made_by}, and this is {this}. Install that one and restore with it."


def checksum(file: BinaryIO, into: BinaryIO | None = None) -> str:
    """The SHA-256 of what is left of a file, in hexadecimal; copied on the way where there is somewhere to."""
    found = hashlib.sha256()
    while piece := file.read(_PIECE):
        found.update(piece)
        if into is not None:
            into.write(piece)
    return found.hexdigest()

"""A whole copy of a store that is in use: made by the engine, then every document of it looked at where it now lies."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.durable import keep_content, keep_names
from storage.engine import Engine
from storage.errors import Damaged
from storage.indexing import Indexing
from storage.integrity import faults
from storage.sqlite.layout import file_of, log_of


def rows_in(folder: Path) -> Path:
    """The one file of a copy."""
    return file_of(folder)


def room_for_copy(folder: Path) -> int:
    """Bytes that a copy of this folder's store needs: its rows, what still stands in their log, and something over."""
    kept = [one.stat().st_size for one in (file_of(folder), log_of(file_of(folder))) if one.exists()]
    return sum(kept) * 11 // 10


@dataclass(frozen=True)
class Copied:
    """What a copy holds: its file, the version of the documents' shape, and how many there are of each kind."""

    file: Path
    schema: int
    counts: Mapping[str, int]


def copy_store(
    engine: Engine,
    indexings: Mapping[str, Indexing],
    folder: Path,
    rest: Callable[[], None],
) -> Copied:
    """Copies what stands in the store at this moment into a folder, durable and looked at.

    `NotSaved` where there is no room, `Damaged` where the copy is not whole. `rest` is called again and again.
    """
    try:
        file = engine.copy(folder, indexings, rest)
        with closing(engine.beside(folder)) as copied:
            if found := faults(copied, indexings, rest):
                raise Damaged(f"The data is damaged: {found[0]}")
            with copied.reading() as session:
                counts = {kind: session.count(kind) for kind in session.kinds()}
                schema = session.schema()
    except Exception as error:
        raise engine.fault(error, writing=True) or error from error
    keep_content(file)
    keep_names(folder)
    return Copied(file, schema, counts)

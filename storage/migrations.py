"""Brings the documents' shape and their index up to what this version of Heard expects, before anything is served."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.engine import Engine, Writer
from storage.errors import NewerSchema
from storage.rows import rebuild

if TYPE_CHECKING:
    from storage.database import Database, Declarations


@dataclass(frozen=True)
class Migration:
    """One step of the documents' shape; its place in the list is its version. Steps are only ever added."""

    title: str
    change: "Callable[[Database], None]"


def migrate(
    engine: Engine,
    migrations: Sequence[Migration],
    declarations: "Declarations",
    database: "Callable[[Writer], Database]",
) -> None:
    """Does what is due in one transaction; all of it stands or none. NewerSchema for data of a later version."""
    try:
        with engine.reading() as session:
            found, kinds = session.schema(), declarations.indexings.values()
            due = [each for each in kinds if session.indexing(each.kind.name) != each.fingerprint]
    except Exception as error:
        raise engine.fault(error, writing=False) or error from error
    if found > len(migrations):
        raise NewerSchema(
            f"The data is at version {found} and this Heard knows {len(migrations)}. Start the newer Heard."
        )
    if found < len(migrations) or due:
        _bring_up(engine, migrations, declarations, database)


def _bring_up(
    engine: Engine,
    migrations: Sequence[Migration],
    declarations: "Declarations",
    database: "Callable[[Writer], Database]",
) -> None:
    session = engine.writer()
    session.begin()
    try:
        _reindex(session, declarations)  # a migration finds documents by the declarations of today
        for migration in migrations[session.schema() :]:
            work = database(session)
            migration.change(work)
            work.end()
        session.set_schema(len(migrations))
        session.commit()
    except BaseException as error:
        session.abandon()
        raise engine.fault(error, writing=True) or error from error


def _reindex(session: Writer, declarations: "Declarations") -> None:
    for indexing in declarations.indexings.values():
        if session.indexing(indexing.kind.name) != indexing.fingerprint:
            rebuild(session, indexing)

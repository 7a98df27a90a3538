"""One unit of work: the session that it reads and writes through, and steps of it that are done whole or not."""

import contextlib
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar, cast

from storage.engine import Reader, Writer
from storage.errors import Ended, ReadOnly
from storage.prefetching import PrefetchingReader

Found = TypeVar("Found")


class UnitOfWork:
    """What the tables of one unit of work share; of no use after it."""

    __slots__ = ("_writable", "session")

    def __init__(self, session: Reader, *, writable: bool) -> None:
        self.session = session
        self._writable = writable

    @property
    def writing(self) -> Writer:
        """The session to write through; ReadOnly in a reading verb."""
        if not self._writable:
            raise ReadOnly("This verb was started by read, which changes nothing. Start it by write.")
        return cast("Writer", self.session)

    def remember(self) -> None:
        """Read nothing twice from now on, and let many be read at once; a writing unit sees its own changes instead."""
        if not self._writable and not isinstance(self.session, PrefetchingReader):
            self.session = cast("Reader", PrefetchingReader(self.session))

    def once(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What is found, worked out once where the unit remembers; give back only what nobody can change."""
        session = self.session
        return session.once(asked, find) if isinstance(session, PrefetchingReader) else find()

    @contextlib.contextmanager
    def all_or_none(self) -> Iterator[None]:
        """A step within the unit of work: when it raises, none of it is done, and the verb may go on."""
        session = self.writing
        session.savepoint()
        try:
            yield
        except BaseException:
            session.undo()
            raise
        session.release()

    def end(self) -> None:
        """Makes everything that stands on it refuse further use."""
        self.session = cast("Any", _ENDED)


class _Ended:
    def __getattr__(self, name: str) -> Any:
        raise Ended("This database belongs to a unit of work that is over. Do the work inside the verb.")


_ENDED = _Ended()

"""What was erased, noted outside the data by number: whoever restores an older backup erases it again."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from app.last_known import seen_now
from people.retention import again, erasures
from people.retention.erasures import Erasure, Gone
from people.retention.going import Keeping, erase_again
from storage.documents import number_of
from storage.store import Database, Store

ENDING = ".erased.jsonl"
LINES = 20  # in one unit of work; each tells of a hundred things at most


@dataclass(frozen=True)
class ErasedLine:
    """One erasure of one store; the first line of a store tells of none, and says that it is noted here."""

    store: str
    at: str
    erasure: int
    rule: str
    asked: bool
    things: list[Gone]

    @classmethod
    def of(cls, store: str, erasure: Erasure) -> "ErasedLine":
        """The line that tells of an erasure."""
        things = [Gone(number=one["number"], made=one["made"]) for one in erasure.get("things", [])]
        return cls(store, erasure["at"], number_of(erasure), erasure["rule"], erasure.get("asked", False), things)


def place_beside(noted: Path) -> Path:
    """The file, beside the one that says what was last known of the data."""
    return noted.with_name(f"{noted.name.removesuffix('.last-known.json')}{ENDING}")


class ErasedOutside:
    """Adds a line for each erasure that has none; what stands there is never changed."""

    def __init__(self, store: Store, file: Path) -> None:
        self._store, self._file = store, file
        self._known: set[tuple[str, int]] | None = None
        self._name, self._last = "", ""

    def note(self) -> None:
        """Note what was erased since the last time. OSError."""
        if self._known is None:
            self._name = self._store.read(seen_now).store
            lines = [one for one in lines_in([self._file]) if one.store == self._name]
            self._known = {(one.at, one.erasure) for one in lines}
            self._last = max((one.at for one in lines if one.erasure), default="")
            if not lines:
                self._add([ErasedLine(self._name, self._store.now.isoformat(), 0, "", asked=False, things=[])])
        found = [ErasedLine.of(self._name, one) for one in self._store.read(erasures.since, self._last)]
        if new := [one for one in found if (one.at, one.erasure) not in self._known]:
            self._add(new)
            self._known |= {(one.at, one.erasure) for one in new}
            self._last = new[-1].at

    def _add(self, lines: Iterable[ErasedLine]) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # a line that was cut off by a lost machine ends here
            os.write(handle, "".join(f"\n{json.dumps(asdict(one))}\n" for one in lines).encode())
            os.fsync(handle)
        finally:
            os.close(handle)


def lines_beside(noted: Path, more: Path | None) -> list[ErasedLine]:
    """Every line in the files beside what was last known, of whichever folder, and in one that was named."""
    return lines_in([*sorted(noted.parent.glob(f"*{ENDING}")), *([more] if more else [])])


def lines_in(files: Iterable[Path]) -> list[ErasedLine]:
    """The lines of files; one that was cut off says nothing, for it is added again."""
    texts = (file.read_text(errors="replace") for file in files if file.is_file())
    return [line for text in texts for one in text.splitlines() if (line := _line(one)) is not None]


@dataclass(frozen=True)
class Redone:
    """What came of erasing again what a backup brought back."""

    knows_erased: bool  # whether any list of this store was found
    gone: int
    waiting: int  # those that a hold or something open keeps: they are tried each night

    def in_words(self) -> Iterator[str]:
        """What whoever restored is told."""
        if not self.knows_erased:
            yield (
                "There is no list of what was erased beside the secret. What was erased after the backup was made, by a"
                " rule or because a family asked, stands here again: answer those requests again, or run"
                " “heard erase-again” with --erased."
            )
        if self.gone:
            yield f"What had been erased since was in the backup, and is erased again: {self.gone}."
        if self.waiting:
            yield (
                f"{self.waiting} more had been erased and cannot be yet: a legal hold stands, or something about it is"
                " open. It is tried each night; Heads see how many under “What is kept”."
            )


def redo(store: Store, keeping: Keeping, lines: Iterable[ErasedLine]) -> Redone:
    """Erase again, by the functions of the rules, what these lines tell of and the store knows nothing of."""
    name = store.read(seen_now).store
    own = [one for one in lines if one.store == name]
    known = {(one["at"], number_of(one)) for one in store.read(erasures.since, "")}
    unknown = [one for one in own if (one.at, one.erasure) not in known]
    for begin in range(0, len(unknown), LINES):
        store.write_now(_let_go_again, unknown[begin : begin + LINES])
    gone = 0
    key: str | None = ""
    while key is not None:
        key, went = store.write_now(erase_again, keeping, key)
        gone += went
    return Redone(bool(own), gone, store.read(again.waiting))


def _let_go_again(db: Database, lines: Iterable[ErasedLine]) -> None:
    for line in lines:
        again.add(db, line.rule, line.things, asked=line.asked)


def _line(text: str) -> ErasedLine | None:
    try:
        return ErasedLine(**json.loads(text)) if text.strip() else None
    except (ValueError, TypeError):
        return None

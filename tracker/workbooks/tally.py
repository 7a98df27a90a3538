"""What a look at the rows before they come in has found so far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.states import DONE
from tracker.workbooks.imports import Fault
from tracker.workbooks.matching import Match

SHOWN = 10  # rows that come in, as an example
TOLD = 200  # rows that do not, with their reasons


@dataclass
class Tally:
    """Counted row by row; `looked_at` counts those of the chosen sheets."""

    looked_at: int = 0
    coming: int = 0
    to_judge: int = 0  # of those, how many are done and their effect not known
    present: list[Fault] = field(default_factory=list)
    present_in_all: int = 0
    faults: list[Fault] = field(default_factory=list)
    faults_in_all: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    examples: list[Match] = field(default_factory=list)
    is_done: bool = False
    _seen: dict[str, int] = field(default_factory=dict)

    def take(self, found: Iterable[tuple[str, Match]]) -> None:
        """Count some more rows."""
        for sheet, one in found:
            self.looked_at += 1
            row: Fault = {"sheet": sheet, "row": one.row.at, "why": " ".join(one.faults)}
            if one.new is None:
                self.faults_in_all += 1
                self.faults += [row] * (len(self.faults) < TOLD)
            elif one.present or one.key in self._seen:
                self.present_in_all += 1
                row["why"] = self._why_present(one)
                self.present += [row] * (len(self.present) < TOLD)
            else:
                self._comes(one)

    def _comes(self, one: Match) -> None:
        self._seen[one.key] = one.row.at
        self.coming += 1
        self.to_judge += one.row.state == DONE
        self.notes.update(one.notes)
        self.examples += [one] * (len(self.examples) < SHOWN)

    def _why_present(self, one: Match) -> str:
        if one.present:
            return f"It is item {one.present} already."
        return f"It is the same as row {self._seen[one.key]}."

"""Heard and a bare program by turns, so that whatever else the machine does slows both alike."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.load import Load, Round, Script
from benchmarks.programs import Program


@dataclass(frozen=True)
class Turn:
    """One round of one program: how it went, and the processor's seconds that a request took."""

    round: Round
    processor: float


@dataclass(frozen=True)
class Turns:
    """Rounds of ours, each with the round of theirs that followed it."""

    ours: Sequence[Turn]
    theirs: Sequence[Turn]

    @property
    def share(self) -> float:
        """Our requests in a second as per cent of theirs: the median over the rounds."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return statistics.median(one.round.per_second / other.round.per_second * 100 for one, other in pairs)

    @property
    def rates(self) -> tuple[float, float]:
        """Requests in a second, ours and theirs."""
        return _median(one.round.per_second for one in self.ours), _median(one.round.per_second for one in self.theirs)

    @property
    def processor(self) -> str:
        """The processor's time for a request, ours and theirs: what a busy machine does not blur."""
        ours, theirs = (_median(one.processor for one in turns) for turns in (self.ours, self.theirs))
        return f"{ours * 1e6:.0f} µs of processor time against {theirs * 1e6:.0f} µs, {theirs / ours:.0%}"

    @property
    def slowest_ms(self) -> float:
        """What 99 in 100 of our requests stayed under, in the worst round."""
        return max(one.round.slowest_ms for one in self.ours)


def by_turns(
    load: Load,
    ours: Program,
    theirs: Program,
    scripts: Iterable[tuple[Sequence[Script], Sequence[Script]]],
    status: int,
) -> Turns:
    """Play each pair of scripts; the first pair warms both up and is not counted."""
    pairs = [(_turn(load, ours, one, status), _turn(load, theirs, other, status)) for one, other in scripts][1:]
    return Turns([one for one, _ in pairs], [other for _, other in pairs])


def _turn(load: Load, program: Program, scripts: Sequence[Script], status: int) -> Turn:
    before = program.processor
    played = load.round(program.port, scripts).only(status)
    return Turn(played, (program.processor - before) / sum(played.statuses.values()))


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)

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
        """Our requests as per cent of theirs, by the clock or by the processor, whichever says less.

        Where the load cannot keep a quick program busy, the clock flatters the slow one. A round may be so brief that
        the machine counts nothing for it: then the clock alone speaks of it.
        """
        pairs = list(zip(self.ours, self.theirs, strict=True))
        shares = [_median(one.round.per_second / other.round.per_second for one, other in pairs)]
        if counted := [(one, other) for one, other in pairs if one.processor and other.processor]:
            shares.append(_median(other.processor / one.processor for one, other in counted))
        return min(shares) * 100

    @property
    def rates(self) -> tuple[float, float]:
        """Requests in a second, ours and theirs."""
        return _median(one.round.per_second for one in self.ours), _median(one.round.per_second for one in self.theirs)

    @property
    def told(self) -> str:
        """Both rates, and the processor's time for a request, which a busy machine blurs less."""
        ours, theirs = (_median(one.processor for one in turns) * 1e6 for turns in (self.ours, self.theirs))
        one, other = self.rates
        return f"{one:,.0f}/s against {other:,.0f}/s, processor time {ours:.0f} µs against {theirs:.0f} µs"

    @property
    def slowest_ms(self) -> float:
        """What 99 in 100 of our requests stayed under, in the worst round."""
        return max(one.round.slowest_ms for one in self.ours)


def by_turns(
    load: Load,
    ours: Program,
    theirs: Program,
    scripts: Iterable[tuple[Sequence[Script], Sequence[Script]]],
    *wanted: int,
) -> Turns:
    """Play each pair of scripts, whose answers have the wanted statuses; the first pair warms both up."""
    pairs = [(_turn(load, ours, one, wanted), _turn(load, theirs, other, wanted)) for one, other in scripts][1:]
    return Turns([one for one, _ in pairs], [other for _, other in pairs])


def _turn(load: Load, program: Program, scripts: Sequence[Script], wanted: Sequence[int]) -> Turn:
    before = program.processor
    played = load.round(program.port, scripts).only(*wanted)
    return Turn(played, (program.processor - before) / sum(played.statuses.values()))


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)

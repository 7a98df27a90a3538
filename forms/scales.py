"""The scales that questions are answered on, and the answers that stand beside every scale."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from forms.loading import load
from forms.schema import Frozen, Option

FILE = Path(__file__).parent / "scales.yaml"
LONGEST_CLAUSE = 40  # letters before the comma
YOUNGER = ("child_4_7", "child_8_11")


class Asks(Frozen):
    """What a question asks about, and the beginnings or the words that tell it."""

    about: str
    begins: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """Whether a question with this text asks about it."""
        return text.startswith(self.begins) or any(words in text for words in self.holds)


class Scales(Frozen):
    """Every scale by its name; the options of a yes/no question; the asides that are counted but never scored.

    `asks` tells what a question is about, in order, and `answers` which of these a scale can answer.
    """

    scales: Mapping[str, tuple[Option, ...]]
    yes_no: tuple[Option, ...]
    asides: tuple[Option, ...]
    asks: tuple[Asks, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = {}

    def about(self, text: str) -> str:
        """What a question asks about; empty where its beginning does not tell.

        A clause before a comma ("Before the meeting, did …") is passed over, unless it is the one that tells.
        """
        text = " ".join(text.split())
        clause, _, rest = text.partition(", ")
        told = self._about(text)
        return told or (self._about(rest[:1].upper() + rest[1:]) if rest and len(clause) < LONGEST_CLAUSE else "")

    def _about(self, text: str) -> str:
        return next((each.about for each in self.asks if each.fits(text)), "")

    def answering(self, about: str) -> list[str]:
        """The scales that can answer a question about this."""
        return [name for name, kinds in self.answers.items() if about in kinds]

    def aside_codes(self, audience: str | None) -> tuple[str, ...]:
        """What is offered beside the answers: "I'd rather not say" only from twelve on; nothing to staff."""
        if audience is None:
            return ()
        return ("dont_know",) if audience in YOUNGER else ("dont_know", "rather_not_say")

    def asides_of(self, codes: tuple[str, ...]) -> tuple[Option, ...]:
        """The asides of those codes, in the order of the scales file."""
        return tuple(option for option in self.asides if option.code in codes)


@lru_cache(maxsize=1)
def scales() -> Scales:
    """The scales of this program."""
    return Scales.model_validate(load(FILE).data)

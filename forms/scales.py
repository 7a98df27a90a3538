"""The scales that questions are answered on, and the answers that stand beside every scale."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from forms.loading import load
from forms.schema import Frozen, Option

FILE = Path(__file__).parent / "scales.yaml"
YOUNGER = ("child_4_7", "child_8_11")


class Scales(Frozen):
    """Every scale by its name; the options of a yes/no question; the asides that are counted but never scored."""

    scales: Mapping[str, tuple[Option, ...]]
    yes_no: tuple[Option, ...]
    asides: tuple[Option, ...]

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

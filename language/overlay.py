"""What people have translated in the program itself: it lies over the shipped catalogues, and counts at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from language.remembered import words_changed

Texts = tuple[str, ...]  # one, or one for each plural form of the language


@dataclass(frozen=True, slots=True)
class Laid:
    """One message in one language: `live` is what somebody released; `newest` is in whatever state it is."""

    newest: Texts
    live: Texts = ()
    is_plural: bool = False


_laid: dict[str, Mapping[str, Laid]] = {}
_drafts = False


def lay_over(code: str, laid: Mapping[str, Laid]) -> None:
    """Say these from now on, by their English; what lay over the language before is gone."""
    if _laid.get(code, {}) != laid:
        _laid[code] = dict(laid)
        words_changed()


def laid_over(code: str) -> Mapping[str, Laid]:
    """What lies over the catalogue of a language."""
    return _laid.get(code, {})


def show_drafts(yes: bool) -> None:
    """Say for this whole process whether families may read what nobody has released; at first they may not."""
    global _drafts
    if yes != _drafts:
        _drafts = yes
        words_changed()


def shows_drafts() -> bool:
    """Whether families may read what nobody has released."""
    return _drafts

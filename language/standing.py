"""How far a language has come: how much of it is live, and what staff and families are told of the rest."""

from dataclasses import dataclass

from babel.messages.pofile import read_po

from language import catalogue
from language.catalogue import spoken
from language.overlay import laid_over
from language.remembered import remembered
from language.states import LIVE


@dataclass(frozen=True)
class Standing:
    """How many passages a language has to have: those that are live, and the drafts that families read here too."""

    live: int
    drafts: int
    total: int

    @property
    def note(self) -> str:
        """What staff are told before they use or send this language; empty when there is nothing to tell."""
        if self.live >= self.total:
            return ""
        english = self.total - self.live - self.drafts
        told = (
            f"Draft translation: {self.live} of {self.total} passages are live.",
            f"{self.drafts} are shown as drafts." if self.drafts else "",
            f"{english} stand in English." if english else "",
        )
        return " ".join(filter(None, told))


@remembered(64)
def standing(code: str) -> Standing:
    """How far a language has come; English is the source and has nothing to tell."""
    wanted = passages()
    if code == "en":
        return Standing(len(wanted), 0, len(wanted))
    own, laid = catalogue.shipped(code), laid_over(code)
    shipped = {english for english, one in own.entries.items() if one.sayable and own.status.status == LIVE}
    live = sum(1 for english in wanted if (laid[english].live if english in laid else english in shipped))
    said = sum(1 for english in wanted if _is_said(code, english))
    return Standing(live, said - live, len(wanted))


@remembered(64)
def is_whole(code: str) -> bool:
    """Whether families read all of it in this language; else they are told that some of it is in English."""
    return code == "en" or all(_is_said(code, english) for english in passages())


def _is_said(code: str, english: str) -> bool:
    said = spoken(code)
    return english in said.singles or english in said.plurals


@remembered(1)
def passages() -> frozenset[str]:
    """The English of every message that families may read, by its first form."""
    path = catalogue.FOLDER / "messages.pot"
    if not path.exists():
        return frozenset()
    with path.open("rb") as file:
        found = read_po(file)
    return frozenset(one.id if isinstance(one.id, str) else one.id[0] for one in found if one.id)

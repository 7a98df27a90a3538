"""How far a language has come: how much of it is live, and what staff and families are told of the rest."""

from dataclasses import dataclass

from babel.messages.pofile import read_po

from language import catalogue
from language.catalogue import spoken
from language.overlay import laid_over, shows_drafts
from language.remembered import remembered
from language.states import LIVE


@dataclass(frozen=True)
class Standing:
    """How many passages a language has to have, and how many of them are live."""

    live: int
    total: int

    @property
    def note(self) -> str:
        """What staff are told before they use or send this language; empty when there is nothing to tell."""
        if self.live >= self.total:
            return ""
        rest = "Drafts are shown here for the rest." if shows_drafts() else "The rest stands in English."
        return f"Draft translation: {self.live} of {self.total} passages are live. {rest}"


@remembered(64)
def standing(code: str) -> Standing:
    """How far a language has come; English is the source and has nothing to tell."""
    wanted = passages()
    if code == "en":
        return Standing(len(wanted), len(wanted))
    shipped, laid = catalogue.shipped(code), laid_over(code)
    of_file = {english for english, one in shipped.entries.items() if one.sayable}
    ready = of_file if shipped.status.status == LIVE else set[str]()
    live = {english for english in wanted if (laid[english].live if english in laid else english in ready)}
    return Standing(len(live), len(wanted))


@remembered(64)
def is_whole(code: str) -> bool:
    """Whether families read all of it in this language; else they are told that some of it is in English."""
    said = spoken(code)
    return code == "en" or all(english in said.singles or english in said.plurals for english in passages())


@remembered(1)
def passages() -> frozenset[str]:
    """The English of every message that families may read, by its first form."""
    path = catalogue.FOLDER / "messages.pot"
    if not path.exists():
        return frozenset()
    with path.open("rb") as file:
        found = read_po(file)
    return frozenset(one.id if isinstance(one.id, str) else one.id[0] for one in found if one.id)

"""The cells of a row as they are meant: numbers of people, days, codes, yes and no; what cannot be meant says why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from documents.days_as_written import NotADay, day_of
from documents.lost_letters import LOST, lost_letters
from language.folding import fold
from language.visible import one_line

NO_VALUE = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"})
_NOTHING = NO_VALUE | {"null", "none", "n/a", "na", "nan", "nat", "-"}
_YES = frozenset({"yes", "y", "true", "1", "a yes", "required", "needed"})
_NO = frozenset({"no", "n", "false", "0", "b no", "not required", "not needed"})
_LETTERED = re.compile(r"[a-z]{1,2}\)\s*", re.IGNORECASE)
_WHOLE = re.compile(r"(\d+)\.0+")
_FLOAT = re.compile(r"\d+(?:\.\d+)?e\+?\d+", re.IGNORECASE)
LONGEST_NUMBER = 60  # characters of an id


class Unclear(Exception):
    """A cell that cannot be taken as it stands; the message says why and what to mend."""


@dataclass(frozen=True)
class Cells:
    """One row by field; `month_first` are the fields whose column is written the American way."""

    said: Mapping[str, str]
    month_first: frozenset[str] = frozenset()
    from_1904: bool = False
    twice: tuple[str, str] | None = None  # two words that stand under one heading

    def check(self) -> None:
        """`Unclear` where the row as a whole cannot be taken for what was written."""
        if self.twice is not None:
            raise Unclear("A heading stands twice, with “{}” below one and “{}” below the other.".format(*self.twice))
        for text in self.said.values():
            if lost_letters(text):
                raise Unclear(f"“{text[:80]}” {LOST}")

    def words(self, field: str) -> str:
        """What stands there; nothing where the file says in some way that there is nothing."""
        text = one_line(self.said.get(field, ""))
        return "" if text.lower() in _NOTHING else text

    def lines(self, field: str) -> str:
        """The same with its lines kept, for addresses and notes."""
        text = "\n".join(one_line(each) for each in self.said.get(field, "").splitlines()).strip()
        return "" if text.lower() in _NOTHING else text

    def number(self, field: str, what: str) -> str:
        """An id: `7961370.0` is 7961370. One that Excel has shortened is lost and is refused."""
        text = self.words(field)
        if not text:
            shown = self.said.get(field, "").strip()
            raise Unclear(f"{what} is {shown}." if shown.lower() in NO_VALUE else f"{what} is missing.")
        if _FLOAT.fullmatch(text):
            raise Unclear(f"{what} “{text}” was shortened by Excel. Format its column as text or number.")
        if len(text) > LONGEST_NUMBER:
            raise Unclear(f"{what} is longer than {LONGEST_NUMBER} characters: are two columns swapped?")
        found = _WHOLE.fullmatch(text)
        return found[1] if found else text

    def day(self, field: str, what: str) -> str:
        """An ISO day, empty for none; a time of day is cut off."""
        text = self.words(field)
        if not text:
            return ""
        try:
            return self._read(re.sub(r"\s+\d\d?:\d\d(:\d\d(\.\d+)?)?$", "", text), field).isoformat()
        except NotADay as why:
            raise Unclear(f"{what}: {why}") from None

    def looks_like_day(self, field: str) -> bool:
        """Whether a day stands where a name should."""
        try:
            self._read(self.words(field), field)
        except NotADay:
            return False
        return True

    def code(self, field: str) -> str:
        """Without the letter that Annex A puts before it: “b) Female” is Female."""
        return _LETTERED.sub("", self.words(field), count=1)

    def yes(self, field: str, what: str) -> bool | None:
        """Yes, no, or None where nothing is said."""
        said = fold(self.words(field))
        if not said:
            return None
        if said in _YES or said in _NO:
            return said in _YES
        raise Unclear(f"{what} is “{self.words(field)}”. Write yes or no.")

    def _read(self, text: str, field: str) -> date:
        return day_of(text, month_first=field in self.month_first, from_1904=self.from_1904)

"""A passage in a language as it stands: what is shipped, or what people made of it here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz import fuzz

from language.catalogue import ShippedText, shipped
from language.overlay import Texts
from language.states import DRAFT, LIVE
from storage.documents import number_of, revision_of
from translations.passages import Passage
from translations.translations import LiveWords, Translation

MISSING, STALE = "missing", "stale"
NEAR = 80  # of 100: an English that differs less than this from one that is gone is the same passage, reworded


@dataclass(frozen=True)
class Seen:
    """What stood on the screen when somebody pressed; `mark` is another one once it has changed."""

    language: str
    key: str
    number: int
    mark: str


@dataclass(frozen=True)
class Entry:
    """One passage in one language. `live` is what families read wherever drafts are not shown."""

    passage: Passage
    language: str
    texts: Texts
    state: str
    english: Texts  # that the newest texts were made from
    translator: int
    translator_name: str
    translated: str
    checker: int
    checker_name: str
    checked: str
    passed: Texts
    live: LiveWords | None
    number: int = 0  # 0: nobody has touched it here
    revision: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether nobody has translated it."""
        return not any(self.texts)

    @property
    def is_stale(self) -> bool:
        """Whether its English has changed since: it needs a look, and is said meanwhile."""
        return not self.is_missing and self.english != self.passage.english

    @property
    def is_nobodys(self) -> bool:
        """Whether it is a draft that came with the program: nobody here has said yet that it is right."""
        return self.state == DRAFT and not self.number

    @property
    def seen(self) -> Seen:
        """What a press says of what stood on the screen."""
        shown = crc32(repr((self.texts, self.passage.english)).encode())
        return Seen(self.language, self.passage.key, self.number, f"{self.number}.{self.revision}.{shown:x}")


def entry(passage: Passage, language: str, kept: Translation | None) -> Entry:
    """The passage as it stands; `kept` is what was made here of it, or of its older English."""
    return _made_here(passage, kept) if kept else _shipped(passage, language)


def _shipped(passage: Passage, language: str) -> Entry:
    own, status = shipped(language).entries.get(passage.key), shipped(language).status
    texts = own.texts if own and any(own.texts) else ()
    live: LiveWords | None = None
    if texts and status.status == LIVE:
        english = list(_made_from(own, passage))
        live = {"texts": list(texts), "english": english, "by": 0, "by_name": status.second_reader, "at": status.date}
    return Entry(
        passage=passage,
        language=language,
        texts=texts,
        state=status.status if texts else MISSING,
        english=_made_from(own, passage),
        translator=0,
        translator_name=status.translator,
        translated=status.date,
        checker=0,
        checker_name=status.second_reader if status.status != DRAFT else "",
        checked=status.date if status.status != DRAFT else "",
        passed=(),
        live=live,
    )


def _made_from(own: ShippedText | None, passage: Passage) -> Texts:
    return (own.was,) if own and own.stale else passage.english


def _made_here(passage: Passage, kept: Translation) -> Entry:
    return Entry(
        passage=passage,
        language=kept["language"],
        texts=tuple(kept["texts"]),
        state=kept["state"],
        english=tuple(kept["english"]),
        translator=kept["translator"],
        translator_name=kept["translator_name"],
        translated=kept["translated"],
        checker=kept["checker"],
        checker_name=kept["checker_name"],
        checked=kept["checked"],
        passed=tuple(kept["passed"]),
        live=kept["live"],
        number=number_of(kept),
        revision=revision_of(kept),
    )


def carried_over(kept: Translation, free: Iterable[Passage], language: str) -> Passage | None:
    """The passage that the English of now has in the place of the one that this was made for; None where it is gone.

    Surest first: the catalogue says so; it stands at the same place; the English is nearly the same.
    """
    among = list(free)
    was = {one.was: english for english, one in shipped(language).entries.items() if one.was}
    by_key: Mapping[str, Passage] = {one.key: one for one in among}
    if found := by_key.get(was.get(kept["message"], "")):
        return found
    if kept["where"] and (found := next((one for one in among if set(one.where) & set(kept["where"])), None)):
        return found
    near = max(among, key=lambda one: fuzz.ratio(one.key, kept["message"]), default=None)
    return near if near and fuzz.ratio(near.key, kept["message"]) >= NEAR else None

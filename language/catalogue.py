"""Says a message in a language, and falls back to English without hiding that it did."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from pathlib import Path

import structlog
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.plural import PluralRule

from language.overlay import Texts, laid_over, shows_drafts
from language.placeholders import same_placeholders, stray_brace
from language.registry import LANGUAGES
from language.remembered import remembered
from language.states import LIVE, CatalogueStatus, status_in

_PLURALS = re.compile(r"nplurals=\d+")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
DAMAGED = "\ufffd"  # stands where bytes could not be read
_log = structlog.get_logger("heard.language")
FOLDER = Path(__file__).parent / "catalogues"


@dataclass(frozen=True)
class Translated:
    """A text and the language it is really in: `en` where a translation is missing, so that a page can mark it."""

    text: str
    lang: str


@dataclass(frozen=True)
class ShippedText:
    """One message as the program's own catalogue has it; `was` is the older English of a stale one."""

    english: Texts
    texts: Texts
    sayable: bool
    stale: bool
    was: str


@dataclass(frozen=True)
class Shipped:
    """The program's own catalogue of one language, by the first form of the English."""

    status: CatalogueStatus
    entries: Mapping[str, ShippedText]


@dataclass(frozen=True)
class Spoken:
    """One language as families read it, ready to be looked up."""

    singles: Mapping[str, Translated] = field(default_factory=dict)
    plurals: Mapping[str, tuple[Translated, ...]] = field(default_factory=dict)
    plural_index: Callable[[int], int] = int


def N_(message: str) -> str:
    """Marks a message for the translators and says it as it is; `say` translates it later."""
    return message


def say(code: str, message: str, /, **values: object) -> Translated:
    """The message in this language with its {named} values; English, and marked `en`, where there is no translation."""
    said = spoken(code).singles.get(message) or _english(message)
    return Translated(said.text.format_map(values), said.lang) if values else said


def say_many(code: str, singular: str, plural: str, n: int, /, **values: object) -> Translated:
    """The form of the message that this language uses for `n` of them; `{n}` stands for the number."""
    found = spoken(code)
    forms = found.plurals.get(singular)
    said = forms[found.plural_index(n)] if forms else Translated(singular if n == 1 else plural, "en")
    return Translated(said.text.format_map({"n": n, **values}), said.lang)


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in a .po file, named for its language. PoFileError and UnicodeDecodeError where it is none.

    It is UTF-8, whatever its header says: a header that a tool rewrote would turn every word into other signs.
    """
    return catalogue_of(path.stem, path.read_text(encoding="utf-8"))


def catalogue_of(code: str, text: str) -> Catalog:
    """The catalogue that a text is, with as many plural forms as the language has, whatever its header says."""
    catalogue = read_po(StringIO(with_plurals_of(code, text)), locale=code.replace("-", "_"), abort_invalid=True)
    catalogue.charset = "utf-8"
    return catalogue


def with_plurals_of(code: str, text: str) -> str:
    """The text of a catalogue whose header names the plural forms that the language has by CLDR."""
    return _PLURALS.sub(f"nplurals={len(plural_categories(code))}", text, count=1)


def plural_categories(code: str) -> list[str]:
    """The plural forms of a language in the order of its catalogue, by CLDR: no tool's header decides about them."""
    return [each for each in CATEGORIES if each in plural_rule(code).tags or each == "other"]


@lru_cache(maxsize=64)
def plural_rule(code: str) -> PluralRule:
    """Which plural form a language uses for which number, by CLDR."""
    return Locale.parse(code, sep="-").plural_form


def salvage(path: Path) -> Catalog:
    """What can still be read of a damaged catalogue: a family is not left without a page for it."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\0", DAMAGED)
    with redirect_stdout(StringIO()):  # Babel prints what it passes over; `check` tells it with its line
        return read_po(StringIO(with_plurals_of(path.stem, text)), locale=_locale(path))


def _locale(path: Path) -> str:
    return path.stem.replace("-", "_")


def forms(message: Message) -> tuple[str, ...]:
    """A translation's texts: one, or one for each plural form of its language."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(each or "" for each in text)


def sayable(english: Texts, texts: Texts, num_plurals: int) -> bool:
    """Whether a translation may be said: complete, and with the English placeholders and no others.

    One whose English has changed still may: the old words are nearer to the family than none.
    """
    whole = all(texts) and len(texts) == (num_plurals if len(english) > 1 else 1)
    return whole and all(_fits(english, text) for text in texts)


def english_of(message: Message) -> Texts:
    """The English of a message: one text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _fits(english: Texts, text: str) -> bool:
    return (
        same_placeholders(english if len(english) > 1 else english[0], text)
        and not stray_brace(text)
        and DAMAGED not in text
    )


@lru_cache(maxsize=4096)
def _english(message: str) -> Translated:
    return Translated(message, "en")


@remembered(64)
def spoken(code: str) -> Spoken:
    """A language as families read it now; nothing for English, and for a code nobody knows: no page may break on it."""
    if code not in LANGUAGES or code == "en":
        return Spoken()
    singles: dict[str, Translated] = {}
    plurals: dict[str, tuple[Translated, ...]] = {}
    for english, texts, is_plural in _readable(code):
        said = tuple(Translated(text, code) for text in texts)
        if is_plural:
            plurals[english] = said
        else:
            singles[english] = said[0]
    categories = plural_categories(code)
    return Spoken(singles, plurals, lambda n: categories.index(plural_rule(code)(n)))


def _readable(code: str) -> Iterator[tuple[str, Texts, bool]]:
    """What families may read: the shipped words, and in their place what people did here."""
    own, laid = shipped(code), laid_over(code)
    if own.status.status == LIVE or shows_drafts():
        for english, one in own.entries.items():
            if one.sayable and english not in laid:
                yield english, one.texts, len(one.english) > 1
    for english, each in laid.items():
        if texts := each.live or (each.newest if shows_drafts() else ()):
            yield english, texts, each.is_plural


@lru_cache(maxsize=64)
def shipped(code: str) -> Shipped:
    """The program's own catalogue of a language; an empty one where there is none."""
    path = FOLDER / f"{code}.po"
    if code not in LANGUAGES or not path.exists():
        return Shipped(CatalogueStatus(), {})
    catalogue, plurals = readable_part(path), len(plural_categories(code))
    entries = {each.english[0]: each for each in (_entry(one, plurals) for one in catalogue if one.id)}
    return Shipped(status_in(catalogue.header_comment), entries)


def _entry(message: Message, num_plurals: int) -> ShippedText:
    english, texts = english_of(message), forms(message)
    was = message.previous_id[0] if message.previous_id else ""
    return ShippedText(english, texts, sayable(english, texts, num_plurals), message.fuzzy, was)


def readable_part(path: Path) -> Catalog:
    """The catalogue, whatever has become of its file: what cannot be read is missing from it."""
    try:
        return read_catalogue(path)
    except (PoFileError, ValueError) as fault:  # a UnicodeDecodeError is a ValueError
        _log.error("a catalogue is damaged", file=path.name, fault=type(fault).__name__)
    try:
        return salvage(path)
    except Exception as fault:  # whatever is wrong with a file, the language stands in English and no page breaks
        _log.error("a catalogue cannot be read", file=path.name, fault=type(fault).__name__)
        return Catalog(_locale(path))

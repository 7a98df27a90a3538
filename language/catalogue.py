"""Says a message in a language, and falls back to English without hiding that it did."""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from language.placeholders import same_placeholders
from language.registry import LANGUAGES

FOLDER = Path(__file__).parent / "catalogues"


@dataclass(frozen=True)
class Said:
    """A text and the language it is really in: `en` where a translation is missing, so that a page can mark it."""

    text: str
    lang: str


@dataclass(frozen=True)
class _Spoken:
    """One language's catalogue, ready to be looked up."""

    singles: Mapping[str, Said] = field(default_factory=dict)
    plurals: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    plural_index: Callable[[int], int] = int


def N_(message: str) -> str:
    """Marks a message for the translators and says it as it is; `say` translates it later."""
    return message


def say(code: str, message: str, /, **values: object) -> Said:
    """The message in this language with its {named} values; English, and marked `en`, where there is no translation."""
    said = _spoken(code).singles.get(message) or _english(message)
    return Said(said.text.format_map(values), said.lang) if values else said


def say_many(code: str, singular: str, plural: str, n: int, /, **values: object) -> Said:
    """The form of the message that this language uses for `n` of them; `{n}` stands for the number."""
    spoken = _spoken(code)
    forms = spoken.plurals.get(singular)
    said = forms[spoken.plural_index(n)] if forms else Said(singular if n == 1 else plural, "en")
    return Said(said.text.format_map({"n": n, **values}), said.lang)


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in a .po file, named for its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def forms(message: Message) -> tuple[str, ...]:
    """A translation's texts: one, or one for each plural form of its language."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(each or "" for each in text)


def sayable(message: Message, num_plurals: int) -> bool:
    """Whether a translation may be said: complete, not stale, and with the English placeholders and no others."""
    texts = forms(message)
    whole = all(texts) and len(texts) == (num_plurals if message.pluralizable else 1)
    return whole and not message.fuzzy and all(same_placeholders(message.id, text) for text in texts)


@lru_cache(maxsize=4096)
def _english(message: str) -> Said:
    return Said(message, "en")


@lru_cache(maxsize=64)
def _spoken(code: str) -> _Spoken:
    """A language's catalogue; an empty one for English, and for a code nobody knows: no page may break on it."""
    path = FOLDER / f"{code}.po"
    if code not in LANGUAGES or not path.exists():
        return _Spoken()
    catalogue = read_catalogue(path)
    singles: dict[str, Said] = {}
    plurals: dict[str, tuple[Said, ...]] = {}
    for message in (each for each in catalogue if each.id and sayable(each, catalogue.num_plurals)):
        said = tuple(Said(text, code) for text in forms(message))
        if isinstance(message.id, str):
            singles[message.id] = said[0]
        else:
            plurals[message.id[0]] = said
    return _Spoken(singles, plurals, gettext.c2py(catalogue.plural_expr))

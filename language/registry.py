"""The languages Heard speaks: one line each, and which of them a browser asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from babel.core import get_global


@dataclass(frozen=True)
class Language:
    """One language; `code` is BCP 47, `direction` and `script` are what a page needs to set it."""

    code: str
    own_name: str
    english_name: str
    direction: str = "ltr"
    script: str = "Latn"


class UnknownLanguage(ValueError):
    """No such language is known: mend the code, or add the language here."""


# To add a language: one line here and one file, catalogues/{code}.po.
_SPOKEN = (
    Language("en", "English", "English"),
    Language("ar", "العربية", "Arabic", direction="rtl", script="Arab"),
    Language("ti", "ትግርኛ", "Tigrinya", script="Ethi"),
    Language("am", "አማርኛ", "Amharic", script="Ethi"),
    Language("fa-AF", "دری", "Dari", direction="rtl", script="Arab"),
    Language("ps", "پښتو", "Pashto", direction="rtl", script="Arab"),
    Language("fa", "فارسی", "Persian (Farsi)", direction="rtl", script="Arab"),
    Language("ckb", "کوردیی سۆرانی", "Kurdish (Sorani)", direction="rtl", script="Arab"),
    Language("vi", "Tiếng Việt", "Vietnamese"),
    Language("sq", "shqip", "Albanian"),
    Language("so", "Soomaali", "Somali"),
    Language("bn", "বাংলা", "Bengali", script="Beng"),
    Language("tr", "Türkçe", "Turkish"),
    Language("es", "español", "Spanish"),
    Language("pt", "português", "Portuguese"),
    Language("fr", "français", "French"),
)

# What browsers also call them, where CLDR's own aliases do not say so: Kurdish in Arabic letters, or of Iraq or Iran,
# is Sorani; who speaks Hazaragi reads Dari, who speaks Sylheti reads Bengali. `ku` alone is Kurmanji, another language.
_ALSO_CALLED = {"ku-arab": "ckb", "ku-iq": "ckb", "ku-ir": "ckb", "haz": "fa-AF", "syl": "bn"}

LANGUAGES: Mapping[str, Language] = MappingProxyType({each.code: each for each in _SPOKEN})
ENGLISH = LANGUAGES["en"]


def language(code: str) -> Language:
    """The language with this code; raises UnknownLanguage."""
    try:
        return LANGUAGES[code]
    except KeyError:
        raise UnknownLanguage(f"There is no language {code!r}; there are: {', '.join(LANGUAGES)}.") from None


def best_for(accept_language: str | None, offered: Iterable[Language]) -> Language:
    """The offered language that the Accept-Language header likes best, `ar-SD` counting as `ar`; else English."""
    there = list(offered)
    return next((found for tag in wishes(accept_language) if (found := meant_by(tag, there))), ENGLISH)


def wishes(accept_language: str | None) -> list[str]:
    """The tags of an Accept-Language header, the best liked first."""
    return [tag for tag, _quality in sorted(_wishes(accept_language or ""), key=lambda wish: -wish[1])]


def meant_by(tag: str, offered: Iterable[Language] = LANGUAGES.values()) -> Language | None:
    """The language that a tag asks for, its last subtags dropped until one fits: `prs` is `fa-AF`, `pt-BR` is `pt`."""
    by_tag = {one.code.lower(): one for one in offered}
    left = canonical(tag)
    while left:
        if found := by_tag.get(_ALSO_CALLED.get(left, left).lower()):
            return found
        left = left.rpartition("-")[0]
    return None


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """The tag in small letters, under the name that CLDR has for its language."""
    first, dash, rest = tag.strip().lower().replace("_", "-").partition("-")
    known: str = get_global("language_aliases").get(first, first)
    return f"{known.replace('_', '-').lower()}{dash}{rest}"


def _wishes(header: str) -> Iterator[tuple[str, float]]:
    """Each tag with its quality; a part that makes no sense, or says "not this one" (q=0), is left out."""
    for part in header[:1000].split(","):
        tag, _, parameter = part.partition(";")
        quality = _quality(parameter)
        if tag.strip() and quality > 0:
            yield tag.strip().lower(), quality


def _quality(parameter: str) -> float:
    name, _, number = parameter.replace(" ", "").partition("=")
    if not name:
        return 1.0
    try:
        quality = float(number) if name.lower() == "q" else 0.0
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0

"""The language that a word in a file is for: a code, an English name, its own name, or what people also write."""

from collections.abc import Mapping

from babel import Locale

from language.folding import fold
from language.not_here import is_language
from language.registry import LANGUAGES, meant_by

_ALSO: Mapping[str, str] = {
    "farsi": "fa", "persian": "fa", "dari": "fa-AF", "dari persian": "fa-AF", "pushto": "ps", "pukhto": "ps",
    "sorani": "ckb", "kurdish sorani": "ckb", "tigrigna": "ti", "bangla": "bn", "castilian": "es",
}  # fmt: skip
UNCLEAR: Mapping[str, str] = {"kurdish": "Kurdish (Sorani) or Kurmanji"}  # words that are for two languages


_ENGLISH: Mapping[str, str] = dict(Locale("en").languages)


def _names() -> dict[str, str]:
    known = {
        fold(name): code.replace("_", "-")
        for code, name in _ENGLISH.items()
        if len(code) in (2, 3) and is_language(code)
    }
    known |= {fold(name): one.code for one in LANGUAGES.values() for name in (one.own_name, one.english_name)}
    return known | dict(_ALSO)


_NAMES = _names()
_CODES = frozenset(code for code in _ENGLISH if "_" not in code and is_language(code))


def language_of(word: str) -> str | None:
    """The code, also of a language that Heard does not speak; None where the word is for none or for two."""
    said = fold(word)
    if said in UNCLEAR:
        return None
    if said in _NAMES:
        return _NAMES[said]
    tag = word.strip().lower().replace("_", "-")
    if one := meant_by(tag):
        return one.code if tag.partition("-")[0] in _CODES else None
    return tag if tag in _CODES else None

"""Languages that Heard does not speak: what each is called by those who read it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from language.registry import LANGUAGES, canonical, meant_by, wishes

_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "root"})  # codes of CLDR for none, for several and for any
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}")


@dataclass(frozen=True)
class NamedLanguage:
    """A language by its own name; `lang` is the one that the name is in, English where no other is known."""

    code: str
    own_name: str
    lang: str
    direction: str


@lru_cache(maxsize=1024)
def named(tag: str) -> NamedLanguage | None:
    """The language that a BCP 47 tag is for, as CLDR names it; None for what is no language."""
    if one := meant_by(tag):
        return NamedLanguage(one.code, one.own_name, one.code, one.direction)
    code = canonical(tag)
    if not _TAG.fullmatch(code):
        return None
    code = code.partition("-")[0]
    return _by_cldr(code, code) or _by_cldr(code, "en")


def code_for(tag: str) -> str:
    """The code of the language that an address asks for, whether it is here or not; empty for what is none."""
    found = named(tag)
    return found.code if found else ""


def english_name(code: str) -> str:
    """What a language is called in English, whether it is here or not; its code where nobody has a name for it."""
    if code in LANGUAGES:
        return LANGUAGES[code].english_name
    found = _by_cldr(code, "en")
    return found.own_name if found else code


def is_language(code: str) -> bool:
    """Whether this is the code of one language, here or not."""
    return code in LANGUAGES or (code not in _NO_LANGUAGE and _by_cldr(code, "en") is not None)


def only_wish(accept_language: str | None) -> str:
    """The code of the language that a browser likes best where none that it asks for is here; else empty."""
    tags = wishes(accept_language)
    return code_for(tags[0]) if tags and not any(map(meant_by, tags)) else ""


def spoken_code(code: str) -> str:
    """The code of the language that a page for this one is in: its own, or English."""
    return code if code in LANGUAGES else "en"


def _by_cldr(code: str, reader: str) -> NamedLanguage | None:
    try:
        locale = Locale.parse(reader)
    except (UnknownLocaleError, ValueError):
        return None
    name = locale.languages.get(code)
    return NamedLanguage(code, name, reader, locale.text_direction) if name else None

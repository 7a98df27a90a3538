"""In which language words are most likely written, for the attributes that browsers and screen readers go by."""

import unicodedata

from language.registry import LANGUAGES, language

_NAMES = {"ETHIOPIC": "Ethi", "ARABIC": "Arab", "BENGALI": "Beng", "LATIN": "Latn"}


def language_of_words(words: str, known: str) -> str:
    """The language that is known, unless the words are in another script: then one that is written so."""
    scripts = [script for sign in words if (script := _script(sign))]
    if not scripts:
        return known if known in LANGUAGES else "en"
    script = max(set(scripts), key=scripts.count)
    if known in LANGUAGES and language(known).script == script:
        return known
    return next((code for code, one in LANGUAGES.items() if one.script == script), "en")


def _script(sign: str) -> str:
    return _NAMES.get(unicodedata.name(sign, "").partition(" ")[0], "") if sign.isalpha() else ""

"""Marks the English that stays inside another language, IRO or advocate, so that it is read and set as English."""

import re
from functools import cache

from language.registry import language

# As families meet them in letters and on doors; in Latin script nothing else tells them from the words around.
KEPT_IN_ENGLISH = (
    "Equality and Human Rights Commission",
    "Equality Advisory and Support Service",
    "Information Commissioner’s Office",
    "Independent Reviewing Officer",
    "British Sign Language",
    "Personal Adviser",
    "Relay UK",
    "Childline",
    "advocate",
    "solicitor",
    "NSPCC",
    "EASS",
    "EHRC",
    "WCAG",
    "BSL",
    "ICO",
    "IRO",
)
_PASSED_OVER = r"(?P<kept>&#?\w+;|\{\w*\})"  # signs of mark-up and what is still to be filled in
_LATIN = r"[A-Za-z][A-Za-z’-]+(?: [A-Za-z][A-Za-z’-]+)*"


def marked(escaped: str, code: str) -> str:
    """Escaped words of this language, with the English among them in `<bdi lang="en">` (WCAG 3.1.2)."""
    if code == "en":
        return escaped
    return _english(language(code).script == "Latn").sub(_mark, escaped)


@cache
def _english(among_latin: bool) -> re.Pattern[str]:
    words = rf"(?<!\w)(?:{'|'.join(KEPT_IN_ENGLISH)})(?!\w)" if among_latin else _LATIN
    return re.compile(rf"{_PASSED_OVER}|{words}")


def _mark(found: re.Match[str]) -> str:
    return found[0] if found["kept"] else f'<bdi lang="en">{found[0]}</bdi>'

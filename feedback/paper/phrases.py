"""Words for paper: each text with its real language and direction, so that it is set and tagged right."""

from collections.abc import Mapping

from language.catalogue import Translated, say
from language.registry import language

Text = Mapping[str, str]
_ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
_NO_BREAK = "\N{NO-BREAK SPACE}"
RTL = "rtl"


def phrase(code: str, message: str, /, **values: str) -> Text:
    """The message in this language. A number stays in one line, and keeps its own direction among Arabic words."""
    values = {name: value.replace(" ", _NO_BREAK) if _is_number(value) else value for name, value in values.items()}
    if language(code).direction == RTL:
        values = {name: _ISOLATED.format(value) for name, value in values.items()}
    return of(say(code, message, **values))


def of(said: Translated) -> Text:
    """A text that is said already."""
    return {"text": said.text, "lang": said.lang, "dir": language(said.lang).direction}


def _is_number(value: str) -> bool:
    return value.replace(" ", "").isdecimal()

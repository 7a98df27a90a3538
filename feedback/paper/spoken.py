"""Words for paper: each text with its real language and direction, so that it is set and tagged right."""

from collections.abc import Mapping

from language.catalogue import Said, say
from language.registry import language

Text = Mapping[str, str]
_ISOLATED = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
RTL = "rtl"


def spoken(code: str, message: str, /, **values: str) -> Text:
    """The message in this language. Numbers and names keep their own direction among Arabic words."""
    if language(code).direction == RTL:
        values = {name: _ISOLATED.format(value) for name, value in values.items()}
    return of(say(code, message, **values))


def of(said: Said) -> Text:
    """A text that is said already."""
    return {"text": said.text, "lang": said.lang, "dir": language(said.lang).direction}

"""The places in a message where a value is put in, `{name}` in our own and `%(name)s` in Jinja's way."""

import re
from collections.abc import Sequence
from string import Formatter

_PLACES = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]|%%")


def places(text: str) -> frozenset[str]:
    """The placeholders of one text."""
    return frozenset(_PLACES.findall(text)) - {"%%"}


def stray_brace(text: str) -> bool:
    """Whether a brace stands where no value is put in, or a place asks for more than a value by its name.

    A doubled brace is a stray one too: `{{name}}` would be shown as `{name}`.
    """
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return True
    fields = [(name, form, turn) for _, name, form, turn in parts if name is not None]
    if any(set("{}") & set(literal) for literal, *_ in parts):
        return True
    return any(not name.isidentifier() or form or turn for name, form, turn in fields)


def same_placeholders(message: str | Sequence[str], translation: str) -> bool:
    """Whether a translation has its message's placeholders and no others.

    A plural form may leave the number out: Arabic says one and two with words.
    """
    if isinstance(message, str):
        return places(message) == places(translation)
    most = frozenset[str]().union(*map(places, message))
    least = most - {"{n}", "%(n)s", "%(num)s", "%(count)s"}
    return least <= places(translation) <= most

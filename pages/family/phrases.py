"""The words of a page: escaped, in its language, and marked where they had to stay English."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from markupsafe import Markup, escape

from language.catalogue import Translated, say, say_many
from language.foreign_words import marked
from language.not_here import spoken_code
from language.registry import language
from language.remembered import remembered

_TRIED: ContextVar[tuple[str, str] | None] = ContextVar("a message and the words that are tried for it", default=None)

_SENTENCE = re.compile(r"(?<=[.!?؟።।])\s+")


class Phrase(Markup):
    """Words ready for a page; `bare` is the text alone, for titles and attributes, where no mark-up can stand."""

    bare: str


def phrase(code: str, message: str, /, **values: object) -> Phrase:
    """The message in the page's language (WCAG 3.1.2), else in English; a value that is mark-up stays mark-up."""
    code, tried = spoken_code(code), _TRIED.get()
    if not values and not tried:
        return _still(code, message)
    said = Translated(tried[1], code) if tried and tried[0] == message else say(code, message)
    text = _words(said).format(**values)
    return _marked(code, Translated(text, said.lang), said.text.format(**values))


def phrases(code: str) -> partial[Phrase]:
    """`_` for one language's templates."""
    return partial(phrase, code)


@contextmanager
def trying(message: str, words: str) -> Iterator[None]:
    """Within it these words stand for the message, for whoever looks how a page would be; nobody else sees them."""
    before = _TRIED.set((message, words))
    try:
        yield
    finally:
        _TRIED.reset(before)


def phrases_counted(code: str) -> partial[Phrase]:
    """`many` for one language's templates: the form of a message for so many of something."""
    return partial(_counted, code)


def in_lines(words: Markup) -> Markup:
    """Each sentence on a line of its own, as Easy Read has it."""
    return Markup(_SENTENCE.sub("<br>", words))  # noqa: S704  # marked up already


def _counted(code: str, singular: str, plural: str, n: int) -> Phrase:
    said = say_many(code, singular, plural, n)
    return _marked(code, Translated(_words(said), said.lang), said.text)


@remembered(8192)
def _still(code: str, message: str) -> Phrase:
    said = say(code, message)
    return _marked(code, Translated(_words(said), said.lang), said.text)


def _words(said: Translated) -> Markup:
    """Our own words, escaped, with what stays English among them marked."""
    return Markup(marked(escape(said.text), said.lang))  # noqa: S704  # escaped


def _marked(code: str, safe: Translated, bare: str) -> Phrase:
    spoken = Phrase(safe.text if safe.lang == code else _in_other_language(safe))
    spoken.bare = bare
    return spoken


def _in_other_language(safe: Translated) -> str:
    return f'<span lang="{safe.lang}" dir="{language(safe.lang).direction}">{safe.text}</span>'

"""The words of a page: escaped, in its language, and marked where they had to stay English."""

import re
from functools import lru_cache, partial

from markupsafe import Markup, escape

from language.catalogue import Translated, say, say_many
from language.registry import language

_SENTENCE = re.compile(r"(?<=[.!?؟።।])\s+")


class Phrase(Markup):
    """Words ready for a page; `bare` is the text alone, for titles and attributes, where no mark-up can stand."""

    bare: str


def phrase(code: str, message: str, /, **values: object) -> Phrase:
    """The message in the page's language (WCAG 3.1.2); a value that is already mark-up stays mark-up."""
    if not values:
        return _still(code, message)
    said = say(code, message)
    text = escape(said.text).format(**values)
    return _marked(code, Translated(text, said.lang), said.text.format(**values))


def phrases(code: str) -> partial[Phrase]:
    """`_` for one language's templates."""
    return partial(phrase, code)


def phrases_counted(code: str) -> partial[Phrase]:
    """`many` for one language's templates: the form of a message for so many of something."""
    return partial(_counted, code)


def in_lines(words: Markup) -> Markup:
    """Each sentence on a line of its own, as Easy Read has it."""
    return Markup(_SENTENCE.sub("<br>", words))  # noqa: S704  # marked up already


def _counted(code: str, singular: str, plural: str, n: int) -> Phrase:
    said = say_many(code, singular, plural, n)
    return _marked(code, Translated(escape(said.text), said.lang), said.text)


@lru_cache(maxsize=8192)
def _still(code: str, message: str) -> Phrase:
    said = say(code, message)
    return _marked(code, Translated(escape(said.text), said.lang), said.text)


def _marked(code: str, safe: Translated, bare: str) -> Phrase:
    spoken = Phrase(safe.text if safe.lang == code else _in_other_language(safe))
    spoken.bare = bare
    return spoken


def _in_other_language(safe: Translated) -> str:
    return f'<span lang="{safe.lang}" dir="{language(safe.lang).direction}">{safe.text}</span>'

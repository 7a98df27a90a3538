"""The words of a page: escaped, in its language, and marked where they had to stay English."""

from functools import lru_cache, partial

from markupsafe import Markup, escape

from language.catalogue import Translated, say
from language.foreign_words import marked
from language.not_here import spoken_code
from language.registry import language


class Phrase(Markup):
    """Words ready for a page; `bare` is the text alone, for titles and attributes, where no mark-up can stand."""

    bare: str


def phrase(code: str, message: str, /, **values: object) -> Phrase:
    """The message in the page's language (WCAG 3.1.2), else in English; a value that is mark-up stays mark-up."""
    code = spoken_code(code)
    if not values:
        return _still(code, message)
    said = say(code, message)
    text = _words(said).format(**values)
    return _marked(code, Translated(text, said.lang), said.text.format(**values))


def phrases(code: str) -> partial[Phrase]:
    """`_` for one language's templates."""
    return partial(phrase, code)


@lru_cache(maxsize=8192)
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

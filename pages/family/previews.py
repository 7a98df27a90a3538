"""A page of the family's with a translation on it that nobody reads yet, drawn by the page's own templates."""

import re
from collections.abc import Iterator
from itertools import chain

from markupsafe import Markup

from feedback.voices.conversation_view import ConversationView, Stage
from forms.library import Library
from forms.schema import Form, Question
from pages.family.conversation_pages import FirstPage, first_page, question_page
from pages.family.page import render
from pages.family.phrases import trying
from pages.family.site import Site

_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_ALONE = ("front", "help", "privacy", "accessibility")  # pages that nobody's words stand on


def preview(site: Site, library: Library, code: str, english: str, text: str, form: str = "") -> str:
    """The page on which this English stands, in the language, with `text` in its place; empty where it is on none.

    `form` is whose question is preferred, where several ask the same.
    """
    with trying(english, text):
        if found := next(_questions(library, english, form), None):
            return _still(question_page(_view(*found, code), site, Markup("")))
        alone = (render(f"{name}.html", code, site, back="/") for name in _ALONE)
        pages = chain([first_page(FirstPage.of_anybody(code), site)], alone)
        return next((_still(page) for page in pages if _stands_on(page, text)), "")


def _still(page: str) -> str:
    """The page without its script: it is to be looked at alone."""
    return _SCRIPT.sub("", page)


def _questions(library: Library, english: str, preferred: str) -> Iterator[tuple[Form, Question]]:
    forms = sorted(library.forms.values(), key=lambda form: form.id != preferred)
    for form in (one for one in forms if one.audience):
        for question in form.questions:
            if english in _words(question):
                yield form, question


def _words(question: Question) -> set[str | None]:
    return {question.text, question.hint, question.explain, *(option.text for option in question.options())}


def _view(form: Form, question: Question, code: str) -> ConversationView:
    at = form.ids.index(question.id)
    return ConversationView(
        stage=Stage.ASKING,
        form=form,
        audience=form.audience or "",
        touchpoint=form.touchpoints[0],
        language=code,
        question=question,
        position=at + 1,
        total=len(form.ids),
        can_go_back=at > 0,
    )


def _stands_on(page: str, text: str) -> bool:
    first = text.partition("{")[0].strip()
    return bool(first) and str(Markup.escape(first)) in page

"""What this browser said before: a chosen answer is drawn once for all, typed words are drawn anew each time."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup, escape

from feedback.voices.conversation_view import Bubble, ConversationView
from language.foreign_words import marked
from language.isolates import isolated
from language.remembered import remembered
from pages.family.looks import Look, look_at
from pages.family.page import macro, render
from pages.family.site import Site

GAP = "<!-- gap -->"  # in a page's text it cannot stand: there the mark-up is escaped
_GAP = Markup(GAP)  # noqa: S704  # our own mark
_RECENT: Mapping[Look, int] = {Look.CHAT: 2, Look.CALM: 1}  # earlier answers that stand open above the question
_FOLDED, _OPEN, _WHOLE = 100, 140, 0  # characters that are shown of an answer


def talk(view: ConversationView, code: str, site: Site, *, refused: bool = False) -> str:
    """Above a question; all is folded where the numbers, or what is wrong, come first. The youngest see one thing."""
    look = look_at(view)
    if look is Look.YOUNG:
        return ""
    all_of_them = len(view.bubbles)
    cut = max(0, all_of_them - (0 if view.in_danger or refused else _RECENT.get(look, 0)))
    earlier = _drawn(view, range(cut), _FOLDED, code, site)
    recent = _drawn(view, range(cut, all_of_them), _OPEN, code, site)
    return _within(earlier, code, site, folded=True) + _within(recent, code, site, recent=True)


def whole_talk(view: ConversationView, code: str, site: Site) -> str:
    """Every answer in full, to be checked."""
    return _within(_drawn(view, range(len(view.bubbles)), _WHOLE, code, site), code, site)


def _within(answers: str, code: str, site: Site, *, folded: bool = False, recent: bool = False) -> str:
    if not answers:
        return ""
    before, after = _around(folded, recent, code, site)
    return f"{before}{answers}{after}"


@remembered(64)
def _around(folded: bool, recent: bool, code: str, site: Site) -> tuple[str, str]:
    before, _, after = render("talk.html", code, site, folded=folded, recent=recent, gap=_GAP).partition(GAP)
    return before, after


def _drawn(view: ConversationView, places: range, length: int, code: str, site: Site) -> str:
    return "".join(_one(view, at, length, code, site) for at in places)


def _one(view: ConversationView, at: int, length: int, code: str, site: Site) -> str:
    bubble = view.bubbles[at]
    chosen = bubble.answer is None or view.form.by_id[bubble.question_id].options()
    return (_chosen if chosen else _bubble)(bubble, at + 1, length, code, site)


def _bubble(bubble: Bubble, number: int, length: int, code: str, site: Site) -> str:
    asked = Markup(marked(escape(isolated(bubble.asked)), bubble.asked_lang))  # noqa: S704  # escaped
    return str(macro("bubble", code, site)(replace(bubble, asked=asked), number, length))


@remembered(4096)
def _chosen(bubble: Bubble, number: int, length: int, code: str, site: Site) -> str:
    """Our own words alone: what anybody typed is never remembered."""
    return _bubble(bubble, number, length, code, site)

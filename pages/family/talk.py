"""What this browser said before, above the question: a chosen answer is drawn once, words are drawn anew each time."""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from feedback.voices.conversation_view import Bubble, ConversationView
from pages.family.page import macro, render
from pages.family.site import Site

_RECENT = 2  # earlier answers that stand open above the question
_FOLDED, _OPEN = 100, 140  # characters that are shown of an answer


def talk(scene: ConversationView, code: str, site: Site, *, refused: bool = False) -> Markup:
    """The answers so far; all is folded where the numbers, or what is wrong, come first."""
    if not scene.bubbles:
        return Markup()
    cut = max(0, len(scene.bubbles) - (0 if scene.in_danger or refused else _RECENT))
    earlier = Markup().join(_drawn(scene, at, _FOLDED, code, site) for at in range(cut))
    recent = Markup().join(_drawn(scene, at, _OPEN, code, site) for at in range(cut, len(scene.bubbles)))
    return Markup(render("talk.html", code, site, earlier=earlier, recent=recent))  # noqa: S704  # drawn by a template


def _drawn(scene: ConversationView, at: int, length: int, code: str, site: Site) -> Markup:
    bubble = scene.bubbles[at]
    chosen = bubble.answer is None or bool(scene.form.by_id[bubble.question_id].options())
    draw: Callable[[Bubble, int, int, str, Site], Markup] = _chosen if chosen else _bubble
    return draw(bubble, at + 1, length, code, site)


def _bubble(bubble: Bubble, number: int, length: int, code: str, site: Site) -> Markup:
    return macro("bubble", code, site)(bubble, number, length)


@lru_cache(maxsize=4096)
def _chosen(bubble: Bubble, number: int, length: int, code: str, site: Site) -> Markup:
    """Our own words alone: what anybody typed is never remembered."""
    return _bubble(bubble, number, length, code, site)

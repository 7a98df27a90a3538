"""The pages in whose fields nothing stands: all but what was said before is the same for everybody, and drawn once."""

from dataclasses import dataclass, field, replace

from markupsafe import Markup

from feedback.voices.conversation_view import ConversationView, Stage
from language.remembered import remembered
from pages.family import conversation_pages as pages
from pages.family.frame import Frame
from pages.family.reply import Reply
from pages.family.site import Site
from pages.family.talk import GAP, talk, whole_talk


def is_untouched(view: ConversationView) -> bool:
    """Whether a question is asked in whose field nothing stands, or all is answered and to be checked."""
    asks = view.stage is Stage.ASKING and view.given is None and not view.draft and not view.attached
    return asks or view.stage is Stage.CHECKING


def framed(view: ConversationView, site: Site, squeezed: bool) -> Reply:
    """Such a page, the same as `conversation_pages.standing` draws it."""
    draw = talk if view.stage is Stage.ASKING else whole_talk
    return _frame(_Outline.of(view), site).around(draw(view, pages.code_of(view), site), squeezed)


@dataclass(frozen=True)
class _Outline:
    """All that such a page depends on, but for what was said before."""

    asked: tuple[object, ...]
    speaks: tuple[str, str, bool]
    shows: tuple[bool | str, ...]
    view: ConversationView = field(compare=False)

    @classmethod
    def of(cls, view: ConversationView) -> "_Outline":
        question = view.question.id if view.question else None
        heard = tuple(view.spoken.values())
        place = (view.stage, view.form.fingerprint, question, view.position, view.total)
        asked = (*place, heard, view.offers)
        speaks = (pages.code_of(view), view.audience, view.easy)
        shows = (bool(view.bubbles), view.begun_elsewhere, view.can_go_back, view.in_danger)
        call = (view.wants_call, view.can_be_called, view.asks_number, view.helped_by)
        return cls(asked, speaks, (*shows, *call), replace(view, bubbles=()))


@remembered(512)
def _frame(outline: _Outline, site: Site) -> Frame:
    """It holds nothing of what anybody said, so one copy serves everybody."""
    said = Markup(GAP if outline.shows[0] else "")  # noqa: S704  # our own mark
    if outline.view.stage is Stage.ASKING:
        return Frame.of(pages.question_page(outline.view, site, said))
    return Frame.of(pages.check_page(outline.view, site, said))

"""The pages in whose fields nothing stands: all but what was said before is the same for everybody, and drawn once."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from markupsafe import Markup

from feedback.voices.conversation_view import ConversationView, Stage
from pages.family import conversation_pages as pages
from pages.family.frame import Frame
from pages.family.reply import Reply
from pages.family.site import Site
from pages.family.talk import GAP, talk, whole_talk


def is_untouched(scene: ConversationView) -> bool:
    """Whether a question is asked in whose field nothing stands, or all is answered and to be checked."""
    asks = scene.stage is Stage.ASKING and scene.given is None and not scene.draft
    return asks or scene.stage is Stage.CHECKING


def framed(scene: ConversationView, site: Site, squeezed: bool) -> Reply:
    """Such a page, the same as `conversation_pages.standing` draws it."""
    draw = talk if scene.stage is Stage.ASKING else whole_talk
    return _frame(_Outline.of(scene), site).around(draw(scene, pages.code_of(scene), site), squeezed)


@dataclass(frozen=True)
class _Outline:
    """All that such a page depends on, but for what was said before."""

    asked: tuple[object, ...]
    speaks: tuple[str, bool]
    shows: tuple[bool, ...]
    scene: ConversationView = field(compare=False)

    @classmethod
    def of(cls, scene: ConversationView) -> "_Outline":
        question = scene.question.id if scene.question else None
        asked = (scene.stage, scene.form.fingerprint, question, scene.position, scene.total)
        speaks = (pages.code_of(scene), pages.for_younger(scene))
        shows = (bool(scene.bubbles), scene.begun_elsewhere, scene.can_go_back, scene.in_danger)
        call = (scene.wants_call, scene.can_be_called, scene.asks_number)
        return cls(asked, speaks, (*shows, *call), replace(scene, bubbles=()))


@lru_cache(maxsize=512)
def _frame(outline: _Outline, site: Site) -> Frame:
    """It holds nothing of what anybody said, so one copy serves everybody."""
    said = Markup(GAP if outline.shows[0] else "")  # noqa: S704  # our own mark
    if outline.scene.stage is Stage.ASKING:
        return Frame.of(pages.question_page(outline.scene, site, said))
    return Frame.of(pages.check_page(outline.scene, site, said))

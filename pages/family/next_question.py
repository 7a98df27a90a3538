"""The page of a question that nobody has touched: all but what was said before it is drawn and squeezed once."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from markupsafe import Markup

from feedback.voices.conversation_view import ConversationView, Stage
from pages.family import conversation_pages as pages
from pages.family.frame import GAP, Frame
from pages.family.reply import Reply
from pages.family.site import Site
from pages.family.talk import talk


def is_untouched(scene: ConversationView) -> bool:
    """Whether a question is asked in whose field nothing stands."""
    return scene.stage is Stage.ASKING and scene.given is None and not scene.draft


def untouched(scene: ConversationView, site: Site, squeezed: bool) -> Reply:
    """Its page, as `conversation_pages.asking` draws it."""
    return _frame(_Outline.of(scene), site).around(talk(scene, pages.code_of(scene), site), squeezed)


@dataclass(frozen=True)
class _Outline:
    """All that such a page depends on, but for what was said before."""

    form: str
    question: str
    counted: tuple[int, int]
    language: str
    younger: bool
    can_go_back: bool
    in_danger: bool
    scene: ConversationView = field(compare=False)

    @classmethod
    def of(cls, scene: ConversationView) -> "_Outline":
        assert scene.question is not None
        return cls(
            scene.form.fingerprint,
            scene.question.id,
            (scene.position, scene.total),
            pages.code_of(scene),
            pages.for_younger(scene),
            scene.can_go_back,
            scene.in_danger,
            replace(scene, bubbles=()),
        )


@lru_cache(maxsize=512)
def _frame(outline: _Outline, site: Site) -> Frame:
    """It holds nothing of what anybody said, so one copy serves everybody."""
    return Frame.of(pages.question_page(outline.scene, site, Markup(GAP)))  # noqa: S704  # our own mark

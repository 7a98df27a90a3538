"""The four looks of a family's pages: which one an audience has, and who may ask for Easy Read instead."""

from collections.abc import Mapping
from enum import StrEnum

from feedback.voices.conversation_view import ConversationView
from forms.schema import Question


class Look(StrEnum):
    """How a page looks; each has a style of its own, `style_….css`."""

    YOUNG = "young"  # 4 to 7, with a helper
    EASY = "easy"  # 8 to 11, and Easy Read at any age
    CHAT = "chat"  # 12 and over, and care leavers
    CALM = "calm"  # adults, and every page that no conversation stands behind


_OF_AUDIENCE: Mapping[str, Look] = {
    "child_4_7": Look.YOUNG,
    "child_8_11": Look.EASY,
    "young_person": Look.CHAT,
    "care_leaver": Look.CHAT,
}
_OF_PURPOSE: Mapping[str, str] = {"safe_now": "safe", "call_back": "phone", "share_words": "report"}
_SECONDS = 20  # that one question takes


def look_of(audience: str, *, easy: bool = False) -> Look:
    """The look of this audience's pages; Easy Read where they asked for it and have nothing as easy already."""
    return Look.EASY if easy and offers_easy(audience) else _OF_AUDIENCE.get(audience, Look.CALM)


def look_at(view: ConversationView) -> Look:
    """The look of a conversation's pages in this browser."""
    return look_of(view.audience, easy=view.easy)


def offers_easy(audience: str) -> bool:
    """Whether Easy Read is offered: children under 12 have easy words and pictures anyway."""
    return _OF_AUDIENCE.get(audience) not in (Look.YOUNG, Look.EASY)


def picture_of(question: Question) -> str:
    """The picture beside a question: its own, else one for what it is about."""
    if question.picture:
        return question.picture
    if question.format == "phone":
        return "phone"
    return _OF_PURPOSE.get(question.purpose, "talking" if question.kind == "long_text" else "listening")


def minutes(questions: int) -> int:
    """About how many minutes so many questions take, one at least."""
    return max(1, round(questions * _SECONDS / 60))

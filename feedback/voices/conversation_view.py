"""A view: all that a page needs to show one moment of a conversation to one browser."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from feedback.voices.answers_back import Told
from forms.answers import Value
from forms.schema import Form, Question
from language.catalogue import Translated


class Stage(StrEnum):
    """Where the conversation stands for this browser."""

    WELCOME = "welcome"
    ASKING = "asking"
    CHECKING = "checking"
    THANKED = "thanked"


@dataclass(frozen=True)
class Bubble:
    """A question as it was put and what was answered; `answer` is None where it was skipped."""

    question_id: str
    asked: str
    asked_lang: str
    answer: str | None
    answer_lang: str
    attached: tuple[Translated, ...] = ()  # what stands beside typed words: "A drawing"


@dataclass(frozen=True)
class ConversationView:
    """One moment of a conversation, holding only what this browser session may see."""

    stage: Stage
    form: Form
    audience: str
    touchpoint: str
    language: str
    begun_elsewhere: bool = False
    question: Question | None = None
    position: int = 0
    total: int = 0
    bubbles: tuple[Bubble, ...] = ()
    given: Value | None = None
    draft: str = ""
    offers: tuple[str, ...] = ()  # what may be attached here: a drawing, a voice note
    attached: tuple[str, ...] = ()  # what this browser has attached here
    can_go_back: bool = False
    worried: bool = False
    in_danger: bool = False  # what was said a moment ago alarms: the very next page has the numbers in full
    wants_call: bool = False
    can_be_called: bool = False  # there is a number for the call that they want: without one none is promised
    asks_number: bool = False  # and they can still give one here
    from_poster: bool = False
    until: date | None = None  # the last whole day on which the link opens, where that is still to come
    spoken: Mapping[str, str] = field(default_factory=dict)  # where its wordings are heard
    easy: bool = False  # this browser asked for Easy Read
    helped_by: str = ""  # whom the youngest said they had help from
    read_by: date | None = None  # the day by which a person has read it, once it is finished
    told: Told | None = None  # what came of their words, where that is what they are told

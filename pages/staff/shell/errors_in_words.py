"""What went wrong, in words for the person at the screen: the one place where errors turn into sentences."""

import structlog

from feedback.voices.errors import CannotAsk, NoSuchLink, NotAnswerable
from forms.answers import AnswerRefused
from people.errors import NotAllowed, NotFound, Unacceptable
from storage.errors import NotSaved

NOT_THERE = "This is not here any more, or it is not yours to see."
OVER = "This has been answered or closed meanwhile. Nothing was changed."
NOT_SAVED = "Not saved: the store cannot write at the moment. Your text stays here; try again."
UNEXPECTED = "Something went wrong here. It has been noted. What you typed is still on this page."

_log = structlog.get_logger("heard.staff")


def sentence_for(trouble: Exception) -> str:
    """A sentence that says what the person can do; what nobody foresaw is logged and not explained (ASVS 16.5.1)."""
    match trouble:
        case AnswerRefused() | CannotAsk() | Unacceptable():
            return str(trouble)
        case NotFound() | NotAllowed():
            return NOT_THERE
        case NoSuchLink() | NotAnswerable():
            return OVER
        case NotSaved():
            return NOT_SAVED
        case _:
            _log.exception("unexpected", error=type(trouble).__name__)
            return UNEXPECTED

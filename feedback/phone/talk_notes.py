"""What every note of a talk has: the day, the method and the words (BR-08)."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from forms.answers import AnswerRefused, read_answer
from forms.closings import DEFINITIONS
from forms.library import Library
from forms.schema import Form
from forms.vocabulary import SECTIONS
from people.errors import Unacceptable
from people.working_days import london_day
from storage.store import Database

METHODS: Mapping[str, str] = {  # the methods of section 6
    "in_person": "In person",
    "video": "Video call",
    "phone": "Phone call",
    "text": "Text message",
    "online": "Online form",
    "email": "Email",
    "letter": "Letter",
}
QUESTION = "said"


@cache
def note_form() -> Form:
    """The one question of a note."""
    return Library.of_file(DEFINITIONS / "quick_note.yaml").get("quick_note")


def check(good: bool, mend: str) -> None:
    """`Unacceptable` with the sentence that says what to mend."""
    if not good:
        raise Unacceptable(mend)


def check_method(method: str, sections: Collection[str]) -> None:
    """How it took place, and what it is about."""
    check(method in METHODS, "Choose how you talked.")
    check(set(sections) <= set(SECTIONS), "Choose the sections from 1 to 7.")


def words_of(text: str) -> str:
    """The words as they are kept."""
    try:
        return str(read_answer(note_form().question(QUESTION), text))
    except AnswerRefused as refused:
        raise Unacceptable(str(refused) if text.strip() else "Write what was said.") from refused


def day_of(db: Database, text: str) -> date:
    """The day of the talk, from ISO text; it has to have taken place."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise Unacceptable("Choose the day of the talk.") from None
    check(on <= london_day(db.now), "The talk has to have taken place: choose today or an earlier day.")
    return on

"""An answer back: what came of a family's words is told to them, and they say with one press whether it helped."""

from functools import cache
from typing import TypedDict

from feedback.voices.voices import ANSWER_BACK
from forms.closings import DEFINITIONS
from forms.library import Library
from forms.schema import Form
from language.catalogue import N_, Translated, say

HELPED = "helped"
WHAT_WE_DID = N_("You told us what you think. This is what we did:")
WHAT_WE_COULD_NOT_DO = N_("You told us what you think. We could not do it. This is why:")


class Told(TypedDict):
    """What is told, as it is kept with its request: it names nobody."""

    item: int  # of the tracker
    voice: int  # whose words it answers
    done: bool  # False where it could not be done: then the words say why
    english: str
    words: str  # in `language`
    language: str
    translated_by: str  # who put it into their language; empty where nobody had to


@cache
def answer_back_form() -> Form:
    """The one question."""
    return Library.of_file(DEFINITIONS / f"{ANSWER_BACK}.yaml").get(ANSWER_BACK)


def opens_with(told: Told) -> str:
    """The message that stands above the words."""
    return WHAT_WE_DID if told["done"] else WHAT_WE_COULD_NOT_DO


def words_in(told: Told, language: str) -> Translated:
    """The words in this language as far as there are any: theirs, those of a ready sentence, else the English ones."""
    if language == told["language"]:
        return Translated(told["words"], language)
    english = told["english"]
    return say(language, english)

"""What a caller reads out: the words in the family's language, with the English for the caller where it differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.phone.call import CallView
from feedback.phone.call_line import CallLine
from feedback.phone.opening_words import OpeningLine, opening
from feedback.voices.answers_back import Told, opens_with, words_in
from feedback.voices.collectors import INDEPENDENT
from forms.schema import Question
from language.catalogue import N_, say

THANKS = N_("Thank you")
KEPT = N_("Everything you said is kept.")
ENGLISH = "en"


@dataclass(frozen=True)
class ReadOut:
    """One text to be read out. `english` is empty where the text is English itself."""

    text: str
    lang: str
    english: str = ""
    when: str = ""
    note: str = ""


@dataclass(frozen=True)
class ScriptChoice:
    """One answer to choose, with the key that chooses it; no key after the ninth."""

    code: str
    key: str
    said: ReadOut


def read_out(language: str, message: str) -> ReadOut:
    """A message as it is read out in a language."""
    said = say(language, message)
    return ReadOut(said.text, said.lang, message if said.lang != ENGLISH else "")


def first_words(call: CallView, line: CallLine | None, language: str) -> list[ReadOut]:
    """The opening lines in the language that is chosen on the screen."""
    name, independent = line.name if line else "", call.collected_by == INDEPENDENT
    audience, tells = call.view.audience, call.view.told is not None
    spoken = opening(language, name=name, independent=independent, audience=audience, tells=tells)
    english = opening(ENGLISH, name=name, independent=independent, audience=audience, tells=tells)
    return [_line(one, en.said) for one, en in zip(spoken, english, strict=True)]


def told_aloud(told: Told | None, language: str) -> tuple[ReadOut, ...]:
    """What came of their words, to be read out before they are asked whether it helped; nothing in any other call."""
    if told is None:
        return ()
    said = words_in(told, language)
    english = told["english"] if said.lang != ENGLISH else ""
    return read_out(language, opens_with(told)), ReadOut(said.text, said.lang, english)


def choices(question: Question, language: str) -> Iterator[ScriptChoice]:
    """The answers in their order, numbered for the keyboard."""
    for at, option in enumerate(question.options(), start=1):
        yield ScriptChoice(option.code, str(at) if at < 10 else "", read_out(language, option.text))


def last_words(language: str) -> tuple[ReadOut, ReadOut]:
    """What is said before ringing off."""
    return read_out(language, THANKS), read_out(language, KEPT)


def _line(one: OpeningLine, english: str) -> ReadOut:
    return ReadOut(one.said, one.lang, english if one.lang != ENGLISH else "", one.when, one.note)

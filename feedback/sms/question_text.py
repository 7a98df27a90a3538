"""How a question is put in a text message: its words, numbered choices, and how far one has come; short."""

from forms.conversation import Conversation
from forms.schema import Question
from forms.vocabulary import CHOICE_KINDS
from language.catalogue import N_, say
from people.contact_points import EMERGENCY

WITH_A_NUMBER = N_("Reply with a number.")
WITH_NUMBERS = N_("Reply with one or more numbers, like 1 3.")
IN_WORDS = N_("Reply in your own words.")
IN_DANGER = N_("In danger now? Call {number}.")


def question_text(conversation: Conversation, language: str, *, explained: bool) -> str:
    """The question that the conversation has come to, as one text; `explained` says how numbers answer it."""
    question = conversation.question
    assert question is not None
    asked = say(language, question.text).text
    lines = [f"{conversation.position}/{conversation.total} {asked}", *_notes(question, language)]
    return "\n".join([*lines, *_choices(question, language), *_how(question, language, explained)])


def _notes(question: Question, language: str) -> list[str]:
    return [say(language, note).text for note in (question.explain, question.hint) if note]


def _choices(question: Question, language: str) -> list[str]:
    return [f"{number} {say(language, option.text).text}" for number, option in enumerate(question.options(), start=1)]


def _how(question: Question, language: str, explained: bool) -> list[str]:
    """How to reply; beside each box for words stands whom to call in danger."""
    if question.kind == "several_choices":
        return [say(language, WITH_NUMBERS).text]
    if question.kind in CHOICE_KINDS:
        return [say(language, WITH_A_NUMBER).text] if explained else []
    return [say(language, IN_WORDS).text, say(language, IN_DANGER, number=EMERGENCY).text]

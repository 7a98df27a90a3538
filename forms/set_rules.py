"""Checks what holds for a whole set of questions: who is asked, how many, how much typing, how it ends."""

from collections.abc import Iterator
from typing import Any

from forms.errors import Problem
from forms.loading import At, Loaded
from forms.spelling import mend_of
from forms.vocabulary import STAFF_KINDS, TEXT_LENGTHS
from forms.written import Closings

Placed = list[tuple[At, dict[str, Any]]]

MOST_QUESTIONS = 7
MOST_TYPING = 2


def set_problems(loaded: Loaded, questions: Placed, closings: Closings | None) -> Iterator[Problem]:
    """The problems of the form as a whole; a form that families are asked has stricter rules than a staff form.

    `closings` is None where the closing blocks themselves cannot be read: their own check says so.
    """
    data = loaded.data
    if bool(data.get("questions")) is bool(data.get("parts")):
        yield loaded.problem((), "A form has either questions or parts.", "Write one of `questions:` and `parts:`.")
    if "audience" in data and "audiences" in data:
        yield loaded.problem(("audiences",), "Both `audience` and `audiences` are written.", "Keep one of them.")
    asked = not data.get("staff") and bool(data.get("audience") or data.get("audiences"))
    if asked:
        yield from _family_problems(loaded, questions)
    elif data.get("touchpoints") and not data.get("staff"):
        yield loaded.problem(("touchpoints",), "Nobody is asked.", "Add `audience:`.")
    if asked or data.get("ends_with"):
        yield from _ending(loaded, questions, closings)


def _family_problems(loaded: Loaded, questions: Placed) -> Iterator[Problem]:
    typing = sum(1 for _at, question in questions if str(question.get("kind")) in TEXT_LENGTHS)
    if len(questions) > MOST_QUESTIONS:
        said = f"There are {len(questions)} questions; a family is asked at most {MOST_QUESTIONS}."
        yield loaded.problem(("questions",), said, "Take some out.")
    if typing > MOST_TYPING:
        said = f"There are {typing} answers to type; a family types at most {MOST_TYPING}."
        yield loaded.problem(("questions",), said, "Give choices instead.")
    for at, question in questions:
        if question.get("required"):
            said = "Every question of a family can be skipped."
            yield loaded.problem((*at, "required"), said, "Take `required` out.")
        if question.get("kind") in STAFF_KINDS:
            said = f"A family is not asked for {question['kind']}."
            yield loaded.problem((*at, "kind"), said, "Ask it in another kind of question.")


def _ending(loaded: Loaded, questions: Placed, closings: Closings | None) -> Iterator[Problem]:
    name = loaded.data.get("ends_with")
    if closings is None:
        return
    if not name:
        yield loaded.problem((), "The set does not end with the closing questions.", "Add `ends_with: closing`.")
    elif str(name) not in closings:
        yield loaded.problem(("ends_with",), f"“{name}” is not a known ending.", mend_of(name, closings))
    else:
        taken = {question.id for question in closings[str(name)]}
        for at, question in questions:
            if str(question.get("id")) in taken:
                said = f"The id “{question['id']}” belongs to a closing question."
                yield loaded.problem((*at, "id"), said, "Give this question another id.")

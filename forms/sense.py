"""Checks that the questions of a form file make sense: scales, options, conditions, words."""

import re
from collections.abc import Iterator, Set
from typing import Any

from forms.alike import alike_problems
from forms.errors import Problem
from forms.loading import At, Loaded, dicts_of, list_of
from forms.scales import scales
from forms.spelling import mend_of
from forms.vocabulary import CHOICE_KINDS, KEPT_LISTS, ROW_KINDS, TEXT_LENGTHS

NAME = re.compile(r"[a-z][a-z0-9_]*")
TESTS = ("equals", "one_of", "answered")

NewRequest = dict[str, dict[str, Any]]  # questions by id, as they are written


def question_problems(
    loaded: Loaded, at: At, question: dict[str, Any], earlier: NewRequest, later: Set[str]
) -> Iterator[Problem]:
    """Everything that is wrong with one question; `earlier` are the questions before it, `later` the ids behind it."""
    yield from name_problem(loaded, (*at, "id"), question.get("id"))
    yield from _words(loaded, at, question)
    yield from _answers(loaded, at, question)
    yield from _length(loaded, at, question)
    yield from _format(loaded, at, question)
    if isinstance(question.get("when"), dict):
        yield from _condition(loaded, (*at, "when"), question["when"], earlier, later)


def option_codes(question: dict[str, Any]) -> list[str]:
    """The codes that can be chosen, as far as the file tells; none for typed answers."""
    kind = question.get("kind")
    asides = [option.code for option in scales().asides] if kind in CHOICE_KINDS else []
    if kind == "scale":
        return [option.code for option in scales().scales.get(str(question.get("scale")), ())] + asides
    if kind == "yes_no":
        return [option.code for option in scales().yes_no] + asides
    return [str(choice.get("code")) for choice in dicts_of(question.get("choices"))] + asides


def name_problem(loaded: Loaded, at: At, written: object) -> Iterator[Problem]:
    """An id is written in small letters: it stands in addresses, in documents and in conditions."""
    if isinstance(written, str) and not NAME.fullmatch(written):
        mend = "Use small letters, digits and _, a letter first, like read_report."
        yield loaded.problem(at, f"“{written}” cannot be an id.", mend)


def words_problem(loaded: Loaded, at: At, words: object) -> Iterator[Problem]:
    """Words that a person reads are not blank and have no braces, which would stand for a value to fill in."""
    if isinstance(words, str) and not words.strip():
        yield loaded.problem(at, f"“{at[-1]}” is empty.", "Write the words that a person reads.")
    if at in loaded.cut:
        mend = "Put the whole text in quotation marks, or the comment on a line of its own."
        yield loaded.problem(at, f"“{at[-1]}” is cut off: what stands behind a # is not read.", mend)
    if isinstance(words, str) and set("{}") & set(words):
        yield loaded.problem(at, "A text holds a brace.", "Write it without { and }.")


def _words(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    for name in ("text", "hint", "explain", "easy"):
        if name in question:
            yield from words_problem(loaded, (*at, name), question[name])
    for name, said in (("choices", "text"), ("columns", "title")):
        for index, item in enumerate(dicts_of(question.get(name))):
            yield from words_problem(loaded, (*at, name, index, said), item.get(said))


def _answers(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    yield from _scale(loaded, at, question)
    yield from _choices(loaded, at, question)
    known = option_codes(question)
    for index, code in enumerate(list_of(question.get("alerts"))):
        if code not in known:
            place = (*at, "alerts", index)
            yield loaded.problem(place, f"“{code}” is not an answer to this question.", mend_of(code, known))
    asides = [option.code for option in scales().asides]
    for index, code in enumerate(list_of(question.get("asides"))):
        if code not in asides:
            yield loaded.problem((*at, "asides", index), f"“{code}” is not a known aside.", mend_of(code, asides))


def _scale(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    kind, scale = question.get("kind"), question.get("scale")
    if kind == "scale" and scale is None:
        yield loaded.problem(at, "The question names no scale.", f"Add `scale:`, one of {', '.join(scales().scales)}.")
    elif kind == "scale" and str(scale) not in scales().scales:
        yield loaded.problem((*at, "scale"), f"“{scale}” is not a known scale.", mend_of(scale, scales().scales))
    elif kind != "scale" and scale is not None:
        yield loaded.problem((*at, "scale"), f"A question of kind “{kind}” has no scale.", "Write `kind: scale`.")
    elif kind == "scale":
        yield from _fit(loaded, at, str(scale), question.get("text"))
        yield from _fit(loaded, at, str(scale), question.get("easy"))


def _fit(loaded: Loaded, at: At, scale: str, text: object) -> Iterator[Problem]:
    """A question and the answers to it belong together: "Did you meet …?" cannot be answered with "Always"."""
    answers = scales().answers.get(scale)
    about = scales().about(text) if isinstance(text, str) else ""
    if not answers or not about or about in answers:
        return
    best = scales().scales[scale][0].text
    mend = f"Name one of {', '.join(scales().answering(about))}, or ask in another way."
    yield loaded.problem((*at, "scale"), f"“{best}” is no answer to “{text}”: scale {scale} does not fit.", mend)


def _choices(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    kind, choices = question.get("kind"), dicts_of(question.get("choices"))
    if kind in ("one_choice", "several_choices"):
        if len(choices) < 2:
            yield loaded.problem(at, "The question has fewer than two choices.", "Add them under `choices:`.")
    elif choices:
        yield loaded.problem(
            (*at, "choices"), f"A question of kind “{kind}” has no choices.", "Write `kind: one_choice`."
        )
    if kind in ROW_KINDS and not question.get("columns"):
        said = "The table has no columns." if kind == "table" else f"A question of kind “{kind}” has no columns."
        yield loaded.problem(at, said, "Add them under `columns:`.")
    if kind == "checklist" and not question.get("items"):
        yield loaded.problem(at, "The checklist names no list.", f"Add `items:`, one of {', '.join(KEPT_LISTS)}.")
    yield from _columns(loaded, at, question)
    codes = [choice.get("code") for choice in choices]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            place = (*at, "choices", index, "code")
            yield loaded.problem(place, f"The code “{code}” stands twice.", "Give this choice another code.")
    yield from alike_problems(loaded, at, question)


def _columns(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    for index, column in enumerate(dicts_of(question.get("columns"))):
        if column.get("kind") == "one_choice" and len(dicts_of(column.get("choices"))) < 2:
            said = "The column has fewer than two choices."
            yield loaded.problem((*at, "columns", index), said, "Add them under `choices:`.")


def _length(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    length = question.get("max_length")
    if length is not None and str(question.get("kind")) not in TEXT_LENGTHS:
        yield loaded.problem((*at, "max_length"), "Only a typed answer has a length.", "Take `max_length` out.")
    elif isinstance(length, int) and length < 1:
        yield loaded.problem((*at, "max_length"), "No answer is that short.", "Write the number of characters allowed.")


def _format(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    if question.get("format") and question.get("kind") != "short_text":
        yield loaded.problem((*at, "format"), "Only a short text has a format.", "Take `format` out.")


def _condition(loaded: Loaded, at: At, when: dict[str, Any], earlier: NewRequest, later: Set[str]) -> Iterator[Problem]:
    tests = [name for name in TESTS if name in when]
    if "all" in when:
        if tests or "question" in when:
            yield loaded.problem(at, "`all` stands beside a test.", "Move the test into the list of `all`.")
        for index, inner in enumerate(dicts_of(when["all"])):
            yield from _condition(loaded, (*at, "all", index), inner, earlier, later)
        return
    if len(tests) != 1:
        yield loaded.problem(at, "A condition makes one test.", "Write one of `equals`, `one_of` and `answered`.")
    yield from _tested(loaded, at, when, earlier, later)


def _tested(loaded: Loaded, at: At, when: dict[str, Any], earlier: NewRequest, later: Set[str]) -> Iterator[Problem]:
    asked = str(when.get("question") or "")
    if asked in later:
        mend = "Move this question behind it, or ask about an earlier one."
        yield loaded.problem((*at, "question"), f"The condition needs “{asked}”, which is asked later.", mend)
    elif asked not in earlier:
        said = f"The condition needs “{asked}”, which is not asked." if asked else "The condition names no question."
        yield loaded.problem((*at, "question"), said, mend_of(asked, earlier))
    elif known := option_codes(earlier[asked]):
        for code in list_of(when.get("one_of")) + list_of(when.get("equals")):
            if code not in known:
                yield loaded.problem(at, f"“{code}” is not an answer to “{asked}”.", mend_of(code, known))

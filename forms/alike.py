"""Finds choices that nobody could tell apart: on the page, read aloud, or when the answer comes by text."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from forms.errors import Problem
from forms.loading import At, Loaded, dicts_of, list_of
from forms.scales import scales
from language.digits import fold_digits

_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_ENDS = ".!?,:;… "


def alike_problems(loaded: Loaded, at: At, question: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the words of a question's choices and columns, as far as they could be mistaken."""
    choices = dicts_of(question.get("choices"))
    yield from _twins(loaded, (*at, "choices"), [choice.get("text") for choice in choices], "text")
    yield from _twins(
        loaded, (*at, "columns"), [column.get("title") for column in dicts_of(question.get("columns"))], "title"
    )
    codes = [str(choice.get("code")) for choice in choices]
    asides = {_read(option.text) for option in scales().asides_of(_asides(loaded.data, question))}
    for index, text in enumerate(_read(choice.get("text")) for choice in choices):
        for said, mend in _mistaken(text, index, codes, asides, staff=bool(loaded.data.get("staff"))):
            yield loaded.problem((*at, "choices", index, "text"), f"“{choices[index].get('text')}” {said}.", mend)


def _mistaken(
    text: str, index: int, codes: Sequence[str], asides: set[str], *, staff: bool
) -> Iterator[tuple[str, str]]:
    """What else a choice's words stand for, and the mend."""
    if text in asides:
        yield "is offered beside the choices already", "Take this choice out, or write `asides: []`."
    if text in codes and codes.index(text) != index:
        yield "is the code of another choice", "Look whether the codes have changed places."
    if not staff and text.isdecimal() and 0 < int(text) <= len(codes) + len(asides) and int(text) != index + 1:
        yield "is the number that chooses another answer in a text", "Write it in words, like “two”."


def _twins(loaded: Loaded, at: At, texts: Sequence[object], name: str) -> Iterator[Problem]:
    read = [_read(text) for text in texts]
    for index, text in enumerate(read):
        if text in read[:index]:
            place = (*at, index, name)
            yield loaded.problem(place, f"“{texts[index]}” stands twice.", "Word one of them in another way.")


def _read(text: object) -> str:
    """The words as an eye takes them: without case, what is not seen, the kind of apostrophe and the last mark."""
    plain = unicodedata.normalize("NFKC", str(text)).translate(_QUOTES).casefold()
    seen = "".join(sign for sign in fold_digits(plain) if unicodedata.category(sign) != "Cf")
    words = " ".join(seen.split())
    return words.rstrip(_ENDS) or words


def _asides(data: Any, question: dict[str, Any]) -> tuple[str, ...]:
    """The asides that stand beside the choices: the question's own, else those that its audiences usually get."""
    own = question.get("asides")
    if isinstance(own, list):
        return tuple(map(str, own))
    asked = [*list_of(question.get("audiences")), *list_of(data.get("audiences")), *list_of(data.get("audience"))]
    return tuple({code: None for audience in asked for code in scales().aside_codes(str(audience))})

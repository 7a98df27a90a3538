"""Checks a form as it is written and names each fault with its line and its mend, before anybody is asked anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forms.closings import readable_closings
from forms.errors import FormError, Problem
from forms.loading import At, Loaded, load
from forms.sense import name_problem, question_problems, words_problem
from forms.set_rules import Placed, set_problems
from forms.shape import is_closings, shape_problems
from forms.written import Closings


def check_file(path: Path) -> list[Problem]:
    """Every problem of a form file or a closing file; its forms end with the closing blocks that stand beside it."""
    try:
        return check(load(path), readable_closings(path.parent))
    except FormError as unreadable:
        return unreadable.problems


def check(loaded: Loaded, closings: Closings | None) -> list[Problem]:
    """Every problem of what was written, in the order of its lines; none when it can be used.

    It may come from a file (`load`), from what somebody types (`parse`), or as data that is kept.
    """
    found = {*shape_problems(loaded), *_sense(loaded, closings)}
    return sorted(found, key=lambda problem: (problem.line, problem.problem))


def _sense(loaded: Loaded, closings: Closings | None) -> Iterator[Problem]:
    if not isinstance(loaded.data, dict):
        return
    if is_closings(loaded.data):
        for name, block in _items(loaded.data["closings"]):
            yield from _questions(loaded, _placed(("closings", name), block))
        return
    asked = _asked_in(loaded.data)
    yield from _questions(loaded, asked)
    yield from _headings(loaded)
    yield from set_problems(loaded, asked, closings)


def _questions(loaded: Loaded, placed: Placed) -> Iterator[Problem]:
    for index, (at, question) in enumerate(placed):
        earlier = {str(other.get("id")): other for _at, other in placed[:index] if _may_meet(question, other)}
        later = {str(other.get("id")) for _at, other in placed[index:]} - earlier.keys()
        yield from question_problems(loaded, at, question, earlier, later)
        yield from _twice(loaded, at, question, placed[:index])


def _twice(loaded: Loaded, at: At, question: dict[str, Any], before: Placed) -> Iterator[Problem]:
    """The same id again; in a closing block only where both are asked of one audience."""
    for _at, other in before:
        if "id" in question and other.get("id") == question["id"] and _may_meet(question, other):
            mend = "Give this question another id."
            yield loaded.problem((*at, "id"), f"The id “{question['id']}” stands twice.", mend)
            return


def _may_meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    mine, theirs = one.get("audiences"), other.get("audiences")
    if not isinstance(mine, list) or not isinstance(theirs, list):
        return True
    return any(audience in theirs for audience in mine)


def _headings(loaded: Loaded) -> Iterator[Problem]:
    yield from name_problem(loaded, ("id",), loaded.data.get("id"))
    yield from words_problem(loaded, ("title",), loaded.data.get("title"))
    seen: set[str] = set()
    for at, part in _placed(("parts",), loaded.data.get("parts")):
        if (part_id := str(part.get("id"))) in seen:
            yield loaded.problem((*at, "id"), f"The part “{part_id}” stands twice.", "Give this part another id.")
        seen.add(part_id)
        yield from _part_words(loaded, at, part)


def _part_words(loaded: Loaded, at: At, part: dict[str, Any]) -> Iterator[Problem]:
    for name in ("title", "short", "intro"):
        if part.get(name):
            yield from words_problem(loaded, (*at, name), part[name])
    for number, text in _items(part.get("prompts")):
        yield from words_problem(loaded, (*at, "prompts", number), text)


def _asked_in(data: dict[str, Any]) -> Placed:
    parts = _placed(("parts",), data.get("parts"))
    inner = [placed for at, part in parts for placed in _placed((*at, "questions"), part.get("questions"))]
    return _placed(("questions",), data.get("questions")) + inner


def _placed(at: At, written: Any) -> Placed:
    items = enumerate(written) if isinstance(written, list) else ()
    return [((*at, index), item) for index, item in items if isinstance(item, dict)]


def _items(written: Any) -> list[tuple[str, Any]]:
    return list(written.items()) if isinstance(written, dict) else []

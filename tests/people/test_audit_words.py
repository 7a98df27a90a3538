"""Every action that the code writes into the trail has words."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from feedback.messages import undelivered
from feedback.messages.mail import mail_deciding
from people.audit_words import RUNNING, WORDS
from reviews.states import STEPS
from reviews.steps import AUDITED
from tracker.finishing import EFFECTS
from translations import changes

HERE = Path(__file__).parents[2]
ROOMS = ("app", "pages", "reviews", "tracker", "translations", "feedback", "people")
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
# what takes an action, and in which place; `changed` keeps the history of a record and says so to the trail
PLACES = {"audit.record": 2, "audit.changed": 2, "changed": 3}
COMPOSED = {
    "mail.{what}": mail_deciding.DECISIONS,
    "text.{what}": undelivered.DECISIONS,
    "translation.{kind}": (changes.TRANSLATED, changes.CHECKED, changes.RELEASED, changes.TAKEN_BACK),
    "review.{name}": STEPS.keys() - AUDITED.keys(),
    "tracker.{effect}": EFFECTS,
}


def actions(source: str) -> Iterator[str]:
    """Each action that a file records, directly or through a function of its own; ValueError for what is not seen."""
    tree = ast.parse(source)
    for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
        for call in ast.walk(function):
            place = PLACES.get(ast.unparse(call.func)) if isinstance(call, ast.Call) else None
            if isinstance(call, ast.Call) and place is not None and function.name not in PLACES:
                yield from _found(tree, function, call.args[place])


def _found(tree: ast.Module, function: ast.FunctionDef, said: ast.expr) -> Iterator[str]:
    found = list(_written(said))
    if isinstance(said, ast.Name):
        if said.id in [one.arg for one in function.args.args]:
            calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
            mine = [one for one in calls if ast.unparse(one.func) == function.name]
            found += [action for call in mine for arg in call.args for action in _written(arg)]
        else:
            found += _constant(tree, said.id)
    if not found:
        raise ValueError(ast.unparse(said))
    yield from found


def _constant(tree: ast.Module, name: str) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            yield from _written(node.value)
        if isinstance(node, ast.ImportFrom) and node.module and name in [one.name for one in node.names]:
            yield getattr(import_module(node.module), name)


def _written(said: ast.expr) -> Iterator[str]:
    for node in ast.walk(said):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACTION.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            form = ast.unparse(node)[2:-1]
            if form in COMPOSED:
                yield from (re.sub(r"\{\w+\}", one, form) for one in COMPOSED[form])
            elif ACTION.match(form):
                raise ValueError(form)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "AUDITED.get":
            yield from AUDITED.values()


def written_anywhere() -> set[str]:
    """Every action of the program."""
    files = (file for room in ROOMS for file in (HERE / room).rglob("*.py"))
    return {action for file in files for action in actions(file.read_text(encoding="utf-8"))}


def test_every_action_that_is_written_has_words_and_no_words_are_of_none() -> None:
    assert written_anywhere() == set(WORDS)


def test_no_two_actions_have_the_same_words() -> None:
    assert len(set(WORDS.values())) == len(WORDS)


def test_what_administrators_read_is_not_about_families() -> None:
    assert not [one for one in RUNNING if one.startswith(("child", "contact", "voice", "call", "concern", "family"))]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(db):\n audit.record(db, 1, 'a.b', child=None)", ["a.b"]),
        ("X = 'a.b'\ndef f(db):\n audit.record(db, 1, X)", ["a.b"]),
        (
            "def f(db, action):\n audit.record(db, 1, action)\ndef g(db):\n f(db, 'a.b' if db else 'a.c')",
            ["a.b", "a.c"],
        ),
    ],
)
def test_an_action_is_seen_however_it_is_written(source: str, found: list[str]) -> None:
    assert list(actions(source)) == found


def test_one_that_is_composed_of_nothing_known_is_refused() -> None:
    with pytest.raises(ValueError, match=r"new\.\{what\}"):
        list(actions("def f(db, what):\n audit.record(db, 1, f'new.{what}')"))

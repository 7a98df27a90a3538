"""Queries stand only in the one file that keeps a kind of document: whoever wants something asks that file by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
ROOMS = ("app", "pages", "reviews", "tracker", "feedback", "people", "forms", "documents", "language")

# Each looks at documents as they were, or at all of them, and at no kind in particular.
BENEATH_THE_KINDS = {"app/last_known.py", "app/migrations.py"}


def foreign_queries(source: str) -> set[str]:
    """What a file asks the store for that is not its own: kinds that it does not declare, or any query without one."""
    tree = ast.parse(source)
    own = {name for node in tree.body for name in _declared(node)}
    asked = {name for node in ast.walk(tree) for name in _asked(node)}
    return asked - own - ({"a query"} if own else set())


def _declared(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "Kind":
        yield from (ast.unparse(target) for target in node.targets)


def _asked(node: ast.AST) -> Iterator[str]:
    """The kind whose table is reached for, or that a query is built."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tinydb":
        yield "a query"
    if isinstance(node, ast.Import) and any(one.name.split(".")[0] == "tinydb" for one in node.names):
        yield "a query"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "table":
        yield from (ast.unparse(one) for one in node.args)


def asking() -> dict[str, set[str]]:
    """Each source file above the store that asks it for what is not its own."""
    files = (file for room in ROOMS for file in sorted((HERE / room).rglob("*.py")))
    found = {file.relative_to(HERE).as_posix(): foreign_queries(file.read_text(encoding="utf-8")) for file in files}
    return {path: asked for path, asked in found.items() if asked and path not in BENEATH_THE_KINDS}


def test_only_the_file_that_declares_a_kind_of_document_builds_queries_of_it() -> None:
    assert asking() == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from tinydb import where", {"a query"}),
        ("from tinydb.queries import QueryLike", {"a query"}),
        ("import tinydb", {"a query"}),
        ("def f(db): db.table(VOICES).all()", {"VOICES"}),
        ("from tinydb import where\nPLACES = Kind('places')\ndef f(db): db.table(VOICES).all()", {"VOICES"}),
        ("from tinydb import where\nPLACES = Kind('places')\ndef f(db): db.table(PLACES).all()", set()),
        ("from feedback.voices import voices\ndef f(db): voices.by_child(db, 'D0001')", set()),
    ],
)
def test_what_is_asked_of_the_store_is_seen(source: str, found: set[str]) -> None:
    assert foreign_queries(source) == found

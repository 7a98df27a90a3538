"""Each kind of document is asked for in one file, which states its fields; no other file knows how it is kept."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
ROOMS = ("app", "pages", "reviews", "feedback", "people")
SOURCES = {path: path.read_text("utf-8") for room in ROOMS for path in sorted((TOP / room).rglob("*.py"))}
KIND = re.compile(r"^([A-Z_]+) = Kind\(", re.MULTILINE)
KINDS = {name: path for path, text in SOURCES.items() for name in KIND.findall(text)}
MIGRATIONS = TOP / "app" / "migrations.py"  # a step is never changed: it knows the documents as they were then
# several files still ask for these; one that has its own file is taken out here, or the test says so
SCATTERED = {"ATTEMPTS", "OUTBOX", "PLACES", "RECEIVED", "REQUESTS", "TRIAGE", "VOICES"}


def asking(name: str) -> list[str]:
    """The files beside its own that ask the store for a kind."""
    asks = re.compile(rf"table\((?:\w+\.)?{name}\)")
    found = (path for path, text in SOURCES.items() if path not in (KINDS[name], MIGRATIONS) and asks.search(text))
    return [str(path.relative_to(TOP)) for path in found]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_of_document_is_asked_for_in_one_file(name: str) -> None:
    assert bool(asking(name)) == (name in SCATTERED), asking(name)


def test_there_are_kinds_to_look_at() -> None:
    assert len(KINDS) > 20


@pytest.mark.parametrize("name", sorted(set(KINDS) - SCATTERED - {"INSTALLATION", "KEPT_FORMS", "TYPED_CODES"}))
def test_the_file_of_a_kind_states_its_fields(name: str) -> None:
    assert re.search(r"^class \w+\(TypedDict", SOURCES[KINDS[name]], re.MULTILINE), KINDS[name]

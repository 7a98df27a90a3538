"""A folder of catalogues for one test, in the place of the project's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from language import catalogue
from language.overlay import lay_over
from language.remembered import words_changed

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "ti": "nplurals=2; plural=(n != 1);",
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes a catalogue of the given entries and has `say` read it."""

    def forget() -> None:
        catalogue.shipped.cache_clear()
        words_changed()

    def write_catalogue(code: str, entries: str, comment: str = "") -> Path:
        forget()
        path = tmp_path / f"{code}.po"
        path.write_text(comment + HEADER.format(plurals=PLURALS[code]) + entries, encoding="utf-8")
        return path

    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    forget()
    yield write_catalogue
    lay_over("ti", {})
    forget()

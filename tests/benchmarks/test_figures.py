"""Each figure is measured as `make bench` measures it, at sizes that take no time; none is held to its bound here."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks import __main__ as program
from benchmarks import results
from benchmarks.authority import authority
from benchmarks.browsing import a_browser
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_least, at_most

VOICES = 40
TINY: dict[str, dict[str, Any]] = {
    "page_bytes": {"forms": 1, "languages": 2},
    "first_paint": {"tries": 1},
    "family_get": {"requests": 64, "rounds": 1},
    "answer_post": {"families": 1, "rounds": 1},
    "beside_staff": {"requests": 64, "screens": 1},
    "whole_answer": {"families": 1, "rounds": 1},
    "inbound_text": {"rounds": 1},
    "evidence": {"few": VOICES, "reads": 2},
    "arrival": {"tries": 1},
    "opening": {"tries": 1},
    "staff_memory": {"screens": 1, "warming": 1},
    "staff_screens": {"more_children": 3, "calls": 2, "looks": 1},
    "papers": {"reviews": 1, "tries": 1},
    "workbooks": {"many": 120, "out": 50, "requests": 64},
}


@pytest.fixture(scope="module")
def running() -> Iterator[Program]:
    with heard(authority(VOICES)) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as started:
        yield started


@pytest.fixture
def measure(running: Program, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Row]]:
    """Measures a figure on the one server and in the one browser of this module."""

    def rows(name: str) -> list[Row]:
        module = import_module(f"benchmarks.{name}")
        monkeypatch.setattr(module, "heard", lambda *_, **__: contextlib.nullcontext(running), raising=False)
        monkeypatch.setattr(module, "a_browser", lambda: contextlib.nullcontext(browser), raising=False)
        return module.rows(VOICES, **TINY[name])

    return rows


@pytest.mark.browser
@pytest.mark.parametrize("name", TINY)
def test_a_figure_is_measured(name: str, measure: Callable[[str], list[Row]]) -> None:
    for row in measure(name):
        assert row.measured > 0
        assert row.bound[:2] in {"≤ ", "≥ "}
        assert row.detail


def test_every_figure_has_its_file() -> None:
    folder = Path(program.__file__).parent
    assert all((folder / f"{name}.py").exists() for name in program.NAMES)


def test_a_figure_that_does_not_exist_is_refused_by_naming_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["speed"]) == 2
    assert "family_get" in capsys.readouterr().out


def test_a_bound_is_held_or_missed_by_its_direction() -> None:
    assert at_most("", 1.3, 1.3, "x", "").holds
    assert not at_most("", 1.31, 1.3, "x", "").holds
    assert at_least("", 50, 50, "%", "").holds
    assert not at_least("", 49.9, 50, "%", "").holds


def test_the_table_says_what_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    results.write(
        [at_least("pages", 27.4, 50, "%", "how"), at_most("bytes", 4533, 14_600, "bytes", "how")], date(2026, 5, 4)
    )
    written = results.RESULTS.read_text()
    assert "1 of 2 figures hold. Missed: pages." in written
    assert "| pages | 27.4 % | ≥ 50 % | missed | how |" in written
    assert "| bytes | 4,533 bytes | ≤ 14,600 bytes | holds | how |" in written

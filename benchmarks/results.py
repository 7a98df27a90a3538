"""The table of figures, for the terminal and for RESULTS.md."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.machine import machine, versions
from benchmarks.row import Row

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = "| what | measured | bound | | how it was measured |\n| --- | --- | --- | --- | --- |"


def line(row: Row) -> str:
    """A figure for the terminal."""
    return f"{_verdict(row):7}{row.name}: {_measured(row)} ({row.bound})\n       {row.detail}"


def write(rows: Sequence[Row], today: date) -> None:
    """Write the table anew."""
    missed = [row.name for row in rows if not row.holds]
    summary = f"{len(rows) - len(missed)} of {len(rows)} figures hold." + (
        f" Missed: {'; '.join(missed)}." if missed else ""
    )
    how = "`make bench` measures them all in one run and rewrites this page."
    about = f"{today:%d %B %Y}. {machine()}.\n{versions()}.\n\n{summary} {how}"
    table = "\n".join(
        f"| {row.name} | {_measured(row)} | {row.bound} | {_verdict(row)} | {row.detail} |" for row in rows
    )
    RESULTS.write_text(f"# Figures to hold\n\n{about}\n\n{HEAD}\n{table}\n")


def _verdict(row: Row) -> str:
    return "holds" if row.holds else "missed"


def _measured(row: Row) -> str:
    unit = row.bound.partition(" ")[2].partition(" ")[2]
    digits = 0 if row.measured >= 100 else 1 if row.measured >= 10 else 2
    return f"{row.measured:,.{digits}f} {unit}".strip()

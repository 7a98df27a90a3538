"""Where in a sheet the headings stand: below its titles, in one row or in two; `known` says what may be one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

LOOKED_AT = 25  # rows
FEWEST = 2  # headings that tell a row of them

Rows = Sequence[Mapping[str, Any]]
Spans = Sequence[Sequence[int]]
Known = Callable[[str], bool]


def headings_at(rows: Rows, spans: Spans, known: Known) -> tuple[int, int]:
    """The row in which the headings begin, as Excel numbers it, and how many rows they take: one or two."""
    top = rows[:LOOKED_AT]
    if not top:
        return 1, 1
    best = max(range(len(top)), key=lambda at: (_count(top[at]["cells"], known), -at))
    if _count(top[best]["cells"], known) < FEWEST:
        best = next((at for at, row in enumerate(top) if len({cell for cell in row["cells"] if cell}) >= FEWEST), 0)
    row = int(top[best]["at"])
    if _is_divided(row, spans, top[best]["cells"]):
        return row, 2
    above = int(top[best - 1]["at"]) if best else 0
    if above == row - 1 and _is_divided(above, spans, top[best - 1]["cells"]):
        return above, 2
    return row, 1


def headings(rows: Rows, spans: Spans, first: int, lines: int, known: Known) -> list[str]:
    """The name of each column; one that stands in two rows is put together from both."""
    found: list[list[str]] = []
    for row in rows:
        if not first <= row["at"] < first + lines:
            continue
        cells = _spread(row["at"], spans, list(row["cells"]))
        found += [[] for _ in range(len(cells) - len(found))]
        for at, cell in enumerate(cells):
            if cell and cell not in found[at]:
                found[at].append(cell)
    return [_in_one(parts, known) for parts in found]


def _in_one(parts: list[str], known: Known) -> str:
    """What stands below says it alone where that is a name that is known."""
    last = parts[-1] if parts else ""
    return " ".join((last if known(last) else " – ".join(parts)).split())


def _is_divided(row: int, spans: Spans, cells: Sequence[str]) -> bool:
    """Whether some heading of the row stands over several columns, and not one title over all of them."""
    return len({cell for cell in cells if cell}) >= FEWEST and any(at == row for at, _, _ in spans)


def _spread(row: int, spans: Spans, cells: list[str]) -> list[str]:
    for at, left, right in spans:
        if at == row and left < len(cells):
            cells += [""] * (right + 1 - len(cells))
            cells[left : right + 1] = [cells[left]] * (right + 1 - left)
    return cells


def _count(cells: Sequence[str], known: Known) -> int:
    return len({cell for cell in cells if cell and known(cell)})

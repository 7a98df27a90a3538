"""The table of what the OWASP ASVS asks names tests that exist, and says why where there is none."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "asvs.md").read_text()
NAMED = re.findall(r"^\| (F?[\d.]+) \| [^|]+ \| `([^`]*)` \|$", TABLE, re.MULTILINE)
NOT_YET = re.findall(r"^\| ([\d.]+) \| [^|]+ \| ([^|`][^|]*) \|$", TABLE.partition("## Not yet")[2], re.MULTILINE)

ASKED = {
    *("1.2.1", "1.2.10", "2.2.1", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.4.1", "3.4.3", "3.4.4", "3.4.5", "3.4.6"),
    *("3.5.1", "3.5.3", "4.1.3", "4.4.2", "5.2.1", "5.2.2", "5.3.2", "6.2.1", "6.2.12", "6.3.1", "6.3.2", "6.3.3"),
    *("6.5.1", "7.2.4", "7.3.1", "7.3.2", "7.4.1", "7.4.2", "7.4.5", "8.2.1", "8.2.2", "8.2.3", "8.3.1", "11.5.1"),
    *("13.3.1", "14.2.1", "14.2.7", "14.3.2", "16.2.5", "16.3.1", "16.4.2", "16.5.1"),
}
FAULTS = {f"F{number}" for number in range(1, 25)}


def test_what_this_software_is_held_to_stands_in_the_table() -> None:
    """The rows of the standard that were chosen for it, and the faults that it has to survive."""
    assert {row for row, _ in (*NAMED, *NOT_YET)} >= ASKED | FAULTS


@pytest.mark.parametrize(("row", "test"), NAMED)
def test_each_row_is_held_by_a_test_that_exists(row: str, test: str) -> None:
    file, _, name = test.partition("::")
    assert re.search(rf"^(async )?def {re.escape(name)}\(", (ROOT / file).read_text(), re.MULTILINE), test


def test_every_row_has_a_test_or_a_reason() -> None:
    rows = re.findall(r"^\| F?\d[\d.]* \|.*$", TABLE, re.MULTILINE)
    assert len(NAMED) > 40
    assert len(rows) == len(NAMED) + len(NOT_YET)
    assert all(len(reason) > 10 for _, reason in NOT_YET)

"""The table of what the OWASP ASVS asks names tests that exist, and says why where there is none."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "asvs.md").read_text()
NAMED = re.findall(r"^\| ([\d.]+) \| [^|]+ \| `([^`]*)` \|$", TABLE, re.MULTILINE)
NOT_YET = re.findall(r"^\| ([\d.]+) \| [^|]+ \| ([^|`][^|]*) \|$", TABLE.partition("## Not yet")[2], re.MULTILINE)


@pytest.mark.parametrize(("row", "test"), NAMED)
def test_each_row_is_held_by_a_test_that_exists(row: str, test: str) -> None:
    file, _, name = test.partition("::")
    assert re.search(rf"^(async )?def {re.escape(name)}\(", (ROOT / file).read_text(), re.MULTILINE), test


def test_every_row_has_a_test_or_a_reason() -> None:
    rows = re.findall(r"^\| \d[\d.]* \|.*$", TABLE, re.MULTILINE)
    assert len(NAMED) > 40
    assert len(rows) == len(NAMED) + len(NOT_YET)
    assert all(len(reason) > 10 for _, reason in NOT_YET)

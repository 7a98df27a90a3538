"""`heard import children | contacts`: made whole by one command, and its exit code says whether anything was wrong."""

from pathlib import Path

import pytest

from app.bringing_in import take_files_back
from benchmarks.authority_files import Authority
from people.errors import Unacceptable
from storage.store import Store
from tests.commands import heard


def test_an_authority_comes_in_by_command(tmp_path: Path) -> None:
    for name, content in Authority(children=5, staff=3).files().items():
        (tmp_path / name).write_bytes(content)
    ssd = [str(one) for one in sorted(tmp_path.glob("ssd_*.csv"))]
    data = ("--data", str(tmp_path / "data"))
    dry = heard("import", *data, "--dry-run", "children", *ssd)
    assert dry.returncode == 0
    assert "would be new" in dry.stdout
    assert "new: Child C0, Ines A Example" in dry.stdout
    came = heard("import", *data, "children", *ssd).stdout
    assert "0 wrong" in came
    assert "To take it all back: heard import undo 1" in came
    assert "Nothing new" in heard("import", *data, "children", *ssd).stdout
    contacts = tmp_path / "contacts.csv"
    contacts.write_bytes(contacts.read_bytes().replace(b"Somali", b"Klingonish").replace(b"Arabic", b"Klingonish"))
    told = heard("import", *data, "contacts", str(contacts))
    assert told.returncode == 1
    assert "4 new" in told.stdout
    assert "contacts.csv, CSV, row 3: “Klingonish” is no language we know." in told.stderr
    undone = heard("import", *data, "undo", "1")
    assert undone.returncode == 1
    assert "changes were undone." in undone.stdout
    assert "Stays: Child C0, Ines A Example: somebody is kept around the child." in undone.stderr


@pytest.mark.parametrize("number", ["x", "7", "", "²", "9" * 40])
def test_a_number_under_which_nothing_came_is_refused_in_a_sentence(store: Store, number: str) -> None:
    told: list[str] = []
    with pytest.raises(Unacceptable, match=f"Nothing was brought in under the number “{number}”"):
        take_files_back(store, number, told.append, told.append)
    assert told == []

"""What lies in the folder comes in by itself, once."""

from pathlib import Path

from app.import_folder import ImportFolder, jobs_of_imports
from benchmarks.authority_files import Authority, table
from people import children, contacts
from people.imports import imports
from people.imports.beside import FOLDER
from people.imports.bringing import begin
from people.imports.files import digest_of, fingerprint
from people.imports.mappings import remember_columns
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast


async def test_what_lies_in_the_folder_comes_in_once_the_children_first(store: Store, tmp_path: Path) -> None:
    for name, content in Authority(children=3, staff=3).files().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "stock.csv").write_bytes(b"Stock,Price\nPens,2\n")
    (tmp_path / "notes.txt").write_bytes(b"not for us")
    folder = ImportFolder(store, tmp_path, settled=-1e12)
    await folder.round()
    await folder.round()
    taken = store.read(imports.latest, 10)
    assert sorted(one["kind"] for one in taken) == ["children", "contacts"]
    assert [one["wrong_in_all"] for one in taken] == [0, 0]
    assert store.read(children.by_ref, "C2")
    assert store.read(contacts.of_child, "C2")
    (tmp_path / "contacts.csv").write_bytes((tmp_path / "contacts.csv").read_bytes().replace(b"Mother", b"Aunt"))
    await folder.round()
    assert len(store.read(imports.latest, 10)) == 3


async def test_a_file_that_nobody_knew_comes_in_once_somebody_has_said_what_its_columns_hold(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    columns = ("Kid ref", "Person", "Link", "Speaks")
    (tmp_path / "ssd_person.csv").write_bytes(Authority(children=1, staff=3).persons())
    (tmp_path / "ours.csv").write_bytes(table(columns, [("C0", "Sam Sample", "Father", "Arabic")]))
    folder = ImportFolder(store, tmp_path, settled=-1e12)
    await folder.round()
    assert store.read(contacts.of_child, "C0") == []
    chosen = {0: "child", 1: "name", 2: "relation", 3: "language"}
    store.write_now(remember_columns, cast.administrator, columns, "contacts", chosen)
    await folder.round()
    assert [one["name"] for one in store.read(contacts.of_child, "C0")] == ["Sam Sample"]


async def test_what_was_killed_half_way_goes_on_under_its_number(store: Store, tmp_path: Path) -> None:
    content = Authority(children=3, staff=3).persons()
    (tmp_path / "ssd_person.csv").write_bytes(content)
    digest = digest_of([fingerprint(content)])
    number = store.write_now(begin, FOLDER, imports.CHILDREN, ["ssd_person.csv"], digest)
    await ImportFolder(store, tmp_path, settled=-1e12).round()
    (kept,) = store.read(imports.latest, 10)
    assert (number_of(kept), kept["state"], kept["new"], kept["by_name"]) == (number, "done", 3, "The folder")


async def test_a_file_that_is_still_being_written_waits(store: Store, tmp_path: Path) -> None:
    (tmp_path / "ssd_person.csv").write_bytes(Authority(children=3, staff=3).persons())
    await ImportFolder(store, tmp_path, settled=1e12).round()
    assert store.read(imports.latest, 10) == []


def test_without_a_folder_nothing_is_looked_for(store: Store) -> None:
    assert jobs_of_imports(store, None) == ()

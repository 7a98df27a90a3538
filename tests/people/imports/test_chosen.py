"""Files that are chosen and not brought in yet: whole, their chooser's alone, and gone after an hour."""

import asyncio
import os
from datetime import timedelta

import pytest

from app.background import forget_chosen
from documents.workbook_in import read_workbook
from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.imports.chosen import (
    CHOSEN_FILES,
    CHOSEN_PIECES,
    MOST_FILES,
    PIECE,
    begin,
    can_be_looked_at,
    choose,
    chosen_files,
    content_of,
    keep_piece,
    let_go,
    pieces_of,
    read_as,
    reading_of,
)
from people.imports.columns import ReadSheet
from people.imports.files import GivenFile
from people.imports.layouts import REMEMBERED, LaidOut, as_table, lay_out, with_column
from storage.documents import number_of
from storage.store import Database, Store
from tests.cast import Cast, Clock


def chooses(store: Store, actor: Actor, name: str, content: bytes) -> int:
    number = store.write_now(begin, actor, GivenFile(name, content), [])
    for piece in pieces_of(content):
        store.write_now(keep_piece, actor, number, piece)
    store.write_now(choose, actor, number)
    return number


def left(db: Database) -> int:
    return len(db.table(CHOSEN_FILES)) + len(db.table(CHOSEN_PIECES))


def test_a_file_is_kept_whole_and_only_its_chooser_sees_it(store: Store, cast: Cast) -> None:
    content = os.urandom(2 * PIECE)  # of what cannot be packed there are several pieces
    number = chooses(store, cast.administrator, "children.xlsx", content)
    other = Actor(999, "Another administrator", cast.administrator.roles)
    assert store.read(content_of, cast.administrator, number) == content
    assert store.read(chosen_files, other) == []
    with pytest.raises(Unacceptable):
        store.read(content_of, other, number)
    with pytest.raises(NotAllowed):
        store.read(chosen_files, cast.worker)


def test_the_same_content_again_takes_its_own_place(store: Store, cast: Cast) -> None:
    chooses(store, cast.administrator, "one.csv", b"1")
    chooses(store, cast.administrator, "two.csv", b"1")
    assert [one["name"] for one in store.read(chosen_files, cast.administrator)] == ["two.csv"]


def test_how_a_sheet_is_read_is_kept_with_the_file_and_another_persons_is_left_alone(store: Store, cast: Cast) -> None:
    by = cast.administrator
    sheet = read_workbook("one.csv", b"Number,Called\n7,Zoe\n")[0]
    read = [ReadSheet.of(LaidOut("one.csv", sheet, lay_out(sheet)))]
    number = store.write_now(begin, by, GivenFile("one.csv", b"1"), read)
    store.write_now(choose, by, number)
    before = store.read(chosen_files, by)
    assert not can_be_looked_at(before)
    guessed = as_table(before[0]["sheets"][0]["layout"], "ssd_professionals")
    layout = with_column(with_column(guessed, "professional", 0), "name", 1)
    store.write_now(read_as, by, number, 0, layout)
    after = store.read(chosen_files, by)
    assert can_be_looked_at(after)
    assert after[0]["sheets"] == [{"name": sheet["name"], "rows": 1, "layout": layout}]
    assert reading_of(after) != reading_of(before)
    remembered = [{**after[0], "sheets": [{**after[0]["sheets"][0], "layout": {**layout, "how": REMEMBERED}}]}]
    assert reading_of(remembered) == reading_of(after)
    with pytest.raises(NotFound):
        store.write_now(read_as, by, number, 1, layout)
    with pytest.raises(Unacceptable, match="Choose them again"):
        store.write_now(read_as, Actor(999, "Another administrator", by.roles), number, 0, layout)


def test_a_file_too_many_is_refused_in_a_sentence(store: Store, cast: Cast) -> None:
    for n in range(MOST_FILES):
        chooses(store, cast.administrator, "one.csv", b"%d" % n)
    with pytest.raises(Unacceptable, match="Bring those in first"):
        chooses(store, cast.administrator, "one.csv", b"one more")
    chooses(store, cast.administrator, "again.csv", b"1")


@pytest.mark.parametrize("how", ["let go", "an hour is over", "never sent whole"])
def test_nothing_is_left_of_what_was_let_go(store: Store, cast: Cast, clock: Clock, how: str) -> None:
    number = chooses(store, cast.administrator, "one.csv", b"1")
    if how == "let go":
        store.write_now(let_go, cast.administrator)
    else:
        store.write_now(begin, cast.administrator, GivenFile("two.csv", b"2"), [])
        clock.now += timedelta(hours=1)
    assert store.read(chosen_files, cast.administrator) == []
    with pytest.raises(Unacceptable, match="Choose them again"):
        store.read(content_of, cast.administrator, number)
    asyncio.run(forget_chosen(store))
    assert store.read(left) == 0


def test_what_is_chosen_stays_while_others_are_forgotten(store: Store, cast: Cast) -> None:
    number = chooses(store, cast.administrator, "one.csv", b"1")
    asyncio.run(forget_chosen(store))
    assert number_of(store.read(chosen_files, cast.administrator)[0]) == number

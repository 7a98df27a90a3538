"""An older backup brings back what was erased since: it is erased again by the same function, or it is said plainly."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.backups.making import Source, back_up
from app.backups.restoring import restore
from app.erased_outside import ErasedOutside, Redone, lines_in, place_beside
from app.keeping import KEEPING
from app.opening import noted_file
from app.verifying import what_is_wrong
from feedback.triage.deciding import decide
from feedback.voices import triage_items, voices
from people.actor import COMMAND_LINE
from people.retention import again
from people.retention.erasures import newest_first
from people.retention.going import work_at_night
from people.retention.holds import hold, holds, lift
from people.working_days import london_day
from reviews.answering_data_requests import answer_by_erasing
from reviews.data_requests import ERASE, check_identity, receive_data_request
from storage.documents import number_of
from storage.store import Store
from tests.app.backups.house import House, house
from tests.cast import CHILD, Cast
from tests.commands import heard
from tests.family import Family

__all__ = ["house"]

SAID = "Nobody asked my sister anything at all"


class Told:
    """A house in which a family has spoken, a backup was made, and then what they said was erased at their request."""

    def __init__(self, house: House) -> None:
        self.house, self.cast = house, Cast(house.store)
        self.voice = self.speaks()

    def speaks(self) -> int:
        store, asked = self.house.store, self.cast.ask()
        mother = Family(store, asked.token)
        mother.begins()
        mother.writes(SAID)
        mother.skips_the_rest()
        mother.finishes()
        for item in store.read(triage_items.all_open):
            store.write_now(decide, self.cast.head, number_of(item), "no_action")
        voice = store.read(lambda db: voices.by_request(db, asked.request))
        assert voice is not None
        return number_of(voice)

    def is_backed_up(self) -> Path:
        return back_up(Source(self.house.store, self.house.data, COMMAND_LINE), self.house.backups)

    def is_erased(self) -> None:
        store, head = self.house.store, self.cast.head
        today = london_day(store.now).isoformat()
        asked = {"child": CHILD, "asks": ERASE, "who": "Her mother", "words": "All of it.", "received": today}
        number = store.write_now(lambda db: receive_data_request(db, head, **asked))
        store.write_now(check_identity, head, number, "Her passport.")
        store.write_now(answer_by_erasing, head, number, [self.voice], "She may ask for it.")

    @property
    def list(self) -> Path:
        return place_beside(noted_file(self.house.settings))

    def is_noted(self) -> None:
        ErasedOutside(self.house.store, self.list).note()


@pytest.fixture
def told(house: House) -> Told:
    return Told(house)


def stands(store: Store, voice: int) -> bool:
    found = store.read(voices.by_id, voice)
    return found is not None and SAID in str(found["answers"])


def test_what_a_family_had_erased_is_erased_again_and_the_trail_is_whole(told: Told) -> None:
    told.is_noted()
    backup = told.is_backed_up()
    told.is_erased()
    told.is_noted()
    told.house.is_lost()
    restored = restore(str(backup), told.house.settings)
    assert restored.redone == Redone(knows_erased=True, gone=1, waiting=0)
    assert [*restored.redone.in_words()] == ["What had been erased since was in the backup, and is erased again: 1."]
    store = told.house.open()
    assert not stands(store, told.voice)
    assert what_is_wrong(store) == []
    newest = store.read(newest_first, 1)[0]
    assert (newest.get("asked"), newest.get("again"), newest["count"]) == (True, True, 1)
    told.house.store = store
    told.is_noted()
    assert [one.at for one in lines_in([told.list])][-1] == newest["at"]
    store.close()


def test_where_there_is_no_list_it_is_said_plainly_and_nothing_is_guessed(told: Told) -> None:
    backup = told.is_backed_up()
    told.is_erased()
    told.house.is_lost()
    restored = restore(str(backup), told.house.settings)
    assert not restored.redone.knows_erased
    assert "answer those requests again" in " ".join(restored.redone.in_words())
    store = told.house.open()
    assert stands(store, told.voice)
    store.close()


def test_a_list_that_is_kept_elsewhere_is_named(told: Told, tmp_path: Path) -> None:
    backup = told.is_backed_up()
    told.is_erased()
    told.is_noted()
    elsewhere = told.list.rename(tmp_path / "from the other safe")
    told.house.is_lost()
    assert not restore(str(backup), told.house.settings).redone.knows_erased
    made = heard("erase-again", "--data", str(told.house.data), "--erased", str(elsewhere))
    assert "is erased again: 1." in made.stdout, made.stderr
    store = told.house.open()
    assert not stands(store, told.voice)
    store.close()


def test_a_hold_that_stands_in_the_backup_keeps_it_until_it_is_lifted(told: Told) -> None:
    head = told.cast.head
    number = told.house.store.write_now(hold, head, CHILD, "A claim.")
    backup = told.is_backed_up()
    told.house.store.write_now(lift, head, number, "Settled.")
    told.is_erased()
    told.is_noted()
    told.house.is_lost()
    restored = restore(str(backup), told.house.settings)
    assert restored.redone == Redone(knows_erased=True, gone=0, waiting=1)
    assert "cannot be yet" in " ".join(restored.redone.in_words())
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    store = told.house.open(lambda: tomorrow.replace(hour=3))
    assert stands(store, told.voice)
    assert store.read(holds, head)[0]["lifted_at"] == ""
    store.write_now(lift, head, number, "It was settled before.")
    asyncio.run(work_at_night(store, KEEPING, rest=0))
    assert not stands(store, told.voice)
    assert store.read(again.waiting) == 0
    store.close()


def test_another_thing_that_has_its_number_by_now_stays(told: Told) -> None:
    backup = told.is_backed_up()
    told.is_erased()
    told.is_noted()
    told.list.write_text(told.list.read_text().replace('"made": "2', '"made": "1'))
    told.house.is_lost()
    assert restore(str(backup), told.house.settings).redone.gone == 0
    store = told.house.open()
    assert stands(store, told.voice)
    assert store.read(again.waiting) == 0
    store.close()


def test_a_line_that_was_cut_off_is_added_again(told: Told) -> None:
    told.is_erased()
    told.is_noted()
    whole = told.list.read_text()
    told.list.write_text(whole[:-30])
    told.is_noted()
    assert [one.rule for one in lines_in([told.list])] == ["", "voices"]
    told.is_noted()
    assert len(lines_in([told.list])) == 2

"""Reading is in the audit trail: who opened what of which child, once in an hour, before it is shown."""

import re
from pathlib import Path

import pytest

from pages.staff.shell.readings import Readings
from people.audit import entries_of, first_broken_entry
from people.readings import OPENED
from people.sessions import open_session
from storage.errors import StorageError
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.pages.staff.conftest import Office

STAFF = Path(__file__).parents[4] / "pages" / "staff"
# the screens of one child, one review or one call that do not say so, and why
SILENT = {
    "asking/letter.py": "an address on a letter, which is on record when it is printed",
    "asking/link.py": "a link, which is on record when it is made",
    "asking/page.py": "not yet: names, and how they may be reached",
    "calls/call.py": "not yet: what this caller was told",
    "papers/review.py": "no words; the paper is on record with its reason before it is made",
    "reviews/changing.py": "a plan, and no words",
}
ONE = re.compile(r"screen_page\(context, \"[^\"]*\{(ref|review_id|request_id)\}")


def opened(store: Store, person: int) -> list[tuple[str | None, str]]:
    entries = store.read(lambda db: list(entries_of(db, OPENED)))
    return [(one["child"], one["about"]["what"]) for one in entries if one["who"] == person]


def test_a_childs_page_and_a_review_are_noted_once_however_often_they_are_opened(office: Office) -> None:
    review, reviewer = office.plans_a_review(), office.cast.reviewer
    before = len(opened(office.store, reviewer.id))
    for _ in range(3):
        assert office.opens(reviewer, f"/staff/reviews/{review}").status_code == 200
        assert office.opens(reviewer, f"/staff/children/{CHILD}").status_code == 200
    new = opened(office.store, reviewer.id)[before:]
    assert new.count((CHILD, f"review {review}")) == 1
    assert new.count((CHILD, "child")) <= 1  # another test may have opened it in this hour
    assert (CHILD, "child") in opened(office.store, reviewer.id)
    assert office.store.read(first_broken_entry) is None


def test_who_is_refused_opened_nothing(office: Office) -> None:
    stranger = office.cast.worker_of_another_team
    assert office.opens(stranger, f"/staff/children/{CHILD}").status_code == 404
    assert (CHILD, "child") not in opened(office.store, stranger.id)


async def test_the_next_hour_has_an_entry_of_its_own(store: Store, cast: Cast, clock: Clock) -> None:
    key, readings = store.write_now(open_session, cast.worker.id), Readings(store)
    noted = []
    for minutes in (0, 59, 1):
        clock.forward(minutes=minutes)
        await readings.note(key, cast.worker.id, CHILD, "child")
        noted.append(len(opened(store, cast.worker.id)))
    assert noted == [1, 1, 2]
    await readings.note(key, cast.worker.id, CHILD, "review 7")
    assert opened(store, cast.worker.id)[-1] == (CHILD, "review 7")


async def test_a_store_that_cannot_write_hides_no_child_and_is_tried_again(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, readings = store.write_now(open_session, cast.worker.id), Readings(store)

    async def full(*_: object) -> None:
        raise StorageError

    with monkeypatch.context() as broken:
        broken.setattr(store, "write", full)
        await readings.note(key, cast.worker.id, CHILD, "child")
    assert opened(store, cast.worker.id) == []
    await readings.note(key, cast.worker.id, CHILD, "child")
    assert opened(store, cast.worker.id) == [(CHILD, "child")]


def test_each_screen_of_one_child_says_that_it_was_opened_or_why_not() -> None:
    screens = {str(file.relative_to(STAFF)): file.read_text() for file in STAFF.rglob("*.py")}
    of_one = {name for name, code in screens.items() if ONE.search(code)}
    saying = {name for name in of_one if "creen.opens(" in screens[name]}
    assert "children/child.py" in saying
    assert of_one - saying == set(SILENT)

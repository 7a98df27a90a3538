"""Data of before: the days of the last request and of the last answer are put on each child."""

from app.migrations import MIGRATIONS
from people.children import CHILDREN
from storage.store import Database, Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.family import Family


def days(db: Database) -> dict[str, tuple[object, object]]:
    return {one["ref"]: (one.get("asked"), one.get("heard")) for one in db.table(CHILDREN)}


def test_a_child_of_before_says_when_it_was_asked_and_heard(store: Store, cast: Cast, clock: Clock) -> None:
    family = Family(store, cast.ask().token)
    clock.forward(days=1)
    family.begins()
    family.answers("yes")

    def as_before(db: Database) -> None:
        for one in db.table(CHILDREN).all():
            db.table(CHILDREN).replace(one.doc_id, {"asked": None, "heard": None})

    store.write_now(as_before)
    step = next(one for one in MIGRATIONS if one.title == "a child says when it was last asked and heard")
    store.write_now(step.change)
    assert store.read(days) == {CHILD: ("2026-05-12", "2026-05-13"), OTHER_CHILD: (None, None)}

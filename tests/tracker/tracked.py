"""An item of the tracker and its people, for tests that tell what becomes of it."""

from datetime import timedelta
from typing import Any

from feedback.voices.voices import by_request
from people.actor import Actor
from people.roles import Role
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family
from tests.reviews.judged import joins
from tracker.adding import add_item
from tracker.answered_words import words_key
from tracker.finishing import say_done
from tracker.items import Item, NewItem, item
from tracker.lines import lines_of
from tracker.states import CHILD as FOR_A_CHILD
from tracker.states import SERVICE


def day(store: Store, ahead: int) -> str:
    """So many days from today, as ISO text."""
    return (london_day(store.now) + timedelta(days=ahead)).isoformat()


class Tracked:
    """One item; each step is a sentence."""

    def __init__(self, store: Store, cast: Cast, answers: tuple[str, ...] = (), **said: Any) -> None:
        self.store, self.cast = store, cast
        self.owner = said.pop("owner", cast.worker)
        self.number = store.write_now(add_item, cast.head, new_item(store, self.owner, **said), answers)

    @property
    def now(self) -> Item:
        return self.store.read(item, self.number)

    @property
    def told(self) -> list[str]:
        return [one["kind"] for one in self.store.read(lines_of, self.number)]

    def is_done(self, by: Actor | None = None) -> None:
        self.store.write_now(say_done, by or self.owner, self.number, day(self.store, 0), "Sent to all.")


def words_said(store: Store, cast: Cast, words: str) -> str:
    """The key of what a family of the first child wrote, and shared with nobody who works with them."""
    request = cast.ask()
    family = Family(store, request.token)
    family.begins()
    family.writes(words)
    voice = store.read(by_request, request.request)
    assert voice is not None
    question = next(key for key, one in voice["answers"].items() if one["value"] == words)
    return words_key(number_of(voice), question)


def new_item(store: Store, by: Actor, /, **said: Any) -> NewItem:
    """What is said of an item of a child; `child=None` makes it the service's."""
    child = said.get("child", CHILD)
    new: dict[str, Any] = {
        "level": FOR_A_CHILD if child else SERVICE,
        "child": child,
        "action": "Share reports three working days before",
        "impact": "Parents come prepared",
        "shown_by": "Nine of ten reports went out in time",
        "source": "multi_agency_audit",
        "owner": by.id,
        "owner_name": by.name,
        "team": "Children in need",
        "due": day(store, 30),
        "theme": "Reports in time",
        "section": "5",
    }
    return {**new, **said}  # type: ignore[typeddict-item]  # all of it stands above


def another_manager(store: Store) -> Actor:
    """A team manager who answers for none of the children of the cast."""
    return joins(store, "Nadia Okoro", Role.TEAM_MANAGER)

"""What will go by its rule, for those who decide how long things are kept."""

from collections.abc import Iterator

from language import dates
from pages.staff.home.next_things import NextThing
from pages.staff.shell import words
from pages.staff.shell.addresses import DATA_REQUESTS, KEEPING
from people.actor import Actor
from people.permissions import needs
from people.retention.standing import what_will_go
from people.roles import Permission
from people.working_days import london_day
from reviews.data_requests import late_ones
from storage.store import Database


@needs(Permission.DECIDE_RETENTION)
def keeping_things(db: Database, actor: Actor) -> Iterator[NextThing]:
    """What stands on the list, with the day after which the first of it goes."""
    if found := what_will_go(db, actor):
        number, first = sum(one.count for one in found), min(one.first for one in found)
        yield NextThing(
            id="keeping",
            title=words.plural(number, "thing will go by its rule", "things will go by their rules"),
            why=f"The first after {dates.day(london_day(first), 'en', london_day(db.now))}",
            act="See what will go",
            address=KEEPING,
        )
    if actor.may(Permission.ANSWER_DATA_REQUESTS) and (late := late_ones(db)):
        yield NextThing(
            id="data-requests",
            title=words.plural(late, "request about data is late", "requests about data are late"),
            why="Each has to be answered within a calendar month",
            act="See the requests",
            address=DATA_REQUESTS,
        )

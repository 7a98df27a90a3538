"""Access reviews: what waits for a manager's word, and whether one is due or can be closed."""

from collections.abc import Iterator

from language import dates
from pages.staff.home.next_things import NextThing
from pages.staff.shell import words
from pages.staff.shell.addresses import ACCESS_REVIEWS, access_review_page
from people.access_reviews.views import access_reviews, waiting_for_my_word, waiting_in_all
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.store import Database


@needs(Permission.KEEP_OWN_ACCOUNT)
def access_things(db: Database, actor: Actor, months: int) -> Iterator[NextThing]:
    """What a manager is asked, then what whoever runs the reviews has to do."""
    number, waiting = waiting_for_my_word(db, actor)
    if waiting:
        yield NextThing(
            id="access-review",
            title=f"Say of {words.plural(waiting, 'person', 'people')} whether what they can see is right",
            why="The access review asks each manager about their team",
            act="Look through them",
            address=access_review_page(number),
        )
    if actor.may(Permission.RUN_ACCESS_REVIEWS):
        yield from _running(db, actor, months)


def _running(db: Database, actor: Actor, months: int) -> Iterator[NextThing]:
    standing = access_reviews(db, actor, months)
    if standing.due is not None:
        yield NextThing(
            id="access-due",
            title="It is time to go through who can see what",
            why=f"An access review has been due since {dates.day(standing.due, 'en', london_day(db.now))}",
            act="Begin one",
            address=ACCESS_REVIEWS,
        )
    number, waiting = waiting_in_all(db, actor)
    if number and not waiting:
        yield NextThing(
            id="access-close",
            title="All is said in the access review",
            why="It is kept as it stands once it is closed",
            act="Close it",
            address=access_review_page(number),
        )

"""What one should do next about reviews: write, mend, moderate, take further, read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from language import dates
from pages.staff.home.next_things import THREE, NextThing
from pages.staff.shell.addresses import review_page
from people.actor import Actor
from people.need_to_know import CASEWORK, known_because
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from reviews.moderation.records import Moderation, last_of
from reviews.moderators import moderates_work_of
from reviews.permitted import HEAD_BOX
from reviews.planning.reminders import reminded
from reviews.review_index import ReviewEntry
from reviews.states import FINAL, MEETING_SET, PASSED, RETURNED, SENT, SUBMITTED, UPLOADED
from storage.store import Database

RELEASED_LATELY = timedelta(days=14)
MOST_REVIEWS = 6
LONGEST_WHY = 140


@dataclass(frozen=True)
class _Further:
    """What the Head does with a review next, by its state."""

    title: str
    why: str
    act: str
    part: str = HEAD_BOX


_FURTHER: Mapping[str, _Further] = {
    PASSED: _Further("List or finalise", "It has passed stage 1", "Decide how it goes on", ""),
    FINAL: _Further("Send", "It is final, and its worker and line manager do not have it yet", "Open the Head’s part"),
    SENT: _Further("Upload", "It was sent, and is not in Mosaic yet", "Open the Head’s part"),
    UPLOADED: _Further("Set the tracker meeting for", "It is in Mosaic", "Open the Head’s part"),
    MEETING_SET: _Further("Close", "Its tracker meeting is set", "Open the Head’s part"),
}


@dataclass(frozen=True)
class ReviewsWaiting:
    """The reviews that wait for one person, by what they do with them."""

    to_write: Sequence[ReviewEntry] = ()
    to_moderate: Sequence[ReviewEntry] = ()
    to_take_further: Sequence[ReviewEntry] = ()
    to_read: Sequence[ReviewEntry] = ()
    moderated_by_them: int = 0  # all that wait for their look, of which the first are `to_moderate`
    taken_further_by_them: int = 0

    @property
    def children(self) -> set[str]:
        """Those whom the reviews are about."""
        every = (*self.to_write, *self.to_moderate, *self.to_take_further, *self.to_read)
        return {one.child for one in every}


@needs(Permission.SEE_REVIEWS)
def reviews_waiting(db: Database, actor: Actor, found: Sequence[ReviewEntry]) -> ReviewsWaiting:
    """Those among what the index gave this person; what was returned comes first, then by deadline."""
    own = [one for one in found if one.reviewer == actor.id and one.is_open][:MOST_REVIEWS]
    since = (london_day(db.now) - RELEASED_LATELY).isoformat()
    casework = known_because(db, actor.id, CASEWORK)
    moderate = [one for one in found if one.state == SUBMITTED and _moderates(db, actor, one)]
    further = [one for one in reversed(found) if one.state in _FURTHER and _takes(db, actor, one)]
    return ReviewsWaiting(
        to_write=sorted(own, key=lambda one: one.state != RETURNED),
        to_moderate=_first(moderate),
        to_take_further=_first(further),
        to_read=_first(one for one in found if one.released >= since and one.child in casework),
        moderated_by_them=len(moderate),
        taken_further_by_them=len(further),
    )


@needs(Permission.SEE_REVIEWS)
def review_things(
    db: Database, _: Actor, waiting: ReviewsWaiting, names: Mapping[str, str]
) -> list[Iterable[NextThing]]:
    """The cards of each kind; `names` are of the children that this person may see, by reference."""
    today = london_day(db.now)
    told = {number: one["on"] for number, one in reminded(db, (one.number for one in waiting.to_write)).items()}

    def name(one: ReviewEntry) -> str:
        return names.get(one.child, one.child)

    return [
        [
            _mend(one, name(one), last_of(db, one.number))
            if one.state == RETURNED
            else _write(one, name(one), today, told.get(one.number, ""))
            for one in waiting.to_write
        ],
        [_moderate(one, name(one), name_of(db, one.reviewer)) for one in waiting.to_moderate],
        [_further(one, name(one)) for one in waiting.to_take_further],
        [_released(one, name(one), today) for one in waiting.to_read],
    ]


def _moderates(db: Database, actor: Actor, one: ReviewEntry) -> bool:
    return moderates_work_of(db, actor, one.reviewer)


def _takes(db: Database, actor: Actor, one: ReviewEntry) -> bool:
    return _moderates(db, actor, one) if one.state == PASSED else actor.may(Permission.COMPLETE_HEAD_BOX)


def _first(found: Iterable[ReviewEntry]) -> list[ReviewEntry]:
    return list(islice(found, THREE))


def _write(one: ReviewEntry, name: str, today: date, reminded_on: str) -> NextThing:
    """A review of one's own that is to be handed in, with the day on which its reminder came to stand here."""
    late = one.is_late(today)
    day = dates.day(date.fromisoformat(one.deadline), "en", today)
    reminder = f"reminder of {dates.day(date.fromisoformat(reminded_on), 'en', today)}" if reminded_on else ""
    why = (one.theme, "" if late else f"due {day}", reminder)
    return NextThing(
        id=f"review-{one.number}",
        title=f"{'Begin' if one.state == 'allocated' else 'Go on with'} the review of {name}",
        why=" · ".join(part for part in why if part),
        act="Open the review",
        address=review_page(one.number),
        late=f"late: it was due {day}" if late else "",
    )


def _mend(one: ReviewEntry, name: str, returned: Moderation | None) -> NextThing:
    """A review of one's own that was returned, with why."""
    why = _first_words(returned) if returned else ""
    return NextThing(
        id=f"review-{one.number}",
        title=f"Mend the review of {name}",
        why=f"Returned by {returned['by_name']}: {why}" if returned else one.theme,
        act="See what was asked",
        address=review_page(one.number),
    )


def _moderate(one: ReviewEntry, name: str, reviewer: str) -> NextThing:
    """A review that was handed in and waits for stage 1."""
    return NextThing(
        id=f"moderate-{one.number}",
        title=f"Moderate the review of {name}",
        why=f"Handed in by {reviewer}. {one.theme}",
        act="Open stage 1",
        address=review_page(one.number),
    )


def _further(one: ReviewEntry, name: str) -> NextThing:
    """A review whose next step is the Head's: onto a list or final, or a day of the box."""
    said = _FURTHER[one.state]
    return NextThing(
        id=f"further-{one.number}",
        title=f"{said.title} the review of {name}",
        why=f"{said.why}. {one.theme}",
        act=said.act,
        address=review_page(one.number, said.part),
    )


def _released(one: ReviewEntry, name: str, today: date) -> NextThing:
    """A review of a child whom one works with, that was released lately."""
    return NextThing(
        id=f"released-{one.number}",
        title=f"Read the review of {name}",
        why=f"Released to you {dates.day(date.fromisoformat(one.released), 'en', today)}. {one.theme}",
        act="Read it",
        address=review_page(one.number),
    )


def _first_words(returned: Moderation) -> str:
    said = returned["words"] or next(iter(returned["comments"].values()), "")
    return said if len(said) <= LONGEST_WHY else f"{said[:LONGEST_WHY].rstrip()}…"

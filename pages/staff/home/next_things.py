"""The next three things that a person should do, each with its reason and one press."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from feedback.phone.call_line import CallLine
from feedback.triage.item_to_read import ItemToRead
from feedback.triage.triage_list import WaitingItem
from feedback.voices.items_to_read import CALL_ME, FREE_TEXT, NOT_SAFE, UNFAIR
from language import dates
from pages.staff.shell import words
from pages.staff.shell.addresses import CALLS, READ, TEXTS, child_page, review_page
from people.working_days import london_day
from reviews.moderation.records import Moderation
from reviews.permitted import HEAD_BOX
from reviews.review_index import ReviewEntry
from reviews.states import FINAL, MEETING_SET, PASSED, SENT, UPLOADED

THREE = 3
_SAID: Mapping[str, str] = {
    NOT_SAFE: "does not feel safe",
    UNFAIR: "was treated unfairly",
    CALL_ME: "asked to be called",
    FREE_TEXT: "wrote something",
}


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
FURTHER = frozenset(_FURTHER)


@dataclass(frozen=True)
class NextThing:
    """One card. Only what is about safety or late is shown in red."""

    id: str
    title: str
    why: str
    act: str
    address: str
    safety: bool = False
    late: str = ""

    @property
    def pressing(self) -> bool:
        """Whether it cannot wait."""
        return self.safety or bool(self.late)


def next_three(*kinds: Iterable[NextThing]) -> list[NextThing]:
    """Safety first; then one of each kind before a second of any, so that a long list hides no other work."""
    rounds = ([one for one in each if one is not None] for each in zip_longest(*kinds))
    mixed = [one for each in rounds for one in sorted(each, key=lambda one: not one.pressing)]
    return sorted(mixed, key=lambda one: not one.safety)[:THREE]


def first_of_each_voice(found: Iterable[WaitingItem]) -> Iterator[WaitingItem]:
    """The first item of each voice: who reads one of them has the others before them."""
    seen: set[int] = set()
    for one in found:
        if one.voice not in seen:
            seen.add(one.voice)
            yield one


def to_read(one: ItemToRead, now: datetime) -> NextThing:
    """Something that a family said and that waits for a decision."""
    about = [one.child or "At a poster", words.by_channel(one.channel), dates.moment(one.at, "en", now)]
    due = dates.day(one.due, "en", london_day(now))
    return NextThing(
        id=f"read-{one.item}",
        title=f"{_a(one.speaker)} {_SAID[one.matter]}",
        why=" · ".join(about),
        act="Read and decide",
        address=f"{READ}?opened={one.item}",
        safety=one.matter == NOT_SAFE,
        late=f"late: it was due {due}" if one.overdue else "",
    )


def to_write(one: ReviewEntry, name: str, today: date, reminded_on: str = "") -> NextThing:
    """A review of one's own that is to be handed in, with the day on which its reminder came to stand here."""
    late = one.is_late(today)
    day = dates.day(date.fromisoformat(one.deadline), "en", today)
    reminder = f"reminder of {dates.day(date.fromisoformat(reminded_on), 'en', today)}" if reminded_on else ""
    why = (one.theme, "" if late else f"due {day}", reminder)
    return NextThing(
        id=f"review-{one.number}",
        title=f"{'Begin' if one.state == 'allocated' else 'Go on with'} the review of {name or one.child}",
        why=" · ".join(part for part in why if part),
        act="Open the review",
        address=review_page(one.number),
        late=f"late: it was due {day}" if late else "",
    )


def to_mend(one: ReviewEntry, name: str, returned: Moderation | None) -> NextThing:
    """A review of one's own that was returned, with why."""
    why = _first_words(returned) if returned else ""
    return NextThing(
        id=f"review-{one.number}",
        title=f"Mend the review of {name or one.child}",
        why=f"Returned by {returned['by_name']}: {why}" if returned else one.theme,
        act="See what was asked",
        address=review_page(one.number),
    )


def to_moderate(one: ReviewEntry, name: str, reviewer: str) -> NextThing:
    """A review that was handed in and waits for stage 1."""
    return NextThing(
        id=f"moderate-{one.number}",
        title=f"Moderate the review of {name or one.child}",
        why=f"Handed in by {reviewer}. {one.theme}",
        act="Open stage 1",
        address=review_page(one.number),
    )


def to_take_further(one: ReviewEntry, name: str) -> NextThing:
    """A review whose next step is the Head's: onto a list or final, or a day of the box."""
    said = _FURTHER[one.state]
    return NextThing(
        id=f"further-{one.number}",
        title=f"{said.title} the review of {name or one.child}",
        why=f"{said.why}. {one.theme}",
        act=said.act,
        address=review_page(one.number, said.part),
    )


def to_read_released(one: ReviewEntry, name: str, today: date) -> NextThing:
    """A review of a child whom one works with, that was released lately."""
    return NextThing(
        id=f"released-{one.number}",
        title=f"Read the review of {name or one.child}",
        why=f"Released to you {dates.day(date.fromisoformat(one.released), 'en', today)}. {one.theme}",
        act="Read it",
        address=review_page(one.number),
    )


def to_call(one: CallLine) -> NextThing:
    """Somebody whom it is safe to call now."""
    return NextThing(
        id=f"call-{one.key}",
        title=f"Call {one.name or one.relation or 'somebody who asked for it'}",
        why=" · ".join(part for part in (one.why_words, *one.alarms) if part),
        act="See the call list",
        address=CALLS,
    )


def to_see_to(number: int) -> NextThing:
    """Texts that did not arrive and that somebody has to decide about."""
    return NextThing(
        id="texts",
        title=f"{words.plural(number, 'text', 'texts')} did not arrive",
        why="Decide whether to send again, or to reach them another way",
        act="See the texts",
        address=TEXTS,
    )


def to_hand_over(ref: str, name: str, waits: str) -> NextThing:
    """What was made for a family that nobody has said they have."""
    return NextThing(
        id=f"hand-{ref}",
        title=f"{name} has not been given it yet",
        why=f"{ref} · {waits}: say so once they have it",
        act="Hand it over",
        address=child_page(ref),
    )


def _first_words(returned: Moderation) -> str:
    said = returned["words"] or next(iter(returned["comments"].values()), "")
    return said if len(said) <= LONGEST_WHY else f"{said[:LONGEST_WHY].rstrip()}…"


def _a(speaker: str) -> str:
    """Who spoke, without the ages of the band: “A young person”, “An interpreter or advocate”."""
    who = speaker.partition(",")[0].lower()
    return f"{'An' if who[:1] in set('aeiou') else 'A'} {who}"

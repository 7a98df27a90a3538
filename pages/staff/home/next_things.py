"""The next three things that a person should do, each with its reason and one press."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from feedback.phone.call_line import CallLine
from feedback.triage.asking_for_translation import WaitedFor
from feedback.triage.item_to_read import ItemToRead
from feedback.triage.triage_list import WaitingItem
from feedback.voices.items_to_read import CALL_ME, FREE_TEXT, NOT_SAFE, UNFAIR
from language import dates
from pages.staff.shell import words
from pages.staff.shell.addresses import CALLS, READ, TEXTS, child_page
from people.working_days import london_day

THREE = 3
_SAID: Mapping[str, str] = {
    NOT_SAFE: "does not feel safe",
    UNFAIR: "was treated unfairly",
    CALL_ME: "asked to be called",
    FREE_TEXT: "wrote something",
}


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


def to_translate(one: WaitedFor, now: datetime) -> NextThing:
    """A translation that was asked for and is not there."""
    due = dates.day(one.due, "en", london_day(now))
    return NextThing(
        id=f"translation-{one.voice}-{one.question}",
        title=f"A translation from {words.spoken(one.lang).english_name} is waited for",
        why=" · ".join((one.child or "At a poster", f"from {one.whom}", f"due {due}")),
        act="Lay it beside the words",
        address=child_page(one.child) if one.item is None and one.child else f"{READ}?opened={one.item or ''}",
        late=f"late: it was due {due}" if one.overdue else "",
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


def _a(speaker: str) -> str:
    """Who spoke, without the ages of the band: “A young person”, “An interpreter or advocate”."""
    who = speaker.partition(",")[0].lower()
    return f"{'An' if who[:1] in set('aeiou') else 'A'} {who}"

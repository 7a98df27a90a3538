"""The triage list: what waits for a named human, in the order in which it should be read (BR-31)."""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from feedback.triage.deciding import may_triage
from feedback.triage.item_content import content_of, is_flagged, is_untranslated
from feedback.triage.item_to_read import ItemToRead, is_overdue, item_to_read
from feedback.voices import translations_asked, translations_beside, triage_items, voices
from feedback.voices.attached_words import is_unheard
from feedback.voices.items_to_read import FREE_TEXT, NOT_SAFE
from feedback.voices.triage_items import TriageItem
from feedback.voices.voices import Voice
from people import need_to_know
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class WaitingItem:
    """One line of the list before it is drawn: what it is sorted, filtered and counted by."""

    item: int
    voice: int
    matter: str
    overdue: bool
    translation_asked: bool  # and it waits still
    rank: tuple[bool, bool, bool, str]


@needs(Permission.READ_VOICES)
def what_waits(db: Database, actor: Actor) -> list[WaitingItem]:
    """Who does not feel safe, what nobody has understood, what is flagged, the rest; each oldest first.

    Of what nobody has understood, that comes first in which a word or another answer may matter.
    """
    today, asked = london_day(db.now), translations_asked.waiting(db)
    found = (_waiting(db, item, voice, today, asked) for item, voice in _theirs(db, actor, _open(db)))
    return sorted(found, key=lambda one: one.rank)


@needs(Permission.READ_VOICES)
def triage_list(db: Database, actor: Actor, chosen: Collection[int] | None = None) -> list[ItemToRead]:
    """What waits, in the order of `what_waits`, with its words; of these items alone where some are chosen."""
    numbers = [one.item for one in what_waits(db, actor)] if chosen is None else chosen
    triage_items.prefetch(db, numbers)
    found = (item for number in numbers if (item := triage_items.by_id(db, number)) is not None)
    return [*_each_seen(db, actor, found)]


@needs(Permission.READ_VOICES)
def number_to_read(db: Database, actor: Actor) -> int:
    """How many items wait for this person: the number beside *Read today*, without their words."""
    return sum(1 for _ in _theirs(db, actor, _open(db)))


@needs(Permission.READ_VOICES)
def decided_lately(db: Database, actor: Actor, most: int) -> list[ItemToRead]:
    """What was decided last, the newest decision first: it stays to be seen, and can be taken back."""
    asked = most
    while True:
        latest = triage_items.decided_lately(db, asked)
        found = [*islice(_each_seen(db, actor, latest), most)]
        if len(found) == most or len(latest) < asked:
            return found
        asked *= 4  # some were not for this person's eyes


def _waiting(
    db: Database, item: TriageItem, voice: Voice, today: date, asked: Container[tuple[int, str]]
) -> WaitingItem:
    words = content_of(db, item, voice)
    flagged, untranslated = is_flagged(item, voice, words), is_untranslated(item, words)
    rank = (item["matter"] != NOT_SAFE, not (untranslated or is_unheard(words.attached)), not flagged, item["at"])
    waits = item["matter"] == FREE_TEXT and (item["voice"], item["question"]) in asked
    return WaitingItem(number_of(item), item["voice"], item["matter"], is_overdue(item, voice, today), waits, rank)


def _each_seen(db: Database, actor: Actor, items: Iterable[TriageItem]) -> Iterator[ItemToRead]:
    return (item_to_read(db, actor, item, voice) for item, voice in _theirs(db, actor, items))


def _open(db: Database) -> list[TriageItem]:
    """All that waits, with the voices that are looked at next read at once."""
    found = triage_items.all_open(db)
    need_to_know.prefetch(db, {child for item in found if (child := item["child"]) is not None})
    said = [item["voice"] for item in found]
    voices.prefetch(db, said)
    translations_beside.prefetch(db, said)
    return found


def _theirs(db: Database, actor: Actor, items: Iterable[TriageItem]) -> Iterator[tuple[TriageItem, Voice]]:
    """The items whose words this person may read, each with its voice."""
    for item in items:
        voice = voices.by_id(db, item["voice"])
        if voice is not None and may_triage(db, actor, voice):
            yield item, voice

"""The triage list: what waits for a named human, in the order in which it should be read (BR-31)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from feedback.triage.deciding import IN_WORDS, may_triage
from feedback.triage.decisions import may_know
from feedback.triage.item_content import content_of, is_flagged, is_untranslated
from feedback.voices import triage_items, voices
from feedback.voices.call_wishes import told_of
from feedback.voices.items_to_read import CALL_DETAILS, CALL_ME, FREE_TEXT, MATTERS, NOT_SAFE
from feedback.voices.provenance import provenance_of
from feedback.voices.triage_items import OPEN, Decision, Mark, TriageItem
from feedback.voices.voices import Voice
from forms.vocabulary import AUDIENCES
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database


class DecisionInWords(Decision):
    """A decision with the words that staff read for it."""

    decided: str


@dataclass(frozen=True)
class ItemToRead:
    """One item as a screen shows it. `words` are the exact ones in `lang`; `english` is the form's own for a choice."""

    item: int
    voice: int
    matter: str
    title: str
    child: str | None
    place: int | None
    speaker: str
    channel: str
    asked: str  # the question, in English
    words: str
    lang: str
    english: str | None
    kept: str  # whose words they are, with who noted them and who helped: see `feedback.voices.provenance`
    noted_by: str
    collected_by: str
    helped_by: str | None
    untranslated: bool
    flagged: bool
    needs_reason: bool  # "no action needed" is not enough by itself
    taken_back: bool  # they have answered otherwise since; what they said first still waits
    call: Mapping[str, str]  # name, number and time for a call, as far as they gave them
    at: datetime
    due: date
    overdue: bool
    read_by: tuple[Mark, ...]  # name, at; readers of the words as they are now
    decisions: tuple[DecisionInWords, ...] = ()
    made: int = 0  # how many decisions there are in all: some may not be for this person's eyes

    @property
    def escalated(self) -> bool:
        """Whether what was decided raised a concern."""
        return any(one["concern"] for one in self.decisions)

    @property
    def own_words(self) -> bool:
        """Whether they are words that somebody wrote, and not a choice of the form."""
        return self.matter == FREE_TEXT


@needs(Permission.READ_VOICES)
def triage_list(db: Database, actor: Actor) -> list[ItemToRead]:
    """What waits: who does not feel safe, what nobody has translated, what is flagged, the rest; each oldest first."""
    return sorted(_seen(db, actor, _open(db)), key=_rank)


@needs(Permission.READ_VOICES)
def number_to_read(db: Database, actor: Actor) -> int:
    """How many items wait for this person: the number beside *Read today*, without their words."""
    return sum(1 for _ in _theirs(db, actor, _open(db)))


@needs(Permission.READ_VOICES)
def decided_lately(db: Database, actor: Actor, most: int) -> list[ItemToRead]:
    """What was decided last, the newest decision first: it stays to be seen, and can be taken back."""
    latest = sorted(triage_items.decided(db), key=lambda item: item["decisions"][-1]["at"], reverse=True)
    return list(islice(_seen(db, actor, latest), most))


def _rank(one: ItemToRead) -> tuple[bool, bool, bool, datetime]:
    return (one.matter != NOT_SAFE, not one.untranslated, not one.flagged, one.at)


def _seen(db: Database, actor: Actor, items: Iterable[TriageItem]) -> Iterator[ItemToRead]:
    return (_waiting(db, actor, item, voice) for item, voice in _theirs(db, actor, items))


def _open(db: Database) -> list[TriageItem]:
    """All that waits, with the voices that are looked at next read at once."""
    found = triage_items.all_open(db)
    voices.prefetch(db, (item["voice"] for item in found))
    return found


def _theirs(db: Database, actor: Actor, items: Iterable[TriageItem]) -> Iterator[tuple[TriageItem, Voice]]:
    """The items whose words this person may read, each with its voice."""
    for item in items:
        voice = voices.by_id(db, item["voice"])
        if voice is not None and may_triage(db, actor, voice):
            yield item, voice


def _waiting(db: Database, actor: Actor, item: TriageItem, voice: Voice) -> ItemToRead:
    words = content_of(db, item, voice)
    source = provenance_of(db, voice, voice["answers"].get(item["question"]))
    flagged, untranslated = is_flagged(item, voice, words), is_untranslated(item, words)
    due, readers = date.fromisoformat(item["due"]), _readers(item, voice)
    return ItemToRead(
        item=number_of(item),
        voice=number_of(voice),
        matter=item["matter"],
        title=MATTERS[item["matter"]],
        child=item["child"],
        place=item["place"],
        speaker=AUDIENCES.get(voice["audience"], voice["audience"]),
        channel=voice["channel"],
        asked=words.asked,
        words=words.words,
        lang=words.lang,
        english=words.english,
        kept=source.kept,
        noted_by=source.noted_by,
        collected_by=source.collected_by,
        helped_by=source.helped_by,
        untranslated=untranslated,
        flagged=flagged,
        needs_reason=flagged or untranslated,
        taken_back=_is_taken_back(item, voice),
        call=_call(voice) if item["matter"] == CALL_ME else {},
        at=datetime.fromisoformat(item["at"]),
        due=due,
        overdue=item["state"] == OPEN and london_day(db.now) > due and not _is_done_with(item, readers),
        read_by=readers,
        decisions=tuple(
            {**one, "decided": IN_WORDS[one["decision"]]} for one in may_know(db, actor, item["decisions"])
        ),
        made=len(item["decisions"]),
    )


def _is_taken_back(item: TriageItem, voice: Voice) -> bool:
    answer = voice["answers"].get(item["question"])
    if answer is None:
        return False
    return bool(answer["value"] is None if item["matter"] == FREE_TEXT else answer["value"] != item["said"])


def _call(voice: Voice) -> dict[str, str]:
    return {detail: told for detail in CALL_DETAILS if (told := told_of(voice, detail))}


def _is_done_with(item: TriageItem, readers: tuple[Mark, ...]) -> bool:
    """Whether what was due has been done: a text was due to be read (BR-31), anything else to be seen to."""
    return item["matter"] == FREE_TEXT and bool(readers)


def _readers(item: TriageItem, voice: Voice) -> tuple[Mark, ...]:
    answer = voice["answers"].get(item["question"])
    since = answer["at"] if answer else item["at"]
    return tuple(one for one in item["read"] if one["at"] >= since)

"""Whom we still owe an answer: those who asked to be told what came of their words, who waits longest first (BR-54)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.voices import requests, voices
from feedback.voices.requests import Request
from feedback.voices.voices import Voice, last_said
from forms.vocabulary import AUDIENCES
from people import children, need_to_know
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day, months_later
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import Sight, sees, sight_of
from tracker.answered_words import words_key
from tracker.items import Item
from tracker.states import ANSWERABLE
from tracker.telling.tellings import ARRIVED, LOST_ON_THE_WAY, NOT_KNOWN, ON_ITS_WAY, telling
from tracker.telling.wishes import wish_of

CAN_TELL, LOST, BEING_DONE, NOTHING, GOING, UNSURE, TOLD = "now", "lost", "doing", "nothing", "going", "unsure", "told"
STATES: Mapping[str, str] = {
    CAN_TELL: "Can be told now",
    LOST: "Did not reach them",
    BEING_DONE: "Being done",
    NOTHING: "Nothing tracked yet",
    GOING: "On its way",
    UNSURE: "Not known whether it arrived",
    TOLD: "Told",
}
OWED = frozenset({CAN_TELL, LOST, BEING_DONE, NOTHING})
_STATE_OF: Mapping[str, str] = {ON_ITS_WAY: GOING, NOT_KNOWN: UNSURE, ARRIVED: TOLD, LOST_ON_THE_WAY: LOST}
LATE_AFTER_MONTHS = 3  # proposed: the framework names no time
MOST = 300  # lines of each half of the list


@dataclass(frozen=True)
class OwedLine:
    """One voice that is owed an answer or has had it; `item` is the one that can be told, or was."""

    voice: int
    child: str
    child_name: str
    whom: str
    wish: str
    said_at: str
    state: str  # a key of `STATES`
    words: str  # what is known of the telling
    item: int
    action: str
    due: date  # by when they should have been told
    late: bool
    helped: str


@needs(Permission.ASK_FOR_FEEDBACK)
def owed(db: Database, actor: Actor, months: int = LATE_AFTER_MONTHS) -> list[OwedLine]:
    """All that this person may know of, who waits longest first; what was told comes after."""
    sight = sight_of(db, actor)
    waiting = [_waiting(db, sight, one, months) for one in _owed_voices(db, actor)]
    told = [line for one in _tellings(db, actor) if (line := _told(db, one, months)) is not None]
    lost = {one.voice for one in waiting}
    found = [*waiting, *(one for one in told if one.voice not in lost)]
    return sorted(found, key=lambda one: (one.state not in OWED, one.said_at))


def _owed_voices(db: Database, actor: Actor) -> list[Voice]:
    if actor.may(Permission.SEE_ALL_CHILDREN):
        return voices.owed_an_answer(db, MOST)
    refs = need_to_know.known_children(db, actor)
    return [one for ref in refs for one in voices.by_child(db, ref) if one["owed"]]


def _tellings(db: Database, actor: Actor) -> Iterable[Request]:
    """The last telling of each voice."""
    if actor.may(Permission.SEE_ALL_CHILDREN):
        found = requests.last_that_tell(db, MOST)
    else:
        refs = need_to_know.known_children(db, actor)
        found = [one for ref in refs for one in requests.by_child_newest_first(db, ref) if requests.tells(one)]
    return {one["told"]["voice"]: one for one in reversed(found)}.values()


def _waiting(db: Database, sight: Sight, voice: Voice, months: int) -> OwedLine:
    state, item = _how_far(_items_of(db, sight, voice))
    return _line(db, voice, months, state, item)


def _items_of(db: Database, sight: Sight, voice: Voice) -> list[Item]:
    keys = [words_key(number_of(voice), question) for question in voice["answers"]]
    return [one for one in items.answering_any(db, keys) if sees(sight, one)]


def _how_far(found: list[Item]) -> tuple[str, Item | None]:
    for one in found:
        if one["state"] in ANSWERABLE:
            return CAN_TELL, one
    return (BEING_DONE, found[0]) if found else (NOTHING, None)


def _told(db: Database, request: Request, months: int) -> OwedLine | None:
    voice = voices.by_id(db, request["told"]["voice"])
    if voice is None:
        return None
    now = telling(db, request)
    item = items.by_id(db, request["told"]["item"])
    words = f"{now.way}: {now.words}"
    return _line(db, voice, months, _STATE_OF[now.state], item, words, now.helped_words)


def _line(
    db: Database, voice: Voice, months: int, state: str, item: Item | None, words: str = "", helped: str = ""
) -> OwedLine:
    ref = voice["child"] or ""
    due = months_later(london_day(last_said(voice)), months)
    return OwedLine(
        voice=number_of(voice),
        child=ref,
        child_name=children.name_of(db, ref),
        whom=AUDIENCES[voice["audience"]],
        wish=wish_of(db, voice),
        said_at=last_said(voice),
        state=state,
        words=words,
        item=number_of(item) if item is not None else 0,
        action=item["action"] if item is not None else "",
        due=due,
        late=state in OWED and due < london_day(db.now),
        helped=helped,
    )

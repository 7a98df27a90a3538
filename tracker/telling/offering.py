"""What can be told to whom, by which way: what they chose comes first, and what is in the way today is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.voices import voices
from feedback.voices.voices import Voice, last_said
from people import children, need_to_know
from people.actor import Actor
from people.contacts import Contact
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker.access import item_for
from tracker.answered_words import AnsweredWords, voice_of, words_answered
from tracker.items import Item
from tracker.states import ANSWERABLE
from tracker.telling.tellings import LOST_ON_THE_WAY, Telling, last_of
from tracker.telling.wishes import LETTER, NO_NEED, PHONE, SMS, WAY_WISHED, WAYS, WORKER, person_of, wish_of

CHANNEL_OF: Mapping[str, str] = {SMS: "sms", LETTER: "letter", PHONE: "phone", WORKER: "in_person"}
_NOBODY = Obstacle(
    "no_contact",
    "It is not on record whose words these are. Choose another way, or add the person to the child.",
    False,
)
_NO_TEXTS = Obstacle("no_texts", "No text can go from here. Choose another way.", False)


@dataclass(frozen=True)
class Way:
    """One way to tell them, with what is in the way of it today."""

    code: str
    wished: bool
    obstacles: tuple[Obstacle, ...]

    @property
    def closed(self) -> bool:
        """Whether something is in the way that no reason overrides."""
        return any(not one.can_override for one in self.obstacles)


@dataclass(frozen=True)
class Offer:
    """Somebody who can be told what came of an item."""

    item: Item
    voice: Voice
    child: str
    child_name: str
    person: Contact | None
    wish: str  # a key of `WISHES`
    said_at: str
    said: tuple[AnsweredWords, ...]  # the words that are answered, as far as this person may read them
    ways: tuple[Way, ...]
    answerable: bool  # whether it is known what came of it
    last: Telling | None

    @property
    def may_tell(self) -> bool:
        """Whether they can be told now: something is known, they want it, and nobody has told them."""
        return self.answerable and self.wish != NO_NEED and (self.last is None or self.last.state == LOST_ON_THE_WAY)

    def way(self, code: str) -> Way | None:
        """The way of this code."""
        return next((one for one in self.ways if one.code == code), None)


@needs(Permission.ASK_FOR_FEEDBACK)
def offers_of(db: Database, actor: Actor, item: int, *, texts: bool = True) -> list[Offer]:
    """Those whose words the item answers, as far as this person may know of them; `texts`: whether any can go."""
    found = item_for(db, actor, item)
    numbers = dict.fromkeys(voice_of(key) for key in found["voices"])
    spoken = [voice for number in numbers if (voice := voices.by_id(db, number)) is not None]
    said = words_answered(db, actor, item)
    return [_offer(db, found, one, said, texts) for one in spoken if _is_known(db, actor, one)]


@needs(Permission.ASK_FOR_FEEDBACK)
def offer_of(db: Database, actor: Actor, item: int, voice: int, *, texts: bool = True) -> Offer:
    """One of them; `NotFound` for anybody else."""
    offers = offers_of(db, actor, item, texts=texts)
    if (found := next((one for one in offers if number_of(one.voice) == voice), None)) is None:
        raise NotFound
    return found


def _is_known(db: Database, actor: Actor, voice: Voice) -> bool:
    """A poster's voice is nobody's: it is answered for all to read at /said."""
    return voice["child"] is not None and need_to_know.may_see(db, actor, voice["child"])


def _offer(db: Database, found: Item, voice: Voice, said: list[AnsweredWords], texts: bool) -> Offer:
    number, ref = number_of(voice), voice["child"] or ""
    person, wish = person_of(db, voice), wish_of(db, voice)
    return Offer(
        item=found,
        voice=voice,
        child=ref,
        child_name=children.name_of(db, ref),
        person=person,
        wish=wish,
        said_at=last_said(voice),
        said=tuple(one for one in said if one.voice == number),
        ways=_ways(db, voice, person, WAY_WISHED.get(wish, ""), texts),
        answerable=found["state"] in ANSWERABLE,
        last=last_of(db, number, number_of(found)),
    )


def _ways(db: Database, voice: Voice, person: Contact | None, wished: str, texts: bool) -> tuple[Way, ...]:
    """All of them, the one that they chose first."""
    codes = sorted(WAYS, key=lambda code: code != wished)
    return tuple(Way(code, code == wished, _in_the_way(db, voice, person, code, texts)) for code in codes)


def _in_the_way(db: Database, voice: Voice, person: Contact | None, code: str, texts: bool) -> tuple[Obstacle, ...]:
    if code == SMS and not texts:
        return (_NO_TEXTS,)
    if person is None and code != WORKER:
        return (_NOBODY,)
    contact = number_of(person) if person is not None else None
    about = (voice["child"] or "", contact, CHANNEL_OF[code], voice["audience"])
    return obstacles(db, *about, db.now, asked_before=False)

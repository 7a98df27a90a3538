"""Telling a family what came of their words: by text, letter or phone; it is an attempt like any other (BR-54)."""

from dataclasses import dataclass
from datetime import datetime

from feedback.asking.overriding import kept_reason, overridden_by
from feedback.asking.requests import keep_request, new_request
from feedback.asking.text_requests import TOKEN_TO_SHOW, TextSettings
from feedback.messages.outbox import TOLD, queue
from feedback.messages.text_length import Length, measure
from feedback.voices import voices
from feedback.voices.answers_back import Told, answer_back_form, opens_with
from feedback.voices.links import new_token
from feedback.voices.requests import Request
from language.catalogue import Translated, say
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.phone_numbers import shown
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker import lines
from tracker.lines import write_line
from tracker.telling.offering import CHANNEL_OF, Offer, offer_of
from tracker.telling.telling_words import TellingWords, told_words
from tracker.telling.wishes import NO_NEED, SMS, WAYS, WORKER


@dataclass(frozen=True)
class TellingPreview:
    """Exactly what goes: the words that they read, and the text that leads to them where it is a text."""

    opens: Translated
    words: Translated
    english: str
    text: Translated | None
    to: str
    goes_at: datetime
    length: Length | None


@needs(Permission.ASK_FOR_FEEDBACK)
def preview_of(
    db: Database, actor: Actor, item: int, voice: int, way: str, said: TellingWords, settings: TextSettings | None
) -> TellingPreview:
    """What `tell` would send; raises what it raises for the words. Nothing is kept, and the link is not a real one."""
    offer = offer_of(db, actor, item, voice, texts=settings is not None)
    told = told_words(db, offer.item, offer.voice, said)
    text = _text(offer, told, TOKEN_TO_SHOW, settings) if settings and way == SMS and offer.person else None
    return TellingPreview(
        opens=say(told["language"], opens_with(told)),
        words=Translated(told["words"], told["language"]),
        english=told["english"],
        text=text,
        to=shown(offer.person["phone"]) if offer.person and offer.person["phone"] else "",
        goes_at=settings.hours.opens(db.now) if settings else db.now,
        length=measure(text.text) if text else None,
    )


@needs(Permission.ASK_FOR_FEEDBACK)
def tell(
    db: Database,
    actor: Actor,
    item: int,
    voice: int,
    way: str,
    said: TellingWords,
    settings: TextSettings | None,
    override: str = "",
) -> int:
    """Tell them; returns the request by which they can say whether it helped. The same again is once.

    `CannotAsk` says what is in the way of this way today; what can be overridden needs a reason. Another way than they
    chose is taken only where theirs is not safe today, or with a reason.
    """
    offer = offer_of(db, actor, item, voice, texts=settings is not None)
    told = told_words(db, offer.item, offer.voice, said)
    if (before := _told_just_so(offer, told)) is not None:
        return before
    check_owed(offer)
    overridden = _check_way(offer, way, override)
    number = _queue(db, actor, offer, told, way, settings)
    settle(db, actor, offer, told)
    about = {"item": item, "request": number, "way": way, "wish": offer.wish}
    audit.record(db, actor, "family.told", child=offer.child, **about)
    if overridden or override.strip():
        reason = {"request": number, "obstacles": overridden, "reason": kept_reason(override)}
        audit.record(db, actor, "family.told_all_the_same", child=offer.child, **reason)
    return number


def check_owed(offer: Offer) -> None:
    """`Unacceptable` where nothing is known yet, they want nothing, or somebody has told them."""
    if not offer.answerable:
        raise Unacceptable("It is not known yet what came of it. First somebody says whether it worked.")
    if offer.wish == NO_NEED:
        raise Unacceptable("They said that there is no need to tell them. Nothing was sent.")
    if offer.last is not None and not offer.may_tell:
        raise Unacceptable(f"{offer.last.by} has seen to it already: {offer.last.words}. Nothing was sent.")


@needs(Permission.ASK_FOR_FEEDBACK)
def settle(db: Database, actor: Actor, offer: Offer, told: Told) -> None:
    """From now on nothing is owed to them; the item has a line, which names nobody."""
    voices.change(db, offer.voice, owed=False)
    write_line(db, actor, offer.item, lines.TOLD, told["english"])
    db.announce("voices")


@needs(Permission.ASK_FOR_FEEDBACK)
def request_of(db: Database, actor: Actor, offer: Offer, told: Told, channel: str, token: str) -> Request:
    """The request by which they are told, about the same child and of the same person as the words that it answers."""
    made = new_request(
        db,
        actor,
        token,
        answer_back_form(),
        child=offer.child,
        touchpoint=offer.voice["touchpoint"],
        audience=offer.voice["audience"],
        language=told["language"],
        channel=channel,
        contact=number_of(offer.person) if offer.person is not None else None,
    )
    return {**made, "told": told}


def _queue(db: Database, actor: Actor, offer: Offer, told: Told, way: str, settings: TextSettings | None) -> int:
    token = new_token()
    number = keep_request(db, actor, request_of(db, actor, offer, told, CHANNEL_OF[way], token))
    if way == SMS:
        assert settings is not None  # without texts there is an obstacle
        assert offer.person is not None
        assert offer.person["phone"]
        text = _text(offer, told, token, settings)
        queue(
            db,
            to=offer.person["phone"],
            body=text.text,
            purpose=TOLD,
            language=text.lang,
            child=offer.child,
            request=number,
            not_before=settings.hours.opens(db.now),
        )
    return number


def _text(offer: Offer, told: Told, token: str, settings: TextSettings) -> Translated:
    assert offer.person is not None
    return settings.wording.told(token, told["language"], discreet=offer.person["discreet"])


def _check_way(offer: Offer, way: str, override: str) -> list[str]:
    """The codes of what the reason overrides."""
    chosen = offer.way(way)
    if chosen is None or way == WORKER:
        raise Unacceptable("Choose how to tell them.")
    wished = next((one for one in offer.ways if one.wished), None)
    if wished is not None and wished is not chosen and not wished.obstacles and not override.strip():
        raise Unacceptable(f"They chose: {WAYS[wished.code].lower()}. Take that way, or say why another one is better.")
    return overridden_by(override, chosen.obstacles)


def _told_just_so(offer: Offer, told: Told) -> int | None:
    """The telling that this very press has made already."""
    last = offer.last
    return last.request if last is not None and not offer.may_tell and last.told == told else None

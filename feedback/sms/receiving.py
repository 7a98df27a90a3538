"""Takes a text that somebody sent us: kept once, understood as far as it can be, and answered by at most one text."""

from datetime import datetime, timedelta

import structlog

from feedback.messages import inbox
from feedback.messages.inbox import ReceivedText
from feedback.sms import unmatched_texts
from feedback.sms.automatic_texts import is_automatic
from feedback.sms.choosing_conversation import chosen, current, held_text
from feedback.sms.classification import TextKind, classify
from feedback.sms.conversing import converse, put_next
from feedback.sms.crossed_texts import is_crossed, take_crossed
from feedback.sms.inbound_turn import NOT_AT_ONCE, STOP_CONFIRMED, WE_WILL_CALL, InboundTurn
from feedback.sms.reply_words import Command, command_of
from feedback.sms.restored_texts import may_be_answered_already
from feedback.sms.stop_words import Wish, WishFound, is_more_than_a_stop, keyword_of, may_be_a_stop
from feedback.sms.threads import BY_TEXT
from feedback.voices.attempts import note_attempt
from language.catalogue import N_
from language.registry import LANGUAGES
from people import audit, contacts, opt_outs
from people.contact_points import ContactPoints
from people.permissions import open_to
from people.phone_numbers import NotAMobile, mobile
from storage.documents import number_of
from storage.errors import NotSaved
from storage.store import Database

TOO_LATE = timedelta(days=1)  # after which what was written is no part of a conversation
MOST_A_DAY = 150  # texts of one phone that are answered; whoever sends more is not in a conversation
STOPPED = N_("You will get no more texts from us. To get texts again, reply {start}.")
# Translators: somebody sent a photo, a video or a voice message as a text.
NO_PICTURES = N_("We cannot open pictures or recordings here. A person will see that one came.")
STARTED = N_("You will get texts from us again.")

_log = structlog.get_logger("heard.texts")


@open_to("whoever sends a text to our number")
def receive(
    db: Database,
    *,
    provider_id: str,
    sender: str,
    body: str,
    pictures: int = 0,
    written: datetime | None = None,
    fetched: bool = False,
    contact_points: ContactPoints | None = None,
) -> None:
    """Keep a text and queue our answer. The same text delivered again changes nothing.

    `pictures` is how many pictures or recordings came with it, `written` when the provider had it, and
    `fetched` whether we asked for it instead of being told.
    """
    text = inbox.keep_text(db, provider_id, sender, body, pictures, written, fetched=fetched)
    if text is None:
        return
    db.announce("texts")
    try:
        with db.all_or_none():
            _answer(db, text, contact_points or ContactPoints())
    except NotSaved:
        raise
    except Exception as fault:  # whatever goes wrong with the answer, the text is kept and a person reads it
        _log.exception("text not answered", fault=type(fault).__name__, text=number_of(text))
        inbox.settle(db, text, took="", why="fault")


def _answer(db: Database, text: ReceivedText, contact_points: ContactPoints) -> None:
    try:
        mobile(text["sender"])
    except NotAMobile:
        inbox.settle(db, text, took="", why=unmatched_texts.UNKNOWN_NUMBER)
        return
    turn = InboundTurn(db, text, contact_points)
    _understand(turn)
    turn.end()


def _understand(turn: InboundTurn) -> None:
    if turn.text.get("pictures", 0) and turn.body:
        turn.note("", "picture_too")
    found = classify(
        turn.body,
        pictures=turn.text.get("pictures", 0),
        ours=turn.ours,
        theirs=[one["body"] for one in turn.texts_before],
        names=turn.names,
    )
    match found.kind:
        case TextKind.REACTION:
            turn.note("reaction")
        case TextKind.AUTOMATIC:
            _rest(turn)
        case TextKind.STOP if found.wished:
            _stop(turn, found.wished)
        case _ if may_be_answered_already(turn.db, turn.text):
            turn.note("", "restored")
        case _ if turn.db.now - inbox.written_at(turn.text) > TOO_LATE:
            turn.note("", "late")
        case _ if opt_outs.stopped(turn.db, turn.phone) is not None:
            _after_a_stop(turn, found.wished)
        case _ if _too_many(turn):
            turn.note("", "too_many")
        case TextKind.MAY_BE_REACTION:
            turn.note("", "may_be_reaction")
        case TextKind.PICTURE:
            _picture(turn)
        case TextKind.HELP:
            _help(turn)
        case _ if not turn.open:
            _stray(turn)
        case _:
            _converse(turn)


def _rest(turn: InboundTurn) -> None:
    """A machine wrote it: nothing is said, it is no answer, and after two of them a person looks, once."""
    machines = [one for one in turn.texts_before if one["took"] == "automatic"]
    looked_at = max((one["read_at"] for one in machines if one["read_at"]), default="")
    unseen = [one for one in machines if one["at"] > looked_at]
    is_second = bool(unseen) or not is_automatic(turn.body)
    waits = any(one["waiting"] for one in unseen)
    turn.note("automatic", "automatic" if is_second and not waits else "")


def _picture(turn: InboundTurn) -> None:
    """Something came that we cannot open: a person looks, they are told so once an hour, and the question stands."""
    turn.note("picture", "picture")
    since = (turn.db.now - timedelta(hours=1)).isoformat()
    if not contacts.with_phone(turn.db, turn.phone):
        turn.neutral()
    elif not any(one["took"] == "picture" and one["at"] > since for one in turn.texts_before):
        _speak_as_known(turn, None)
        turn.say(NO_PICTURES)


def _converse(turn: InboundTurn) -> None:
    if is_crossed(turn):
        take_crossed(turn)
        return
    if may_be_a_stop(turn.body):
        turn.note("", "may_be_a_stop")
    if current(turn) is None and command_of(turn.message) is Command.CALL:
        _promise_a_call(turn)
        return
    ongoing = chosen(turn)
    if ongoing is None:
        return
    held = held_text(turn, ongoing)
    if held is not None and turn.took == "chose":
        turn.turn_to(held)
        converse(turn, ongoing)
    elif turn.took == "chose":
        put_next(turn, ongoing)
    else:
        converse(turn, ongoing)


def _stop(turn: InboundTurn, wished: WishFound) -> None:
    """A stop holds from now on, for every channel; only the first is confirmed, once, and it is never an answer."""
    turn.note("stop", "more_than_a_stop" if is_more_than_a_stop(turn.body) else "")
    _speak_as_known(turn, wished)
    if not opt_outs.stop(turn.db, turn.phone, turn.body, wished.language):
        return
    for request in turn.open:
        detail = "Asked for no more texts."
        note_attempt(turn.db, audit.FAMILY, request["child"], number_of(request), BY_TEXT, "declined", detail)
    if may_be_answered_already(turn.db, turn.text):
        return
    turn.purpose = STOP_CONFIRMED
    turn.say(STOPPED, start=keyword_of(turn.language, Wish.START))


def _after_a_stop(turn: InboundTurn, wished: WishFound | None) -> None:
    """Nothing but START is answered: the person said that they want no texts. A person here reads the rest."""
    if wished is None or wished.wish is not Wish.START:
        turn.note("", "stopped")
        return
    opt_outs.start(turn.db, turn.phone)
    turn.note("start")
    _speak_as_known(turn, wished)
    turn.say(STARTED)
    if turn.open and (ongoing := chosen(turn)) is not None:
        put_next(turn, ongoing)


def _help(turn: InboundTurn) -> None:
    """Whom to call; the question that was put still waits for its answer."""
    turn.note("help", "help")
    _speak_as_known(turn, None)
    turn.say(NOT_AT_ONCE)
    turn.add(*turn.contact_points.help_lines(turn.language))
    if turn.open:
        turn.say_ways()


def _stray(turn: InboundTurn) -> None:
    """Nothing is being asked of this phone: one neutral answer a day, and a person reads the text."""
    known = contacts.with_phone(turn.db, turn.phone)
    if known and turn.body and turn.says_nothing:
        turn.note("thanks")
    elif known and command_of(turn.message) is Command.CALL:
        _promise_a_call(turn)
    else:
        turn.note("", "nothing_open" if known else unmatched_texts.UNKNOWN_NUMBER)
        turn.neutral()


def _promise_a_call(turn: InboundTurn) -> None:
    """No conversation to keep it in, so the text itself waits for whoever calls."""
    turn.note("call", inbox.CALL)
    turn.db.announce("calls")
    turn.say(WE_WILL_CALL)


def _speak_as_known(turn: InboundTurn, wished: WishFound | None) -> None:
    """In the language of their conversation or contact; somebody nobody knows, in the language of their own word."""
    if turn.open and (request := current(turn)) is not None:
        turn.about(request)
    elif wished and wished.language in LANGUAGES and not contacts.with_phone(turn.db, turn.phone):
        turn.language = wished.language


def _too_many(turn: InboundTurn) -> bool:
    since = (turn.db.now - timedelta(days=1)).isoformat()
    recent = [text for text in inbox.by_phone(turn.db, turn.phone) if text["at"] > since]
    return len(recent) > MOST_A_DAY

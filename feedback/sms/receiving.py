"""Takes a text that somebody sent us: kept once, understood as far as it can be, and answered by at most one text."""

from datetime import timedelta

import structlog

from feedback.messages import inbox
from feedback.sms import unmatched_texts
from feedback.sms.automatic_texts import is_automatic
from feedback.sms.choosing_conversation import chosen, current, held_text
from feedback.sms.classification import TextKind, classify
from feedback.sms.conversing import converse, put_next
from feedback.sms.crossed_texts import is_crossed, take_crossed
from feedback.sms.inbound_turn import NOT_AT_ONCE, STOP_CONFIRMED, WE_WILL_CALL, Exchange
from feedback.sms.reply_words import Command, command_of
from feedback.sms.stop_words import Wish, Wished, is_more_than_a_stop, may_be_a_stop, told
from feedback.sms.threads import BY_TEXT
from feedback.voices.attempts import note_attempt
from language.catalogue import N_
from language.registry import LANGUAGES
from people import audit, opt_outs
from people.contact_points import Reach
from people.contacts import with_phone
from people.permissions import open_to
from people.phone_numbers import NotAMobile, mobile
from storage.errors import NotSaved
from storage.store import Database
from storage.table import Document

MOST_A_DAY = 150  # texts of one phone that are answered; whoever sends more is not in a conversation
STOPPED = N_("You will get no more texts from us. To get texts again, reply {start}.")
# Translators: somebody sent a photo, a video or a voice message as a text.
NO_PICTURES = N_("We cannot open pictures or recordings here. A person will see that one came.")
STARTED = N_("You will get texts from us again.")

_log = structlog.get_logger("heard.texts")


@open_to("whoever sends a text to our number")
def receive(
    db: Database, *, provider_id: str, sender: str, body: str, pictures: int = 0, reach: Reach | None = None
) -> None:
    """Keep a text and queue our answer. The same text delivered again changes nothing.

    `pictures` is how many pictures or recordings came with it.
    """
    text = inbox.keep_text(db, provider_id, sender, body, pictures)
    if text is None:
        return
    db.announce("texts")
    try:
        with db.all_or_none():
            _answer(db, text, reach or Reach())
    except NotSaved:
        raise
    except Exception as fault:  # whatever goes wrong with the answer, the text is kept and a person reads it
        _log.exception("text not answered", fault=type(fault).__name__, text=text.doc_id)
        inbox.settle(db, text, took="", why="fault")


def _answer(db: Database, text: Document, reach: Reach) -> None:
    try:
        mobile(text["sender"])
    except NotAMobile:
        inbox.settle(db, text, took="", why=unmatched_texts.UNKNOWN_NUMBER)
        return
    exchange = Exchange(db, text, reach)
    _understand(exchange)
    exchange.end()


def _understand(exchange: Exchange) -> None:
    if exchange.text["pictures"] and exchange.body:
        exchange.note("", "picture_too")
    found = classify(
        exchange.body,
        pictures=exchange.text["pictures"],
        ours=exchange.ours,
        theirs=[str(one["body"]) for one in exchange.texts_before],
        names=exchange.names,
    )
    match found.kind:
        case TextKind.REACTION:
            exchange.note("reaction")
        case TextKind.AUTOMATIC:
            _rest(exchange)
        case TextKind.STOP if found.wished:
            _stop(exchange, found.wished)
        case _ if opt_outs.stopped(exchange.db, exchange.phone) is not None:
            _after_a_stop(exchange, found.wished)
        case _ if _too_many(exchange):
            exchange.note("", "too_many")
        case TextKind.MAY_BE_REACTION:
            exchange.note("", "may_be_reaction")
        case TextKind.PICTURE:
            _picture(exchange)
        case TextKind.HELP:
            _help(exchange)
        case _ if not exchange.open:
            _stray(exchange)
        case _:
            _converse(exchange)


def _rest(exchange: Exchange) -> None:
    """A machine wrote it: nothing is said, it is no answer, and after two of them a person looks, once."""
    machines = [one for one in exchange.texts_before if one["took"] == "automatic"]
    looked_at = max((one["read_at"] for one in machines if one["read_at"]), default="")
    unseen = [one for one in machines if one["at"] > looked_at]
    is_second = bool(unseen) or not is_automatic(exchange.body)
    waits = any(one["waiting"] for one in unseen)
    exchange.note("automatic", "automatic" if is_second and not waits else "")


def _picture(exchange: Exchange) -> None:
    """Something came that we cannot open: a person looks, they are told so once an hour, and the question stands."""
    exchange.note("picture", "picture")
    since = (exchange.db.now - timedelta(hours=1)).isoformat()
    if not with_phone(exchange.db, exchange.phone):
        exchange.neutral()
    elif not any(one["took"] == "picture" and one["at"] > since for one in exchange.texts_before):
        _speak_as_known(exchange, None)
        exchange.say(NO_PICTURES)


def _converse(exchange: Exchange) -> None:
    if is_crossed(exchange):
        take_crossed(exchange)
        return
    if may_be_a_stop(exchange.body):
        exchange.note("", "may_be_a_stop")
    if current(exchange) is None and command_of(exchange.message) is Command.CALL:
        _promise_a_call(exchange)
        return
    ongoing = chosen(exchange)
    if ongoing is None:
        return
    held = held_text(exchange, ongoing)
    if held is not None and exchange.took == "chose":
        exchange.turn_to(held)
        converse(exchange, ongoing)
    elif exchange.took == "chose":
        put_next(exchange, ongoing)
    else:
        converse(exchange, ongoing)


def _stop(exchange: Exchange, wished: Wished) -> None:
    """A stop holds from now on, for every channel; only the first is confirmed, and it is never an answer."""
    exchange.note("stop", "more_than_a_stop" if is_more_than_a_stop(exchange.body) else "")
    _speak_as_known(exchange, wished)
    if not opt_outs.stop(exchange.db, exchange.phone, exchange.body, wished.language):
        return
    for request in exchange.open:
        detail = "Asked for no more texts."
        note_attempt(exchange.db, audit.FAMILY, request["child"], request.doc_id, BY_TEXT, "declined", detail)
    exchange.purpose = STOP_CONFIRMED
    exchange.say(STOPPED, start=told(exchange.language, Wish.START))


def _after_a_stop(exchange: Exchange, wished: Wished | None) -> None:
    """Nothing but START is answered: the person said that they want no texts. A person here reads the rest."""
    if wished is None or wished.wish is not Wish.START:
        exchange.note("", "stopped")
        return
    opt_outs.start(exchange.db, exchange.phone)
    exchange.note("start")
    _speak_as_known(exchange, wished)
    exchange.say(STARTED)
    if exchange.open and (ongoing := chosen(exchange)) is not None:
        put_next(exchange, ongoing)


def _help(exchange: Exchange) -> None:
    """Whom to call; the question that was put still waits for its answer."""
    exchange.note("help", "help")
    _speak_as_known(exchange, None)
    exchange.say(NOT_AT_ONCE)
    exchange.add(*exchange.reach.help_lines(exchange.language))
    if exchange.open:
        exchange.say_ways()


def _stray(exchange: Exchange) -> None:
    """Nothing is being asked of this phone: one neutral answer a day, and a person reads the text."""
    known = with_phone(exchange.db, exchange.phone)
    if known and exchange.body and exchange.says_nothing:
        exchange.note("thanks")
    elif known and command_of(exchange.message) is Command.CALL:
        _promise_a_call(exchange)
    else:
        exchange.note("", "nothing_open" if known else unmatched_texts.UNKNOWN_NUMBER)
        exchange.neutral()


def _promise_a_call(exchange: Exchange) -> None:
    """No conversation to keep it in, so the text itself waits for whoever calls."""
    exchange.note("call", inbox.CALL)
    exchange.db.announce("calls")
    exchange.say(WE_WILL_CALL)


def _speak_as_known(exchange: Exchange, wished: Wished | None) -> None:
    """In the language of their conversation or contact; somebody nobody knows, in the language of their own word."""
    if exchange.open and (request := current(exchange)) is not None:
        exchange.about(request)
    elif wished and wished.language in LANGUAGES and not with_phone(exchange.db, exchange.phone):
        exchange.language = wished.language


def _too_many(exchange: Exchange) -> bool:
    since = (exchange.db.now - timedelta(days=1)).isoformat()
    recent = [text for text in inbox.texts_from(exchange.db, exchange.phone) if text["at"] > since]
    return len(recent) > MOST_A_DAY

"""Takes a text that crossed our question: it goes on with the answer before it, or we ask once more."""

from feedback.sms.choosing_conversation import ask_which, current
from feedback.sms.conversing import put_next
from feedback.sms.crossing import crosses
from feedback.sms.inbound_turn import Exchange
from feedback.sms.reply_words import Command, command_of
from feedback.voices import recording
from feedback.voices.conversations import Ongoing
from feedback.voices.links import REQUESTS
from forms.answers import Refused
from language.catalogue import N_

CROSSED = N_("Our texts crossed. This is what we asked.")
_AT_ANY_TIME = frozenset({Command.BACK, Command.CALL, Command.LINK})  # they say nothing of the question


def is_crossed(exchange: Exchange) -> bool:
    """Whether the text cannot have been written after what was put last could be read."""
    return command_of(exchange.message) not in _AT_ANY_TIME and crosses(
        exchange.db, exchange.thread["put"], exchange.body
    )


def take_crossed(exchange: Exchange) -> None:
    """Join it to the answer before it; else a person reads it, and what we asked is put again, once."""
    put = exchange.thread["put"]
    request = current(exchange)
    if request is not None and _is_joined(exchange, exchange.about(request)):
        exchange.note("joined")
        return
    exchange.note("crossed", "" if exchange.says_nothing else "crossed")
    if put.get("crossed"):
        return
    exchange.say(CROSSED)
    if request is None:
        ask_which(exchange, hold=False)
    else:
        put_next(exchange, exchange.about(request))
    if exchange.thread["put"]:
        kept = {"crossed": True, **({"after": put["after"]} if "after" in put else {})}
        exchange.remember(put={**exchange.thread["put"], **kept})
    _about_what_it_followed(exchange)


def _is_joined(exchange: Exchange, ongoing: Ongoing) -> bool:
    """Whether it went on with words that this phone has just given, as far as there is room for them."""
    question = exchange.thread["put"].get("after")
    if question is None or not ongoing.gave(question) or command_of(exchange.message):
        return False
    assert ongoing.voice is not None
    before = str(ongoing.voice["answers"][question]["value"])
    try:
        recording.keep_answer(exchange.db, ongoing, question, f"{before}\n{exchange.body}", exchange.language)
    except Refused:
        return False
    return True


def _about_what_it_followed(exchange: Exchange) -> None:
    """After the end of a conversation the next one is offered: what crossed the offer was said about the first."""
    before = [one for one in exchange.texts_before if one["request"] is not None][-1:]
    if before and before[0]["request"] != exchange.thread["request"]:
        exchange.request = exchange.db.table(REQUESTS).get(doc_id=before[0]["request"])

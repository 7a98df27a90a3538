"""The end of a conversation by text, and what else is open with the same phone."""

from feedback.sms.choosing_conversation import ask_which, choose, sent_on
from feedback.sms.inbound_turn import NOT_AT_ONCE, Exchange
from feedback.sms.question_text import IN_DANGER
from feedback.sms.threads import PRIVATE, open_requests
from feedback.voices import recording
from feedback.voices.conversations import Ongoing
from language.catalogue import N_
from people.contact_points import EMERGENCY

THANK_YOU = N_("Thank you")
ALL_KEPT = N_("Everything you said is kept.")
ONE_MORE = N_("There is one more set of questions, sent on {when}. Reply 1 to get the questions here, 2 for a link.")


def finish(exchange: Exchange, ongoing: Ongoing) -> None:
    """Nothing is left to ask: the voice is whole, and the person is told what happens next."""
    closed = recording.close(exchange.db, ongoing)
    exchange.say(THANK_YOU)
    exchange.say(ALL_KEPT)
    exchange.say(NOT_AT_ONCE)
    if closed.voice and closed.voice["wants_call"]:
        exchange.say_whether_we_call(closed)
    exchange.say(IN_DANGER, number=EMERGENCY)
    exchange.remember(request=None, put=None, misses=0, resting=False)
    _offer_the_others(exchange)


def _offer_the_others(exchange: Exchange) -> None:
    """Another one is offered, never begun; the text that came was still about the one that is finished."""
    exchange.open = open_requests(exchange.db, exchange.phone)
    if len(exchange.open) > 1:
        ask_which(exchange, hold=False)
    elif exchange.open:
        other, done, spoken = exchange.open[0], exchange.request, exchange.language
        choose(exchange, other)
        exchange.request, exchange.language = done, spoken
        exchange.remember(put={"what": PRIVATE, "request": other.doc_id})
        exchange.say(ONE_MORE, when=sent_on(exchange, other))

"""The end of a conversation by text, and what else is open with the same phone."""

from feedback.sms.choosing_conversation import ask_which, choose, sent_on
from feedback.sms.inbound_turn import NOT_AT_ONCE, InboundTurn
from feedback.sms.question_text import IN_DANGER
from feedback.sms.threads import PRIVATE, open_requests
from feedback.voices import recording
from feedback.voices.conversations import OpenConversation
from language.catalogue import N_
from people.contact_points import EMERGENCY
from storage.documents import number_of

THANK_YOU = N_("Thank you")
ALL_KEPT = N_("Everything you said is kept.")
ONE_MORE = N_("There is one more set of questions, sent on {when}. Reply 1 to get the questions here, 2 for a link.")


def finish(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """Nothing is left to ask: the voice is whole, and the person is told what happens next."""
    closed = recording.close(turn.db, ongoing)
    turn.say(THANK_YOU)
    turn.say(ALL_KEPT)
    turn.say(NOT_AT_ONCE)
    if closed.voice and closed.voice["wants_call"]:
        turn.say_whether_we_call(closed)
    turn.say(IN_DANGER, number=EMERGENCY)
    turn.remember(request=None, put=None, misses=0, resting=False)
    _offer_the_others(turn)


def _offer_the_others(turn: InboundTurn) -> None:
    """Another one is offered, never begun; the text that came was still about the one that is finished."""
    turn.open = open_requests(turn.db, turn.phone)
    if len(turn.open) > 1:
        ask_which(turn, hold=False)
    elif turn.open:
        other, done, spoken = turn.open[0], turn.request, turn.language
        choose(turn, other)
        turn.request, turn.language = done, spoken
        turn.remember(put={"what": PRIVATE, "request": number_of(other)})
        turn.say(ONE_MORE, when=sent_on(turn, other))

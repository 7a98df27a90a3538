"""Which of several open conversations a text is for: asked, never guessed, and no name is said that was not used."""

from datetime import datetime

from feedback.messages import inbox
from feedback.messages.inbox import ReceivedText
from feedback.sms.inbound_turn import InboundTurn
from feedback.sms.reading_answers import MISSED, read_number
from feedback.sms.reply_words import command_of
from feedback.sms.stop_words import without_politeness
from feedback.sms.threads import MISSES, QUESTION, WHICH, HeldText
from feedback.sms.typed_words import words
from feedback.voices.conversations import OpenConversation
from feedback.voices.requests import Request
from language.catalogue import N_
from language.dates import clock, day
from people import children
from storage.documents import number_of

# Translators: several conversations are open with one phone. Nothing may tell whom or what they are about.
SEVERAL = N_("There is more than one set of questions for you. Reply with the number of the one you want to answer.")
ONE_OF_THEM = N_("{number}: the one sent on {when}")
BY_NAME = N_("Or reply with the first name of the person it is about.")
_JUST_A_CHOICE = 6  # words; a longer text says something else besides


def current(turn: InboundTurn) -> Request | None:
    """The conversation that the thread is about: the one that was chosen, or the only one there is."""
    if len(turn.open) == 1:
        return turn.open[0]
    known = turn.thread["known"]
    if any(number_of(one) not in known for one in turn.open):
        return None
    return next((one for one in turn.open if number_of(one) == turn.thread["request"]), None)


def chosen(turn: InboundTurn) -> OpenConversation | None:
    """The conversation that the text is for; None where the person was asked which, or asked in vain."""
    if (request := current(turn)) is not None:
        is_new = turn.thread["request"] != number_of(request)
        return choose(turn, request) if is_new else turn.about(request)
    if not _was_asked(turn):
        ask_which(turn, hold=True)
        return None
    return _read_choice(turn)


def choose(turn: InboundTurn, request: Request) -> OpenConversation:
    """Make this the thread's conversation."""
    if turn.thread["request"] != number_of(request):
        turn.remember(put=None)
    turn.remember(request=number_of(request), known=[number_of(one) for one in turn.open], misses=0, resting=False)
    return turn.about(request)


def ask_which(turn: InboundTurn, *, hold: bool) -> None:
    """Ask which; the text that led to it is held until we know what it is for."""
    held: HeldText = {"text": number_of(turn.text), "request": turn.thread["request"], "put": turn.thread["put"]}
    turn.remember(
        put={"what": WHICH, "requests": [number_of(one) for one in turn.open]},
        misses=0,
        resting=False,
        held=held if hold else None,
    )
    if hold:  # should they never say which, a person reads it
        put = held["put"]
        is_answer = put is not None and put["what"] == QUESTION
        turn.note("held", "which" if is_answer or turn.is_long else "")
    _say_which(turn)


def held_text(turn: InboundTurn, ongoing: OpenConversation) -> ReceivedText | None:
    """The text that was held for the conversation now chosen; for another one, a person reads it."""
    held = turn.thread["held"]
    if held is None:
        return None
    turn.remember(held=None)
    text = inbox.by_id(turn.db, int(held["text"]))
    if held["request"] == number_of(ongoing.request) and held["put"] is not None:
        turn.remember(put=held["put"])
        return text
    if text is not None and command_of(text["body"]):
        return text
    if held["request"] is not None and text is not None:
        inbox.let_wait(turn.db, text, "not_understood")
    return None


def _read_choice(turn: InboundTurn) -> OpenConversation | None:
    put = turn.thread["put"]
    assert put is not None  # they were asked which
    listed = [one for number in put["requests"] for one in turn.open if number_of(one) == number]
    number = read_number(turn.message, len(listed))
    request = listed[number - 1] if number else _named(turn, listed)
    if request is not None:
        turn.note("chose", "not_understood" if len(words(turn.body)) > _JUST_A_CHOICE else "")
        return choose(turn, request)
    turn.note("not_understood", "not_understood")
    if turn.thread["resting"]:
        return None
    misses = turn.thread["misses"] + 1
    turn.remember(misses=misses, resting=misses >= MISSES)
    if misses < MISSES:
        turn.say(MISSED)
        _say_which(turn)
    else:
        turn.neutral()
    return None


def _was_asked(turn: InboundTurn) -> bool:
    """Whether we have asked which, about the very conversations that are open now."""
    put = turn.thread["put"]
    return put is not None and put["what"] == WHICH and set(put["requests"]) >= {number_of(one) for one in turn.open}


def _named(turn: InboundTurn, listed: list[Request]) -> Request | None:
    """The one conversation about a child whose name the text is or ends with: “Selam”, “it is about Selam”.

    Two of one name are not told apart by it, and a name within a sentence may be a word like any other.
    """
    last = without_politeness(words(turn.body))[-1:]
    found = [request for request in listed if (_first_name(turn, request),) == last]
    return found[0] if len(found) == 1 else None


def _first_name(turn: InboundTurn, request: Request) -> str:
    name = words(children.name_of(turn.db, request["child"]))
    return name[0] if name else ""


def _say_which(turn: InboundTurn) -> None:
    turn.say(SEVERAL)
    for number, request in enumerate(turn.open, start=1):
        turn.say(ONE_OF_THEM, number=number, when=sent_on(turn, request))
    turn.say(BY_NAME)


def sent_on(turn: InboundTurn, request: Request) -> str:
    """The day on which it was sent, with the time where another was sent on that day."""
    at = datetime.fromisoformat(request["made"])
    shown = day(at, turn.language, turn.db.now)
    others = (one for one in turn.open if number_of(one) != number_of(request))
    same = any(
        day(datetime.fromisoformat(one["made"]), "en", turn.db.now) == day(at, "en", turn.db.now) for one in others
    )
    return f"{shown} {clock(at)}" if same else shown

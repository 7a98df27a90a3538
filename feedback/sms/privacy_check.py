"""Before the first question: is this phone private enough, for the questions themselves may tell others something."""

from feedback.sms import reply_words
from feedback.sms.inbound_turn import NOT_AT_ONCE, InboundTurn
from feedback.sms.question_text import IN_DANGER
from feedback.sms.reading_answers import read_number
from feedback.sms.stop_words import without_politeness
from feedback.sms.threads import PRIVATE
from feedback.sms.typed_words import words
from feedback.voices.conversations import OpenConversation
from feedback.voices.links import add_token
from language.catalogue import N_
from people.contact_points import EMERGENCY
from storage.documents import number_of

IS_IT_PRIVATE = N_(
    "You can answer by text or on a web page. Is this phone private? Reply 1 to get the questions here, 2 for a link."
)
HERE_IS_THE_LINK = N_("You can answer here: {link}")
HERE, BY_LINK = 1, 2


def is_agreed(turn: InboundTurn, ongoing: OpenConversation) -> bool:
    """Whether the person said that the questions may come to this phone."""
    return number_of(ongoing.request) in turn.thread["agreed"]


def agree(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """Note that they may."""
    turn.remember(agreed=[*turn.thread["agreed"], number_of(ongoing.request)])


def put_private(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """Ask; the first time also tell the ways out, that nobody reads at once, and whom to call in danger."""
    number = number_of(ongoing.request)
    introduced = turn.thread["introduced"]
    turn.remember(put={"what": PRIVATE, "request": number}, introduced=[*{*introduced, number}])
    turn.say(IS_IT_PRIVATE)
    if number not in introduced:
        turn.say_ways()
        turn.say(NOT_AT_ONCE)
        turn.say(IN_DANGER, number=EMERGENCY)


def was_put(turn: InboundTurn, ongoing: OpenConversation) -> bool:
    """Whether this is what the person is replying to."""
    put = turn.thread["put"]
    return put is not None and put["what"] == PRIVATE and put["request"] == number_of(ongoing.request)


def choice(body: str) -> int | None:
    """HERE or BY_LINK, by number or in words: a phone that is not private gets a link."""
    meant = reply_words.answers().get(without_politeness(words(body)), "")
    return {"yes": HERE, "no": BY_LINK}.get(meant) or read_number(body, BY_LINK)


def send_link(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """A fresh link to the same conversation; it can still be gone on with here."""
    turn.say(HERE_IS_THE_LINK, link=turn.contact_points.link(add_token(turn.db, ongoing.request)))
    turn.remember(misses=0)

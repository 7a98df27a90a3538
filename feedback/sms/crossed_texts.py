"""Takes a text that crossed our question: it goes on with the answer before it, or we ask once more."""

from feedback.messages.inbox import written_at
from feedback.sms.choosing_conversation import ask_which, current
from feedback.sms.conversing import put_next
from feedback.sms.crossing import crosses
from feedback.sms.inbound_turn import InboundTurn
from feedback.sms.reply_words import Command, command_of
from feedback.sms.restored_texts import is_from_before
from feedback.sms.threads import Put
from feedback.voices import recording, requests
from feedback.voices.conversations import OpenConversation
from forms.answers import AnswerRefused
from language.catalogue import N_

CROSSED = N_("Our texts crossed. This is what we asked.")
_AT_ANY_TIME = frozenset({Command.BACK, Command.CALL, Command.LINK})  # they say nothing of the question


def is_crossed(turn: InboundTurn) -> bool:
    """Whether the text cannot have been written after what was put last could be read, or may answer another one."""
    put = turn.thread["put"]
    return command_of(turn.message) not in _AT_ANY_TIME and (
        is_from_before(turn.db, put) or crosses(turn.db, put, turn.body, written_at(turn.text))
    )


def take_crossed(turn: InboundTurn) -> None:
    """Join it to the answer before it; else a person reads it, and what we asked is put again, once."""
    put = turn.thread["put"]
    assert put is not None  # nothing crosses where nothing was put
    request, restored = current(turn), is_from_before(turn.db, put)
    if request is not None and not restored and _is_joined(turn, turn.about(request)):
        turn.note("joined")
        return
    turn.note("crossed", "" if turn.says_nothing else "crossed")
    if put.get("crossed") and not restored:
        return
    turn.say(CROSSED)
    if request is None:
        ask_which(turn, hold=False)
    else:
        put_next(turn, turn.about(request))
    if (anew := turn.thread["put"]) is not None:
        turn.remember(put=_after_a_crossing(anew, put))
    _about_what_it_followed(turn)


def _after_a_crossing(anew: Put, before: Put) -> Put:
    """What was put again; what follows may still go on with the answer that it followed before."""
    crossed: Put = {**anew, "crossed": True}
    if "after" in before:
        crossed["after"] = before["after"]
    return crossed


def _is_joined(turn: InboundTurn, ongoing: OpenConversation) -> bool:
    """Whether it went on with words that this phone has just given, as far as there is room for them."""
    put = turn.thread["put"]
    question = put.get("after") if put else None
    if question is None or not ongoing.gave(question) or command_of(turn.message):
        return False
    assert ongoing.voice is not None
    before = str(ongoing.voice["answers"][question]["value"])
    try:
        recording.keep_answer(turn.db, ongoing, question, f"{before}\n{turn.body}", turn.language)
    except AnswerRefused:
        return False
    return True


def _about_what_it_followed(turn: InboundTurn) -> None:
    """After the end of a conversation the next one is offered: what crossed the offer was said about the first."""
    before = [one["request"] for one in turn.texts_before if one["request"] is not None][-1:]
    if before and before[0] != turn.thread["request"]:
        turn.request = requests.by_id(turn.db, before[0])

"""A conversation by text: whether the phone is private, one question after another, and the ways out of it."""

from feedback import keeping
from feedback.conversations import Ongoing
from feedback.links import add_token
from feedback.looking import answer_in_words
from feedback.texts import replies
from feedback.texts.asking_by_text import EMERGENCY, IN_DANGER, put
from feedback.texts.choosing import ask_which, choose, sent_on
from feedback.texts.exchange import NOT_AT_ONCE, Exchange
from feedback.texts.reading import MISSED, read, read_number
from feedback.texts.replies import Command, command_of, language_named, told
from feedback.texts.stop_words import without_politeness
from feedback.texts.threads import MISSES, PRIVATE, QUESTION, open_requests
from feedback.texts.typed import words
from forms.answers import Refused, Value
from forms.schema import Question
from forms.vocabulary import CHOICE_KINDS
from language.catalogue import N_

IS_IT_PRIVATE = N_(
    "You can answer by text or on a web page. Is this phone private? Reply 1 to get the questions here, 2 for a link."
)
YOUR_CHOICE = N_("It is your choice to take part. Skip anything you like.")
WE_MUST_ACT = N_("We must act if you or someone else may be at risk of harm.")
HERE_IS_THE_LINK = N_("You can answer here: {link}")
WE_WILL_CALL = N_("You asked us to call you. We will.")
NEVER_MIND = N_("That is all right. Let us go on.")
ANSWERED_ELSEWHERE = N_("We go on from here.")
YOU_ANSWERED = N_("You answered: {answer}. Reply {back} to change it.")
HELP_NOW = N_("If you need help now")
THANK_YOU = N_("Thank you")
ALL_KEPT = N_("Everything you said is kept.")
ONE_MORE = N_("There is one more set of questions, sent on {when}. Reply 1 to get the questions here, 2 for a link.")

HERE, BY_LINK = 1, 2


def converse(exchange: Exchange, ongoing: Ongoing) -> None:
    """Take the text as what it is in this conversation, and put what comes next."""
    if (command := command_of(exchange.body)) and _do(exchange, ongoing, command):
        return
    asked = _put(exchange)
    if (code := language_named(exchange.body)) and not (asked and _is_typed(ongoing)):
        _speak(exchange, ongoing, code)
    elif ongoing.request.doc_id not in exchange.thread["agreed"]:
        _read_private(exchange, ongoing)
    elif asked is None or ongoing.conversation.question is None or ongoing.conversation.question.id != asked:
        exchange.note("answered_elsewhere", "not_understood")
        exchange.say(ANSWERED_ELSEWHERE)
        put_next(exchange, ongoing)
    else:
        _take(exchange, ongoing, ongoing.conversation.question)


def put_next(exchange: Exchange, ongoing: Ongoing) -> None:
    """Put what stands now: whether the phone is private, the next question, or the end."""
    if ongoing.request.doc_id not in exchange.thread["agreed"]:
        _put_private(exchange, ongoing)
        return
    question = ongoing.conversation.question
    if question is None:
        _finish(exchange, ongoing)
        return
    exchange.remember(
        put={"what": QUESTION, "request": ongoing.request.doc_id, "question": question.id}, misses=0, resting=False
    )
    missed = exchange.took == "not_understood"
    exchange.add(put(ongoing.conversation, exchange.language, explained=missed or not ongoing.conversation.heard))


def _take(exchange: Exchange, ongoing: Ongoing, question: Question) -> None:
    try:
        value = read(question, exchange.body)
        after = keeping.keep_answer(exchange.db, ongoing, question.id, value, exchange.language)
    except Refused as refused:
        _miss(exchange, ongoing, question, refused)
        return
    exchange.note("answer")
    if exchange.text["repeats"]:
        shown, _ = answer_in_words(question, value, exchange.language, exchange.language)
        exchange.say(YOU_ANSWERED, answer=shown, back=told(exchange.language, Command.BACK))
    _help_at_once(exchange, question, value)
    put_next(exchange, after)


def _help_at_once(exchange: Exchange, question: Question, value: Value) -> None:
    """Who says that somebody is not safe is told at once whom to call (BR-26); what they said is not repeated."""
    if value in question.alerts and question.purpose != "unfair_treatment":
        exchange.say(HELP_NOW)
        exchange.add(*exchange.reach.help_lines(exchange.language))


def _miss(exchange: Exchange, ongoing: Ongoing, question: Question, refused: Refused) -> None:
    """Ask once more; the second time move on kindly. What was written is read by a person."""
    exchange.note("not_understood", "not_understood" if exchange.body else "")
    misses = exchange.thread["misses"] + 1
    if misses < MISSES:
        exchange.say(refused.message, **refused.values)
        put_next(exchange, ongoing)
        exchange.remember(misses=misses)
        return
    exchange.say(NEVER_MIND)
    put_next(exchange, _moved_on(exchange, ongoing, question))


def _moved_on(exchange: Exchange, ongoing: Ongoing, question: Question) -> Ongoing:
    """Past the question; an answer that was given to it before stays."""
    if ongoing.gave(question.id):
        return keeping.leave(exchange.db, ongoing, question.id)
    return keeping.keep_skip(exchange.db, ongoing, question.id, exchange.language)


def _do(exchange: Exchange, ongoing: Ongoing, command: Command) -> bool:
    """Do what was asked; False where it makes no sense yet, so that it is read as a text like any other."""
    agreed = ongoing.request.doc_id in exchange.thread["agreed"]
    match command:
        case Command.LINK:
            _send_link(exchange, ongoing)
        case Command.CALL:
            exchange.note("call", "call")
            exchange.say(WE_WILL_CALL)
            joined = keeping.join(exchange.db, ongoing, exchange.language)
            put_next(exchange, keeping.ask_for_a_call(exchange.db, joined))
        case Command.BACK if agreed and ongoing.is_mine:
            exchange.note("back")
            put_next(exchange, keeping.step_back(exchange.db, ongoing))
        case Command.SKIP if agreed and (question := ongoing.conversation.question):
            exchange.note("skip")
            put_next(exchange, keeping.keep_skip(exchange.db, ongoing, question.id, exchange.language))
        case _:
            return False
    return True


def _send_link(exchange: Exchange, ongoing: Ongoing) -> None:
    """A fresh link to the same conversation; it can still be gone on with here."""
    exchange.note("link")
    exchange.say(HERE_IS_THE_LINK, link=exchange.reach.link(add_token(exchange.db, ongoing.request)))
    exchange.remember(misses=0)


def _speak(exchange: Exchange, ongoing: Ongoing, code: str) -> None:
    exchange.note("language")
    joined = keeping.join(exchange.db, ongoing, code)
    exchange.language = code
    put_next(exchange, keeping.switch_language(exchange.db, joined, code))


def _put_private(exchange: Exchange, ongoing: Ongoing) -> None:
    """The first reply: nothing of the questions yet, for others may read this phone."""
    number = ongoing.request.doc_id
    introduced = exchange.thread["introduced"]
    exchange.remember(put={"what": PRIVATE, "request": number}, introduced=[*{*introduced, number}])
    exchange.say(IS_IT_PRIVATE)
    if number not in introduced:
        exchange.say_ways()
        exchange.say(NOT_AT_ONCE)
        exchange.say(IN_DANGER, number=EMERGENCY)


def _read_private(exchange: Exchange, ongoing: Ongoing) -> None:
    was_put = exchange.thread["put"]
    if was_put is None or was_put["what"] != PRIVATE or was_put["request"] != ongoing.request.doc_id:
        exchange.note("opening", "" if _is_short(exchange.body) else "not_understood")
        put_next(exchange, ongoing)
        return
    code = replies.answers().get(without_politeness(words(exchange.body)))
    number = {"yes": HERE, "no": BY_LINK}.get(code or "") or read_number(exchange.body, BY_LINK)
    if number == HERE:
        _begin(exchange, ongoing)
    elif number == BY_LINK:
        _send_link(exchange, ongoing)
    else:
        _miss_private(exchange, ongoing)


def _begin(exchange: Exchange, ongoing: Ongoing) -> None:
    exchange.note("agreed")
    exchange.remember(agreed=[*exchange.thread["agreed"], ongoing.request.doc_id])
    exchange.say(YOUR_CHOICE)
    exchange.say(WE_MUST_ACT)
    put_next(exchange, keeping.join(exchange.db, ongoing, exchange.language))


def _miss_private(exchange: Exchange, ongoing: Ongoing) -> None:
    """Ask once more; the second time send the link and say no more until we are understood."""
    if not without_politeness(words(exchange.body)) and exchange.body:
        exchange.note("thanks")
        return
    exchange.note("not_understood", "not_understood" if exchange.body else "")
    if exchange.thread["resting"]:
        return
    misses = exchange.thread["misses"] + 1
    if misses < MISSES:
        exchange.say(MISSED)
        _put_private(exchange, ongoing)
        exchange.remember(misses=misses)
        return
    exchange.say(NEVER_MIND)
    _send_link(exchange, ongoing)
    exchange.note("not_understood")
    exchange.remember(resting=True)


def _finish(exchange: Exchange, ongoing: Ongoing) -> None:
    closed = keeping.close(exchange.db, ongoing)
    exchange.say(THANK_YOU)
    exchange.say(ALL_KEPT)
    exchange.say(NOT_AT_ONCE)
    if closed.voice and closed.voice["wants_call"]:
        exchange.say(WE_WILL_CALL)
    exchange.say(IN_DANGER, number=EMERGENCY)
    exchange.remember(request=None, put=None, misses=0, resting=False)
    _offer_the_others(exchange)


def _offer_the_others(exchange: Exchange) -> None:
    exchange.open = open_requests(exchange.db, exchange.phone)
    if len(exchange.open) > 1:
        ask_which(exchange, hold=False)
    elif exchange.open:
        other, done = exchange.open[0], exchange.request
        choose(exchange, other)
        exchange.request = done
        exchange.remember(put={"what": PRIVATE, "request": other.doc_id})
        exchange.say(ONE_MORE, when=sent_on(exchange, other))


def _put(exchange: Exchange) -> str | None:
    """The question that was put last in this thread, if it was one."""
    was_put = exchange.thread["put"] or {}
    return was_put.get("question") if was_put.get("request") == exchange.thread["request"] else None


def _is_typed(ongoing: Ongoing) -> bool:
    question = ongoing.conversation.question
    return question is not None and question.kind not in CHOICE_KINDS


def _is_short(body: str) -> bool:
    return len(words(body)) <= 3

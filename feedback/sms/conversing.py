"""A conversation by text: each text is taken as what it is, and the next question is put."""

from contextlib import suppress

from feedback.sms import privacy_check
from feedback.sms.ending import finish
from feedback.sms.inbound_turn import Exchange
from feedback.sms.question_text import put
from feedback.sms.reading_answers import MISSED, read
from feedback.sms.reply_words import Command, command_of, language_named, told
from feedback.sms.threads import MISSES, QUESTION
from feedback.voices import recording
from feedback.voices.conversations import Ongoing
from feedback.voices.items_to_read import TYPED
from feedback.voices.views import answer_in_words
from forms.answers import Refused, Value
from forms.schema import Question
from forms.vocabulary import CHOICE_KINDS
from language.catalogue import N_

YOUR_CHOICE = N_("It is your choice to take part. Skip anything you like.")
WE_MUST_ACT = N_("We must act if you or someone else may be at risk of harm.")
NEVER_MIND = N_("That is all right. Let us go on.")
ANSWERED_ELSEWHERE = N_("We go on from here.")
YOU_ANSWERED = N_("You answered: {answer}. Reply {back} to change it.")
CONSENT = "share_words"
HELP_NOW = N_("If you need help now")


def converse(exchange: Exchange, ongoing: Ongoing) -> None:
    """Take the text as what it is in this conversation, and put what comes next."""
    if (command := command_of(exchange.message)) and _do(exchange, ongoing, command):
        return
    asked = _put(exchange)
    if (code := language_named(exchange.message)) and not (asked and _is_typed(ongoing)):
        _speak(exchange, ongoing, code)
    elif not privacy_check.is_agreed(exchange, ongoing):
        _read_private(exchange, ongoing)
    elif asked is None or ongoing.conversation.question is None or ongoing.conversation.question.id != asked:
        exchange.note("answered_elsewhere", "not_understood")
        exchange.say(ANSWERED_ELSEWHERE)
        put_next(exchange, ongoing)
    else:
        _take(exchange, ongoing, ongoing.conversation.question)


def put_next(exchange: Exchange, ongoing: Ongoing) -> None:
    """Put what stands now: whether the phone is private, the next question, or the end."""
    if not privacy_check.is_agreed(exchange, ongoing):
        privacy_check.put_private(exchange, ongoing)
        return
    question = ongoing.conversation.question
    if question is None:
        finish(exchange, ongoing)
        return
    exchange.remember(
        put={
            "what": QUESTION,
            "request": ongoing.request.doc_id,
            "question": question.id,
            "consent": question.purpose == CONSENT,
        },
        misses=0,
        resting=False,
    )
    missed = exchange.took == "not_understood"
    exchange.add(put(ongoing.conversation, exchange.language, explained=missed or not ongoing.conversation.heard))


def _take(exchange: Exchange, ongoing: Ongoing, question: Question) -> None:
    try:
        value = read(question, exchange.message if question.kind in CHOICE_KINDS else exchange.body)
        after = recording.keep_answer(exchange.db, ongoing, question.id, value, exchange.language)
    except Refused as refused:
        _miss(exchange, ongoing, question, refused)
        return
    exchange.note("answer")
    if exchange.text["repeats"]:
        shown, _ = answer_in_words(question, value, exchange.language, exchange.language)
        exchange.say(YOU_ANSWERED, answer=shown, back=told(exchange.language, Command.BACK))
    _help_at_once(exchange, question, value)
    put_next(exchange, after)
    if question.kind in TYPED and exchange.thread["put"]:  # what comes before this can be read goes on with the answer
        exchange.remember(put={**exchange.thread["put"], "after": question.id})


def _help_at_once(exchange: Exchange, question: Question, value: Value) -> None:
    """Who says that somebody is not safe is told at once whom to call (BR-26); what they said is not repeated."""
    if value in question.alerts and question.purpose != "unfair_treatment":
        exchange.say(HELP_NOW)
        exchange.add(*exchange.reach.help_lines(exchange.language))


def _miss(exchange: Exchange, ongoing: Ongoing, question: Question, refused: Refused) -> None:
    """Ask once more; the second time move on kindly. What was written is read by a person."""
    exchange.note("not_understood", "" if exchange.says_nothing else "not_understood")
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
        return recording.leave(exchange.db, ongoing, question.id)
    if question.format:  # they were told what is missing, and mean it: a person reads it
        with suppress(Refused):
            words, language = exchange.body, exchange.language
            return recording.keep_answer(exchange.db, ongoing, question.id, words, language, as_words=True)
    return recording.keep_skip(exchange.db, ongoing, question.id, exchange.language)


def _do(exchange: Exchange, ongoing: Ongoing, command: Command) -> bool:
    """Do what was asked; False where it makes no sense yet, so that it is read as a text like any other."""
    agreed = privacy_check.is_agreed(exchange, ongoing)
    match command:
        case Command.LINK:
            exchange.note("link")
            privacy_check.send_link(exchange, ongoing)
        case Command.CALL:
            exchange.note("call")  # the triage list has it at once
            joined = recording.join(exchange.db, ongoing, exchange.language)
            asked = recording.ask_for_a_call(exchange.db, joined)
            exchange.say_whether_we_call(asked)
            put_next(exchange, asked)
        case Command.BACK if agreed and ongoing.is_mine:
            exchange.note("back")
            put_next(exchange, recording.step_back(exchange.db, ongoing))
        case Command.SKIP if agreed and (question := ongoing.conversation.question):
            exchange.note("skip")
            put_next(exchange, recording.keep_skip(exchange.db, ongoing, question.id, exchange.language))
        case _:
            return False
    return True


def _speak(exchange: Exchange, ongoing: Ongoing, code: str) -> None:
    exchange.note("language")
    joined = recording.join(exchange.db, ongoing, code)
    exchange.language = code
    put_next(exchange, recording.switch_language(exchange.db, joined, code))


def _read_private(exchange: Exchange, ongoing: Ongoing) -> None:
    """What came before the first question: a greeting, where the questions may come, or something else."""
    if not privacy_check.was_put(exchange, ongoing):
        exchange.note("opening", "not_understood" if exchange.is_long else "")
        put_next(exchange, ongoing)
    elif (chosen := privacy_check.choice(exchange.message)) == privacy_check.HERE:
        exchange.note("agreed")
        privacy_check.agree(exchange, ongoing)
        exchange.say(YOUR_CHOICE)
        exchange.say(WE_MUST_ACT)
        put_next(exchange, recording.join(exchange.db, ongoing, exchange.language))
    elif chosen == privacy_check.BY_LINK:
        exchange.note("link")
        privacy_check.send_link(exchange, ongoing)
    elif exchange.body and exchange.says_nothing:
        exchange.note("thanks")
    else:
        _miss_private(exchange, ongoing)


def _miss_private(exchange: Exchange, ongoing: Ongoing) -> None:
    """Ask once more; the second time send the link and say no more until we are understood."""
    exchange.note("not_understood", "" if exchange.says_nothing else "not_understood")
    if exchange.thread["resting"]:
        return
    misses = exchange.thread["misses"] + 1
    if misses < MISSES:
        exchange.say(MISSED)
        privacy_check.put_private(exchange, ongoing)
        exchange.remember(misses=misses)
        return
    exchange.say(NEVER_MIND)
    privacy_check.send_link(exchange, ongoing)
    exchange.remember(resting=True)


def _put(exchange: Exchange) -> str | None:
    """The question that was put last in this thread, if it was one."""
    was_put = exchange.thread["put"] or {}
    return was_put.get("question") if was_put.get("request") == exchange.thread["request"] else None


def _is_typed(ongoing: Ongoing) -> bool:
    question = ongoing.conversation.question
    return question is not None and question.kind not in CHOICE_KINDS

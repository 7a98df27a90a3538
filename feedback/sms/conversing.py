"""A conversation by text: each text is taken as what it is, and the next question is put."""

from contextlib import suppress

from feedback.sms import privacy_check
from feedback.sms.ending import finish
from feedback.sms.inbound_turn import InboundTurn
from feedback.sms.question_text import question_text
from feedback.sms.reading_answers import MISSED, read
from feedback.sms.reply_words import Command, command_of, keyword_of, language_named
from feedback.sms.threads import MISSES, QUESTION
from feedback.voices import recording
from feedback.voices.answers_back import opens_with, words_in
from feedback.voices.conversations import OpenConversation
from feedback.voices.items_to_read import TYPED
from feedback.voices.views import answer_in_words
from forms.answers import AnswerRefused, Value
from forms.schema import Question
from forms.vocabulary import CHOICE_KINDS
from language.catalogue import N_
from storage.documents import number_of

YOUR_CHOICE = N_("It is your choice to take part. Skip anything you like.")
WE_MUST_ACT = N_("We must act if you or someone else may be at risk of harm.")
NEVER_MIND = N_("That is all right. Let us go on.")
ANSWERED_ELSEWHERE = N_("We go on from here.")
YOU_ANSWERED = N_("You answered: {answer}. Reply {back} to change it.")
CONSENT = "share_words"
HELP_NOW = N_("If you need help now")


def converse(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """Take the text as what it is in this conversation, and put what comes next."""
    if (command := command_of(turn.message)) and _do(turn, ongoing, command):
        return
    asked = _put(turn)
    if (code := language_named(turn.message)) and not (asked and _is_typed(ongoing)):
        _speak(turn, ongoing, code)
    elif not privacy_check.is_agreed(turn, ongoing):
        _read_private(turn, ongoing)
    elif asked is None or ongoing.conversation.question is None or ongoing.conversation.question.id != asked:
        turn.note("answered_elsewhere", "not_understood")
        turn.say(ANSWERED_ELSEWHERE)
        put_next(turn, ongoing)
    else:
        _take(turn, ongoing, ongoing.conversation.question)


def put_next(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """Put what stands now: whether the phone is private, the next question, or the end."""
    if not privacy_check.is_agreed(turn, ongoing):
        privacy_check.put_private(turn, ongoing)
        return
    question = ongoing.conversation.question
    if question is None:
        finish(turn, ongoing)
        return
    turn.remember(
        put={
            "what": QUESTION,
            "request": number_of(ongoing.request),
            "question": question.id,
            "consent": question.purpose == CONSENT,
        },
        misses=0,
        resting=False,
    )
    missed = turn.took == "not_understood"
    if (told := ongoing.request.get("told")) and not missed:
        turn.say(opens_with(told))
        turn.add(words_in(told, turn.language).text)
    turn.add(question_text(ongoing.conversation, turn.language, explained=missed or not ongoing.conversation.heard))


def _take(turn: InboundTurn, ongoing: OpenConversation, question: Question) -> None:
    try:
        value = read(question, turn.message if question.kind in CHOICE_KINDS else turn.body)
        after = recording.keep_answer(turn.db, ongoing, question.id, value, turn.language)
    except AnswerRefused as refused:
        _miss(turn, ongoing, question, refused)
        return
    turn.note("answer")
    if turn.text["repeats"]:
        shown, _ = answer_in_words(question, value, turn.language, turn.language)
        turn.say(YOU_ANSWERED, answer=shown, back=keyword_of(turn.language, Command.BACK))
    _help_at_once(turn, question, value)
    put_next(turn, after)
    if question.kind in TYPED and turn.thread["put"]:  # what comes before this can be read goes on with the answer
        turn.remember(put={**turn.thread["put"], "after": question.id})


def _help_at_once(turn: InboundTurn, question: Question, value: Value) -> None:
    """Who says that somebody is not safe is told at once whom to call (BR-26); what they said is not repeated."""
    if value in question.alerts and question.purpose != "unfair_treatment":
        turn.say(HELP_NOW)
        turn.add(*turn.contact_points.help_lines(turn.language))


def _miss(turn: InboundTurn, ongoing: OpenConversation, question: Question, refused: AnswerRefused) -> None:
    """Ask once more; the second time move on kindly. What was written is read by a person."""
    turn.note("not_understood", "" if turn.says_nothing else "not_understood")
    misses = turn.thread["misses"] + 1
    if misses < MISSES:
        turn.say(refused.message, **refused.values)
        put_next(turn, ongoing)
        turn.remember(misses=misses)
        return
    turn.say(NEVER_MIND)
    put_next(turn, _moved_on(turn, ongoing, question))


def _moved_on(turn: InboundTurn, ongoing: OpenConversation, question: Question) -> OpenConversation:
    """Past the question; an answer that was given to it before stays."""
    if ongoing.gave(question.id):
        return recording.leave(turn.db, ongoing, question.id)
    if question.format:  # they were told what is missing, and mean it: a person reads it
        with suppress(AnswerRefused):
            words, language = turn.body, turn.language
            return recording.keep_answer(turn.db, ongoing, question.id, words, language, as_words=True)
    return recording.keep_skip(turn.db, ongoing, question.id, turn.language)


def _do(turn: InboundTurn, ongoing: OpenConversation, command: Command) -> bool:
    """Do what was asked; False where it makes no sense yet, so that it is read as a text like any other."""
    agreed = privacy_check.is_agreed(turn, ongoing)
    match command:
        case Command.LINK:
            turn.note("link")
            privacy_check.send_link(turn, ongoing)
        case Command.CALL:
            turn.note("call")  # the triage list has it at once
            joined = recording.join(turn.db, ongoing, turn.language)
            asked = recording.ask_for_a_call(turn.db, joined)
            turn.say_whether_we_call(asked)
            put_next(turn, asked)
        case Command.BACK if agreed and ongoing.is_mine:
            turn.note("back")
            put_next(turn, recording.step_back(turn.db, ongoing))
        case Command.SKIP if agreed and (question := ongoing.conversation.question):
            turn.note("skip")
            put_next(turn, recording.keep_skip(turn.db, ongoing, question.id, turn.language))
        case _:
            return False
    return True


def _speak(turn: InboundTurn, ongoing: OpenConversation, code: str) -> None:
    turn.note("language")
    joined = recording.join(turn.db, ongoing, code)
    turn.language = code
    put_next(turn, recording.switch_language(turn.db, joined, code))


def _read_private(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """What came before the first question: a greeting, where the questions may come, or something else."""
    if not privacy_check.was_put(turn, ongoing):
        turn.note("opening", "not_understood" if turn.is_long else "")
        put_next(turn, ongoing)
    elif (chosen := privacy_check.choice(turn.message)) == privacy_check.HERE:
        turn.note("agreed")
        privacy_check.agree(turn, ongoing)
        turn.say(YOUR_CHOICE)
        turn.say(WE_MUST_ACT)
        put_next(turn, recording.join(turn.db, ongoing, turn.language))
    elif chosen == privacy_check.BY_LINK:
        turn.note("link")
        privacy_check.send_link(turn, ongoing)
    elif turn.body and turn.says_nothing:
        turn.note("thanks")
    else:
        _miss_private(turn, ongoing)


def _miss_private(turn: InboundTurn, ongoing: OpenConversation) -> None:
    """Ask once more; the second time send the link and say no more until we are understood."""
    turn.note("not_understood", "" if turn.says_nothing else "not_understood")
    if turn.thread["resting"]:
        return
    misses = turn.thread["misses"] + 1
    if misses < MISSES:
        turn.say(MISSED)
        privacy_check.put_private(turn, ongoing)
        turn.remember(misses=misses)
        return
    turn.say(NEVER_MIND)
    privacy_check.send_link(turn, ongoing)
    turn.remember(resting=True)


def _put(turn: InboundTurn) -> str | None:
    """The question that was put last in this thread, if it was one."""
    was_put = turn.thread["put"]
    if was_put is None or was_put.get("request") != turn.thread["request"]:
        return None
    return was_put.get("question")


def _is_typed(ongoing: OpenConversation) -> bool:
    question = ongoing.conversation.question
    return question is not None and question.kind not in CHOICE_KINDS

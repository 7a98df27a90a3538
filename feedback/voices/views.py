"""What one browser may see of a conversation at this moment. Looking changes nothing."""

from dataclasses import replace
from datetime import datetime

from feedback.voices.attaching import kinds_in_words, offered, standing
from feedback.voices.call_wishes import NUMBER, can_be_called
from feedback.voices.conversation_view import Bubble, ConversationView, Stage
from feedback.voices.conversations import OpenConversation, in_danger, open_link
from feedback.voices.errors import NoSuchLink
from feedback.voices.help_given import helper_told
from feedback.voices.links import live_request, opens_until
from feedback.voices.reading_aloud import heard_at
from feedback.voices.requests import ANSWERED, tells
from feedback.voices.voices import Answer
from forms.answers import Value
from forms.schema import Question
from language.catalogue import say
from people.permissions import open_to
from people.working_days import due_day
from storage.store import Database


@open_to("a family with a link")
def view(db: Database, token: str, session: str | None) -> ConversationView:
    """The view for this browser; `NoSuchLink` for anything wrong with the token. Changes nothing (ASVS 3.5.3)."""
    ongoing = open_link(db, token, session)
    seen = replace(view_of(db, ongoing), until=opens_until(db, ongoing.request))
    return replace(seen, spoken=heard_at(db, seen.form, seen.question, seen.language)) if seen.question else seen


@open_to("a family with a link")
def has_said_whether_it_helped(db: Database, token: str) -> bool:
    """Whether somebody has pressed below what this link tells; to a browser that keeps no cookie it says thank you."""
    try:
        request = live_request(db, token)
    except NoSuchLink:
        return False
    return tells(request) and request["state"] == ANSWERED


def view_of(db: Database, ongoing: OpenConversation) -> ConversationView:
    """The moment of a conversation for one who takes part in it, by whatever mouth."""
    view = _with_attached(db, ongoing, _moment(ongoing))
    if not view.wants_call:
        return view
    can_call = can_be_called(db, ongoing.request, ongoing.voice)
    return replace(view, can_be_called=can_call, asks_number=ongoing.conversation.asks(NUMBER))


def _with_attached(db: Database, ongoing: OpenConversation, view: ConversationView) -> ConversationView:
    if view.question is None or ongoing.voice is None:
        return view
    offers = offered(view.question, view.audience)
    kept = standing(db, ongoing.voice, view.question, ongoing.respondent) if offers else {}
    return replace(view, offers=offers, attached=tuple(kept))


def _moment(ongoing: OpenConversation) -> ConversationView:
    if ongoing.voice is None or not ongoing.is_mine:
        return _welcome(ongoing)
    if ongoing.voice["finished"]:
        return _view(ongoing, Stage.THANKED, read_by=due_day(datetime.fromisoformat(ongoing.voice["finished"])))
    return _asking(ongoing)


def _welcome(ongoing: OpenConversation) -> ConversationView:
    voice = ongoing.voice
    if voice and voice["finished"]:
        raise NoSuchLink
    language = voice["language"] if voice else ongoing.request["language"]
    return _view(ongoing, Stage.WELCOME, language, begun_elsewhere=bool(voice and voice["answers"]))


def _asking(ongoing: OpenConversation) -> ConversationView:
    conversation = ongoing.conversation
    question = conversation.question
    if question is None:
        bubbles, danger = _bubbles(ongoing, None), _said_just_now(ongoing)
        return _view(
            ongoing,
            Stage.CHECKING,
            bubbles=bubbles,
            total=conversation.total,
            in_danger=danger,
            helped_by=helper_told(ongoing.voice),
        )
    return _view(
        ongoing,
        Stage.ASKING,
        question=question,
        position=conversation.position,
        total=conversation.total,
        bubbles=_bubbles(ongoing, question),
        given=_own_answer(ongoing, question),
        draft=ongoing.draft.get(question.id, ""),
        can_go_back=previous(ongoing) is not None,
        in_danger=_said_just_now(ongoing),
    )


def _view(ongoing: OpenConversation, stage: Stage, language: str | None = None, **more: object) -> ConversationView:
    voice = ongoing.voice
    return ConversationView(
        stage=stage,
        form=ongoing.form,
        audience=ongoing.request["audience"],
        touchpoint=ongoing.request["touchpoint"],
        language=language or (voice["language"] if voice else ongoing.request["language"]),
        worried=bool(voice and ongoing.is_mine and voice["worried"]),
        wants_call=bool(voice and ongoing.is_mine and voice["wants_call"]),
        from_poster=ongoing.request.get("place") is not None,
        easy=ongoing.easy,
        told=ongoing.request.get("told"),
        **more,  # type: ignore[arg-type]  # named fields of ConversationView, given by the functions above
    )


def _said_just_now(ongoing: OpenConversation) -> bool:
    """Whether the answer given last, by this browser and not gone back from, says that there is danger (BR-26)."""
    assert ongoing.voice is not None
    answers = ongoing.voice["answers"]
    if not answers or ongoing.voice["looking_at"] is not None:
        return False
    last = max(reversed(answers), key=lambda question: str(answers[question]["at"]))
    return ongoing.gave(last) and in_danger(ongoing.form.question(last), answers[last]["value"])


def previous(ongoing: OpenConversation) -> str | None:
    """The question that Back leads to: the one before, if this browser gave its answer."""
    before = ongoing.conversation.before
    return before if before is not None and ongoing.gave(before) else None


def _own_answer(ongoing: OpenConversation, question: Question) -> Value | None:
    return ongoing.conversation.given.get(question.id) if ongoing.gave(question.id) else None


def _bubbles(ongoing: OpenConversation, current: Question | None) -> tuple[Bubble, ...]:
    assert ongoing.voice is not None
    return tuple(
        _bubble(question, value, ongoing, ongoing.voice["answers"][question.id])
        for question, value in ongoing.conversation.heard
        if ongoing.gave(question.id) and question is not current
    )


def _bubble(question: Question, value: Value | None, ongoing: OpenConversation, answer: Answer) -> Bubble:
    assert ongoing.voice is not None
    language = ongoing.voice["language"]
    asked = say(language, question.wording(easy=ongoing.easy))
    text, lang = answer_in_words(question, value, language, answer["lang"])
    attached = kinds_in_words(answer.get("attachments", ()), language)
    if text == "" and attached:
        (text, lang), attached = (attached[0].text, attached[0].lang), attached[1:]
    return Bubble(question.id, asked.text, asked.lang, text, lang, attached)


def answer_in_words(question: Question, value: Value | None, language: str, spoken: str) -> tuple[str | None, str]:
    """The answer as a person reads it: a choice in `language`, own words as they were spoken."""
    if value is None:
        return None, language
    chosen = [option for option in question.options() if option.code in (value if isinstance(value, list) else [value])]
    if not chosen:
        return str(value), spoken
    said = [say(language, option.text) for option in chosen]
    return ", ".join(one.text for one in said), said[0].lang

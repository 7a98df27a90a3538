"""The call itself: the same conversation as on the web, put by a caller; each answer is kept as it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from feedback.asking.overriding import kept_reason, overridden_by
from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_access import request_to_call
from feedback.phone.call_obstacles import PHONE, in_the_way
from feedback.phone.call_records import change_call_record, next_morning, rest
from feedback.phone.call_safety import USUAL_HOURS, SafeToCall
from feedback.phone.calls_due import REQUEST_KEY, call_due
from feedback.phone.opening_words import OpeningLine, opening
from feedback.phone.unsafe_calls import safety_of, was_chosen
from feedback.voices import recording, requests, voices
from feedback.voices.attempts import note_attempt
from feedback.voices.collectors import INDEPENDENT, collector
from feedback.voices.conversation_view import ConversationView
from feedback.voices.conversations import OpenConversation, conversation_of
from feedback.voices.errors import CannotAsk, NotAnswerable
from feedback.voices.help_given import help_fields, help_form, read_help
from feedback.voices.items_to_read import TYPED
from feedback.voices.requests import Request
from feedback.voices.views import view_of
from forms.answers import AnswerRefused, Raw
from forms.schema import Form
from people import audit, contacts
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

DONE = "The talk took place."
NOT_KNOWN_TO_BE_SAFE = "It is not known that it is safe to call now. Choose first whether to call."


@dataclass(frozen=True)
class CallView:
    """All that the call screen shows. `view` holds only what this caller was told."""

    child: str | None
    view: ConversationView
    opening: tuple[OpeningLine, ...]
    help_form: Form
    helped: Mapping[str, str]  # what is kept of the help so far, by the fields of `FIELDS`
    collected_by: str
    begun: bool


@needs(Permission.MAKE_CALLS)
def on_the_phone(db: Database, actor: Actor, request_id: int) -> CallView:
    """The call as it stands for this caller. Looking changes nothing: the screen is read before anybody rings."""
    request = request_to_call(db, actor, request_id)
    ongoing = _ongoing(db, actor, request)
    contact = contacts.by_id(db, request["contact"]) if request["contact"] is not None else None
    return CallView(
        child=request["child"],
        view=view_of(db, ongoing),
        opening=opening(
            ongoing.voice["language"] if ongoing.voice else request["language"],
            name=contact["name"] if contact else "",
            independent=ongoing.collected_by == INDEPENDENT,
            audience=request["audience"],
            tells=requests.tells(request),
        ),
        help_form=help_form(),
        helped=(ongoing.voice.get("helped") if ongoing.voice else None) or {},
        collected_by=ongoing.collected_by,
        begun=ongoing.is_mine,
    )


@needs(Permission.MAKE_CALLS)
def take_up(
    db: Database,
    actor: Actor,
    request_id: int,
    *,
    language: str = "",
    override: str = "",
    hours: QuietHours = USUAL_HOURS,
) -> None:
    """Begin the conversation on the phone, or go on with it; what others were told before stays hidden.

    `CannotAsk` says what is in the way; where it can be overridden, `override` gives the reason, which is audited.
    Where it is not known to be safe, the caller has chosen before to call (`unsafe_time.choose`).
    """
    request = request_to_call(db, actor, request_id)
    overridden = _check_the_way(db, request, override)
    _check_the_time(db, actor, request, hours)
    ongoing = recording.join(db, _ongoing(db, actor, request), language or request["language"])
    if ongoing.voice and language and ongoing.voice["language"] != language:
        recording.switch_language(db, ongoing, language)
    about = {"overridden": overridden, "reason": kept_reason(override)} if overridden else {}
    audit.record(db, actor, "call.taken_up", child=request["child"], request=request_id, **about)


@needs(Permission.MAKE_CALLS)
def answer_call(
    db: Database, actor: Actor, request_id: int, question_id: str, raw: Any, *, as_words: bool = False
) -> None:
    """Keep what was said; `Refused` says what cannot be kept."""
    ongoing = _begun(db, actor, request_id)
    recording.keep_answer(db, ongoing, question_id, raw, _language(ongoing), as_words=as_words)


@needs(Permission.MAKE_CALLS)
def skip_call(db: Database, actor: Actor, request_id: int, question_id: str, draft: str = "") -> None:
    """Keep that they would rather not answer this one, and what had been typed for it."""
    ongoing = _begun(db, actor, request_id)
    recording.keep_skip(db, ongoing, question_id, _language(ongoing), draft)


@needs(Permission.MAKE_CALLS)
def back_call(db: Database, actor: Actor, request_id: int, question_id: str = "", draft: str = "") -> None:
    """Go to the question before, keeping what was typed."""
    recording.step_back(db, _begun(db, actor, request_id), question_id, draft)


@needs(Permission.MAKE_CALLS)
def change_call(
    db: Database, actor: Actor, request_id: int, question_id: str, typed_for: str = "", draft: str = ""
) -> None:
    """Go back to an answer that was given in this call, keeping what was typed for the question it leaves."""
    recording.go_to(db, _typed(db, _begun(db, actor, request_id), typed_for, draft), question_id)


@needs(Permission.MAKE_CALLS)
def type_call(db: Database, actor: Actor, request_id: int, question_id: str, draft: str) -> None:
    """Keep what is being typed, so that a lost line loses no word."""
    recording.keep_draft(db, _begun(db, actor, request_id), question_id, draft)


@needs(Permission.MAKE_CALLS)
def speak_call(
    db: Database, actor: Actor, request_id: int, language: str, typed_for: str = "", draft: str = ""
) -> None:
    """Go on in another language; every answer and what was typed stays."""
    recording.switch_language(db, _typed(db, _begun(db, actor, request_id), typed_for, draft), language)


@needs(Permission.MAKE_CALLS)
def note_help(db: Database, actor: Actor, request_id: int, given: Mapping[str, Raw]) -> None:
    """Keep who helped and how free they were to speak, by the questions of `help_form`; what is not given stays."""
    _keep_help(db, _begun(db, actor, request_id), given)


@needs(Permission.MAKE_CALLS)
def hang_up(
    db: Database,
    actor: Actor,
    request_id: int,
    given: Mapping[str, Raw] | None = None,
    *,
    typed_for: str = "",
    draft: str = "",
) -> None:
    """End the call. All is answered: the voice is whole. Half way: what there is stays, and the line comes back."""
    ongoing = _with_what_was_typed(db, _typed(db, _begun(db, actor, request_id), typed_for, draft))
    if given:
        ongoing = _keep_help(db, ongoing, given)
    key = f"{REQUEST_KEY}-{request_id}"
    child = ongoing.request["child"]
    if ongoing.voice and not ongoing.voice["finished"] and not ongoing.conversation.finished:
        note_attempt(db, actor, child, request_id, PHONE, "talked")
        rest(db, key, next_morning(db.now), "Talked, not finished")
    else:
        recording.close(db, ongoing)
        change_call_record(db, key, done=DONE)
    audit.record(db, actor, "call.ended", child=child, request=request_id)


def _ongoing(db: Database, actor: Actor, request: Request) -> OpenConversation:
    return conversation_of(db, request, f"call {actor.id}", PHONE, collector(db, actor, request["child"]))


def _begun(db: Database, actor: Actor, request_id: int) -> OpenConversation:
    ongoing = _ongoing(db, actor, request_to_call(db, actor, request_id))
    if not ongoing.is_mine:
        raise NotAnswerable
    return ongoing


def _check_the_way(db: Database, request: Request, override: str) -> list[str]:
    """What the reason overrides; `CannotAsk` where there is none, or it is not enough."""
    one = call_due(db, f"{REQUEST_KEY}-{number_of(request)}")
    if one is None:
        raise NotFound
    return overridden_by(override, in_the_way(db, one))


def _check_the_time(db: Database, actor: Actor, request: Request, hours: QuietHours) -> None:
    key = f"{REQUEST_KEY}-{number_of(request)}"
    one = call_due(db, key)
    if one is not None and safety_of(db, one, hours).state is not SafeToCall.NOW and not was_chosen(db, actor, key):
        raise CannotAsk(NOT_KNOWN_TO_BE_SAFE)


def _language(ongoing: OpenConversation) -> str:
    assert ongoing.voice is not None
    return str(ongoing.voice["language"])


def _keep_help(db: Database, ongoing: OpenConversation, given: Mapping[str, Raw]) -> OpenConversation:
    assert ongoing.voice is not None
    helped = {**(ongoing.voice.get("helped") or {}), **read_help(given)}
    voice = voices.change(db, ongoing.voice, **help_fields(helped))
    db.announce(f"child:{ongoing.request['child']}")
    return replace(ongoing, voice=voice)


def _typed(db: Database, ongoing: OpenConversation, question_id: str, draft: str) -> OpenConversation:
    """The conversation with what stood in the box when a button was pressed: the last keys too, or nothing."""
    return recording.keep_draft(db, ongoing, question_id, draft) if question_id else ongoing


def _with_what_was_typed(db: Database, ongoing: OpenConversation) -> OpenConversation:
    """A text that stood in the box when they rang off was said, so it is kept as an answer; else it stays a draft."""
    question = ongoing.conversation.question
    if question is None or question.kind not in TYPED or not ongoing.draft.get(question.id):
        return ongoing
    try:
        said = ongoing.draft[question.id]
        return recording.keep_answer(db, ongoing, question.id, said, _language(ongoing), as_words=True)
    except AnswerRefused:
        return ongoing

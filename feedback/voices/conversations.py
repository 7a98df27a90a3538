"""A voice in the making: the stored answers of one conversation, joined with the form that they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from feedback.voices import voices
from feedback.voices.collectors import SELF
from feedback.voices.errors import NoSuchLink
from feedback.voices.form_versions import form_version
from feedback.voices.links import live_request
from feedback.voices.requests import Request
from feedback.voices.voices import Answer, Flags, Voice
from forms.answers import Value
from forms.conversation import Conversation
from forms.schema import Form, Question
from language.catalogue import say
from storage.documents import number_of
from storage.store import Database

TO_BE_TOLD = frozenset({"text", "phone", "letter", "worker"})  # answers to how they want to be told; the other: no need
WEB_CHANNELS = frozenset({"link", "qr", "letter"})


@dataclass(frozen=True)
class OpenConversation:
    """What a request leads to: its form, the voice if one has begun, who takes part, and by which channel."""

    request: Request
    form: Form
    voice: Voice | None
    respondent: str  # who takes part: the keyed hash of a browser's session id, "sms …" or "call …"; "" for nobody yet
    channel: str  # the channel of this mouth: one request may be begun by text and ended on the web
    collected_by: str = SELF  # who puts the questions (BR-67)

    @property
    def is_mine(self) -> bool:
        """Whether this browser has taken part: only then may it see anything of what was said."""
        return self.voice is not None and self.respondent in self.voice["browsers"]

    @cached_property
    def conversation(self) -> Conversation:
        """The pure conversation as far as it has come."""
        if self.voice is None:
            return Conversation.begin(self.form)
        given = {question: answer["value"] for question, answer in self.voice["answers"].items()}
        at = self.voice["looking_at"]
        # where another browser or phone went back to is not where this one stands
        return Conversation.resume(self.form, given, at if at is not None and self.gave(at) else None)

    @property
    def easy(self) -> bool:
        """Whether this browser asked for Easy Read."""
        return self.voice is not None and self.respondent in self.voice.get("easy", [])

    def gave(self, question_id: str) -> bool:
        """Whether this browser gave the present answer to the question."""
        answer = self.voice["answers"].get(question_id) if self.voice else None
        return answer is not None and answer["browser"] == self.respondent

    @property
    def draft(self) -> dict[str, str]:
        """What this browser typed and did not submit, by question."""
        return dict(self.voice["drafts"].get(self.respondent, {})) if self.voice else {}


def open_link(db: Database, token: str, session: str | None) -> OpenConversation:
    """What the token leads to for this browser; `NoSuchLink` when it is finished and the browser took no part."""
    request = live_request(db, token)
    channel = request["channel"] if request["channel"] in WEB_CHANNELS else "link"
    ongoing = conversation_of(db, request, _respondent(db, request, session), channel)
    if ongoing.voice and ongoing.voice["finished"] and not ongoing.is_mine:
        raise NoSuchLink
    return ongoing


def conversation_of(
    db: Database, request: Request, respondent: str, channel: str, collected_by: str = SELF
) -> OpenConversation:
    """The conversation of a request, for one who takes part in it without a token: by text or in a call."""
    form = form_version(db, request["fingerprint"])
    return OpenConversation(request, form, voices.by_request(db, number_of(request)), respondent, channel, collected_by)


def _respondent(db: Database, request: Request, session: str | None) -> str:
    if not session:
        return ""
    # what was said to a poster must not be told apart by the browser's other conversations
    return db.keyed_hash(f"{session} {number_of(request)}" if request.get("place") else session)


def new_voice(db: Database, ongoing: OpenConversation, language: str) -> Voice:
    """Begin the voice of a request, with nothing said yet."""
    request, said = ongoing.request, flags(ongoing.conversation)
    begun: Voice = {
        "request": number_of(request),
        "child": request["child"],
        "touchpoint": request["touchpoint"],
        "audience": request["audience"],
        "form": request["form"],
        "form_version": request["form_version"],
        "fingerprint": request["fingerprint"],
        "place": request.get("place"),
        "channel": ongoing.channel,
        "language": language,
        "helped": None,
        "helped_by": None,
        "collected_by": ongoing.collected_by,
        "begun": db.now.isoformat(),
        "finished": None,
        "answers": {},
        "browsers": [ongoing.respondent],
        "drafts": {},
        "looking_at": None,
        "unread": True,
        "worried": said["worried"],
        "wants_call": said["wants_call"],
        "unfair": said["unfair"],
        "shared_with_worker": said["shared_with_worker"],
        "owed": said["owed"],
    }
    return voices.add(db, begun)


def stored_answer(
    db: Database,
    ongoing: OpenConversation,
    question: Question,
    value: Value | None,
    language: str,
    attached: Mapping[str, int] | None = None,
) -> Answer:
    """One answer with its channel, and the words of the question as it was put, in the language they were really in."""
    asked = say(language, question.wording(easy=ongoing.easy))
    given: Answer = {
        "value": value,
        "asked": asked.text,
        "asked_lang": asked.lang,
        "lang": language,
        "at": db.now.isoformat(),
        "browser": ongoing.respondent,
        "channel": ongoing.channel,
        "collected_by": ongoing.collected_by,
        "evidence_for": list(question.evidence_for),
    }
    return {**given, "attachments": dict(attached)} if attached else given


def flags(conversation: Conversation) -> Flags:
    """What the answers say about the voice itself: safety, a call, unfair treatment, sharing (BR-25, BR-26)."""
    said = {question.purpose: value for question, value in conversation.heard if question.purpose}
    return {
        "worried": any(in_danger(question, value) for question, value in conversation.heard),
        "wants_call": said.get("call_back") == "yes",
        "unfair": any(q.purpose == "unfair_treatment" and v in q.alerts for q, v in conversation.heard),
        "shared_with_worker": said.get("share_words") == "yes",
        "owed": said.get("tell_back") in TO_BE_TOLD,
    }


def in_danger(question: Question, value: Value | None) -> bool:
    """Whether this answer says that somebody may be in danger now; unfair treatment alarms too, but not for that."""
    return value in question.alerts and question.purpose != "unfair_treatment"

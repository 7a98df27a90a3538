"""Who was told what came of an item: how, when, whether it arrived, and what they say to whether it helped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.messages import outbox
from feedback.messages.outbox import CLAIMED, LOST, QUEUED, TOLD, UNKNOWN, OutboxText
from feedback.messages.provider_codes import meaning
from feedback.voices import attempts, requests, voices
from feedback.voices.answers_back import HELPED, Told
from feedback.voices.attempts import Attempt, is_try
from feedback.voices.codes import ANSWERED, CHANNELS, HANDED_OVER, OUTCOMES, SHOWN
from feedback.voices.codes import TOLD as TOLD_BY_THEM
from feedback.voices.form_versions import form_version
from feedback.voices.requests import DECLINED, Request, is_open
from feedback.voices.views import answer_in_words
from feedback.voices.voices import Voice
from forms.vocabulary import AUDIENCES
from people import need_to_know
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from storage.documents import number_of
from storage.store import Database
from tracker.access import item_for

ON_ITS_WAY, NOT_KNOWN, ARRIVED, LOST_ON_THE_WAY = "on_its_way", "not_known", "arrived", "lost"
REACHED_THEM = frozenset({"delivered", HANDED_OVER, SHOWN, ANSWERED, TOLD_BY_THEM})
DID_NOT = frozenset({"not_delivered", "wrong_number", "declined"})


@dataclass(frozen=True)
class Telling:
    """One telling, as it stands now; `state` is one of the four above and `words` says it."""

    request: int
    voice: int
    child: str
    whom: str  # a parent, a young person: no name, for others see the item
    way: str
    by: str
    at: str
    state: str
    words: str
    told: Told
    helped: str  # the code of what they say, empty where they have not said
    helped_words: str
    helped_at: str


@needs(Permission.SEE_TRACKER)
def told_of(db: Database, actor: Actor, item: int) -> list[Telling]:
    """Who was told what came of an item, the newest first; of children whom this person may know of."""
    item_for(db, actor, item)
    found = [telling(db, one) for one in requests.that_tell_of(db, item)]
    return [one for one in reversed(found) if need_to_know.may_see(db, actor, one.child)]


def last_of(db: Database, voice: int, item: int) -> Telling | None:
    """The last try to tell whoever spoke what came of an item."""
    found = [one for one in requests.that_answer(db, voice) if one["told"]["item"] == item]
    return telling(db, found[-1]) if found else None


def telling(db: Database, request: Request) -> Telling:
    """One telling, worked out from what is on record."""
    number, told = number_of(request), request["told"]
    voice = voices.by_request(db, number)
    state, words = _state(db, request, voice)
    helped, helped_words, helped_at = _helped(db, voice)
    return Telling(
        request=number,
        voice=told["voice"],
        child=requests.child_of(request),
        whom=AUDIENCES[request["audience"]],
        way=CHANNELS[request["channel"]],
        by=name_of(db, request["by"]) if request["by"] else "",
        at=request["made"],
        state=state,
        words=words,
        told=told,
        helped=helped,
        helped_words=helped_words,
        helped_at=helped_at,
    )


def _helped(db: Database, voice: Voice | None) -> tuple[str, str, str]:
    answer = voice["answers"].get(HELPED) if voice else None
    if voice is None or answer is None or answer["value"] is None:
        return "", "", ""
    question = form_version(db, voice["fingerprint"]).question(HELPED)
    return str(answer["value"]), answer_in_words(question, answer["value"], "en", "en")[0] or "", answer["at"]


def _state(db: Database, request: Request, voice: Voice | None) -> tuple[str, str]:
    """What is known of its arrival: a fact each time, and what nobody knows is said to be so."""
    tries = [one for one in attempts.by_request(db, number_of(request)) if is_try(one)]
    if reached := [one for one in tries if one["outcome"] in REACHED_THEM]:
        return ARRIVED, _in_words(reached[-1])
    if voice is not None and voice["channel"] == "phone":
        return NOT_KNOWN, "the call was begun and not finished"
    if voice is not None:
        return ARRIVED, "opened by them"
    if texts := [one for one in outbox.by_request(db, number_of(request)) if one["purpose"] == TOLD]:
        return _of_text(texts[-1])
    if request["state"] == DECLINED:
        return LOST_ON_THE_WAY, "they did not want to be told"
    if not is_open(request, db.now):
        return LOST_ON_THE_WAY, "closed before it reached them"
    return _of_paper_or_call(request, tries)


def _of_text(text: OutboxText) -> tuple[str, str]:
    if text["state"] in {QUEUED, CLAIMED}:
        return ON_ITS_WAY, "the text waits to go"
    if text["state"] in LOST:
        note = text["history"][-1].get("note", "") if text["code"] == "withdrawn" else ""
        return LOST_ON_THE_WAY, f"not sent: {note}" if note else f"not delivered: {meaning(text['code']).words}"
    if text["state"] == UNKNOWN:
        return NOT_KNOWN, "not known whether the text went"
    return NOT_KNOWN, "sent, not known whether it arrived"


_WAITS: Mapping[str, str] = {
    "letter": "the letter is not handed over yet",
    "phone": "on the call list",
    "sms": "the text waits to go",
}


def _of_paper_or_call(request: Request, tries: Sequence[Attempt]) -> tuple[str, str]:
    if not tries:
        return ON_ITS_WAY, _WAITS.get(request["channel"], "not handed over yet")
    last = tries[-1]
    if last["outcome"] in DID_NOT:
        return LOST_ON_THE_WAY, _in_words(last)
    if last["method"] == "phone":
        return ON_ITS_WAY, f"on the call list; last call: {_in_words(last)}"
    return NOT_KNOWN, f"{_in_words(last)}, not known whether it arrived"


def _in_words(attempt: Attempt) -> str:
    return OUTCOMES.get(attempt["outcome"], attempt["outcome"])

"""What there is to read: an item for each free text and same-day matter, made in the transaction of the answer."""

from collections.abc import Mapping
from datetime import date, datetime

from feedback.voices import triage_items
from feedback.voices.call_wishes import NAME, NUMBER, TIME
from feedback.voices.triage_items import OPEN
from feedback.voices.voices import Voice
from forms.answers import Value
from forms.schema import Question
from people.working_days import due_day, same_day
from storage.documents import number_of
from storage.store import Database

FREE_TEXT, NOT_SAFE, UNFAIR, CALL_ME = "free_text", "not_safe", "unfair", "call_me"
MATTERS: Mapping[str, str] = {
    NOT_SAFE: "Does not feel safe",
    UNFAIR: "Was treated unfairly, and it was not sorted",
    CALL_ME: "Asked to be called",
    FREE_TEXT: "Wrote something",
}
TYPED = frozenset({"short_text", "long_text"})
# how to reach somebody belongs to the call that they asked for; it is no text to be read by itself
CALL_DETAILS = (NAME, NUMBER, TIME)
YES = "yes"


def open_items(db: Database, voice: Voice, voice_id: int, question: Question, value: Value | None) -> None:
    """Make the items that this answer calls for. One that waits already is not made twice, one decided is made anew."""
    for matter in matters_of(question, value):
        open_item(db, voice, voice_id, matter, question.id, value)


def matters_of(question: Question, value: Value | None) -> tuple[str, ...]:
    """What an answer calls for: nothing, or a person's eyes (BR-26, BR-30, BR-31)."""
    if value is None or question.id in CALL_DETAILS:
        return ()
    if question.kind in TYPED:
        return (FREE_TEXT,)
    if question.purpose == "call_back" and value == YES:
        return (CALL_ME,)
    if value not in question.alerts:
        return ()
    return (UNFAIR,) if question.purpose == "unfair_treatment" else (NOT_SAFE,)


def open_item(
    db: Database,
    voice: Voice,
    voice_id: int,
    matter: str,
    question_id: str = "",
    said: Value | None = None,
    at: datetime | None = None,
) -> int:
    """Put one matter on the list. `said` keeps the choice as it was: whoever holds the phone may take it back."""
    # a call is one call, whether a question brought it or a text message in between
    about = f"{voice_id}/{matter}" if matter == CALL_ME else f"{voice_id}/{matter}/{question_id}"
    before = triage_items.by_about(db, about)
    if waiting := [one for one in before if one["state"] == OPEN]:
        return number_of(waiting[0])
    came = at or db.now
    if matter == CALL_ME:
        db.announce("calls")
    return triage_items.add(
        db,
        {
            "key": f"{about}/{len(before) + 1}",
            "about": about,
            "state": OPEN,
            "matter": matter,
            "voice": voice_id,
            "question": question_id,
            "child": voice["child"],
            "place": voice.get("place"),
            "said": None if matter == FREE_TEXT else said,
            "at": came.isoformat(),
            "due": _due(matter, came).isoformat(),
            "read": [],
            "decisions": [],
        },
    )


def alarms_of(voice: Voice) -> tuple[str, ...]:
    """What the answers of a voice say that matters at once, whatever else it is about."""
    flags = {NOT_SAFE: voice["worried"], UNFAIR: voice["unfair"]}
    return tuple(MATTERS[matter] for matter, says in flags.items() if says)


def _due(matter: str, came: datetime) -> date:
    return due_day(came) if matter == FREE_TEXT else same_day(came)

"""What a family asks about its data is decided and done in one step: erased, corrected, or refused with a reason."""

from collections.abc import Collection

from feedback.voices import statements_beside, voices
from feedback.voices.statements_beside import Statement
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.retention.erasures import note_asked
from people.retention.holds import is_held
from people.retention.rules import LONGEST_REASON
from people.roles import Permission
from reviews.data_requests import (
    CORRECT,
    CORRECTED,
    ERASE,
    ERASED,
    NOTHING_HELD,
    REFUSED,
    REFUSED_IN_PART,
    SEE,
    TOPIC,
    Answered,
    DataRequest,
    change,
    reason,
    waiting,
)
from reviews.erasing_voices import erase_voice, what_keeps
from storage.documents import number_of
from storage.store import Database

WHY = "Write why, so that others can follow the decision."


@needs(Permission.ANSWER_DATA_REQUESTS)
def answer_by_erasing(db: Database, actor: Actor, number: int, chosen: Collection[int], why: str) -> str:
    """Erase these voices of the child and refuse the others; returns the result. Audited; Unacceptable.

    None chosen is refused, not all is refused in part.
    """
    found = checked_request(db, number, ERASE)
    words = reason(why, WHY)
    said = {number_of(one): one for one in voices.by_child(db, found["child"]) if "erased" not in one}
    if not set(chosen) <= set(said):
        raise Unacceptable("What was chosen is not there any more. Look at the list again.")
    if chosen and is_held(db, found["child"]):
        raise Unacceptable("There is a legal hold on this child. Nothing can be erased until it is lifted.")
    for one in sorted(set(chosen)):
        if keeps := what_keeps(db, said[one]):
            raise Unacceptable(keeps)
        erase_voice(db, actor, one)
    if chosen:
        note_asked(db, [{"number": one, "made": said[one]["begun"]} for one in sorted(set(chosen))])
    result = _result(set(said), set(chosen))
    answer_request(db, actor, found, result, words, erased=sorted(set(chosen)))
    return result


@needs(Permission.ANSWER_DATA_REQUESTS)
def answer_by_correcting(db: Database, actor: Actor, number: int, answer: str, statement: str, why: str) -> str:
    """Lay what they state beside an answer, `voice/question`, or refuse where there is no statement; the result.

    What was said stays as it was. Audited; Unacceptable.
    """
    found = checked_request(db, number, CORRECT)
    words = reason(why, WHY)
    if not statement.strip():
        answer_request(db, actor, found, REFUSED, words)
        return REFUSED
    if len(statement.strip()) > LONGEST_REASON:
        raise Unacceptable(f"Use {LONGEST_REASON:,} characters or fewer for the statement.")
    said, _, question = answer.partition("/")
    voice = voices.by_id(db, int(said)) if said.isascii() and said.isdecimal() else None
    if voice is None or voice["child"] != found["child"] or question not in voice["answers"]:
        raise Unacceptable("Choose the answer that is corrected.")
    laid: Statement = {
        "voice": number_of(voice),
        "question": question,
        "words": statement.strip(),
        "who": found["who"],
        "by": actor.id,
        "name": actor.name,
        "at": db.now.isoformat(),
    }
    for topic in ("voices", "triage", f"child:{found['child']}"):
        db.announce(topic)
    answer_request(db, actor, found, CORRECTED, words, statement=statements_beside.add(db, laid))
    return CORRECTED


@needs(Permission.ANSWER_DATA_REQUESTS)
def refuse_to_show(db: Database, actor: Actor, number: int, why: str) -> str:
    """Refuse a request to see as a whole, with the reason that they are told; the result. Audited; Unacceptable."""
    found = checked_request(db, number, SEE)
    answer_request(db, actor, found, REFUSED, reason(why, WHY))
    return REFUSED


def _result(held: set[int], erased: set[int]) -> str:
    if not held:
        return NOTHING_HELD
    if erased == held:
        return ERASED
    return REFUSED_IN_PART if erased else REFUSED


def checked_request(db: Database, number: int, asks: str) -> DataRequest:
    """A request that waits, asks for this, and of which it is known who asks; Unacceptable."""
    found = waiting(db, number)
    if found["asks"] != asks:
        raise Unacceptable("That is not what they ask for.")
    if found["checked"] is None:
        raise Unacceptable("Make sure first who they are, and write how.")
    return found


@needs(Permission.ANSWER_DATA_REQUESTS)
def answer_request(
    db: Database,
    actor: Actor,
    found: DataRequest,
    result: str,
    why: str,
    *,
    erased: list[int] | None = None,
    statement: int | None = None,
    on: str = "",
) -> None:
    """Keep what was decided; the caller has done it. Audited."""
    answered: Answered = {
        "result": result,
        "why": why,
        "erased": erased or [],
        "statement": statement,
        "by": actor.id,
        "name": actor.name,
        "at": db.now.isoformat(),
    }
    if on:
        answered["on"] = on
    change(db, found, answered=answered)
    audit.record(
        db, actor, "data_request.answered", child=found["child"], request=number_of(found), result=result, voices=erased
    )
    db.announce(TOPIC)

"""Handing over: somebody says that a family has the link, the code or the letter that was made; or makes a new link."""

from feedback.asking.progress import FROM_THE_SCREEN, in_hand_of
from feedback.voices import attempts, requests, voices
from feedback.voices.attempts import Attempt, note_attempt
from feedback.voices.codes import HANDED_OVER, MADE, PREPARED, SHOWN
from feedback.voices.errors import CannotAsk
from feedback.voices.links import replace_shown_token
from feedback.voices.requests import OPEN, is_open
from language.visible import one_line
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

LONGEST_WAY = 200


@needs(Permission.ASK_FOR_FEEDBACK)
def hand_over(db: Database, actor: Actor, attempt_id: int, way: str = "") -> int:
    """Somebody says that they gave, showed or posted what was made; that is the attempt, today. `way`: how, in words.

    Saying it twice is once. Returns the number of the attempt.
    """
    made = attempts.by_id(db, attempt_id)
    if made is None or made["outcome"] not in PREPARED or made["request"] is None or made["child"] is None:
        raise NotFound
    child_for(db, actor, made["child"])
    records = attempts.by_request(db, made["request"])
    before = [one for one in records if one.get("of") == attempt_id]
    if before:
        return number_of(before[0])
    request = requests.by_id(db, made["request"])
    if request is None or request["state"] != OPEN:
        raise CannotAsk("This request is closed or answered. Ask again.")
    if attempt_id not in {number_of(one) for one in in_hand_of(records)}:
        raise CannotAsk("A new link was made since, and this one opens nothing any more. Give them the new one.")
    about = (made["child"], made["request"], made["method"], _outcome_of(made), one_line(way)[:LONGEST_WAY])
    attempt = note_attempt(db, actor, *about, of=attempt_id)
    audit.record(db, actor, "feedback.handed_over", child=made["child"], request=made["request"], attempt=attempt)
    return attempt


@needs(Permission.ASK_FOR_FEEDBACK)
def make_new_link(db: Database, actor: Actor, request_id: int) -> str:
    """A new link for the same request, told this once; the one that was shown before opens nothing from now on.

    Where somebody has begun with the old one it stays good: what they are typing must not be lost.
    """
    request = requests.by_id(db, request_id)
    if request is None or request["child"] is None:
        raise NotFound
    child_for(db, actor, request["child"])
    if request["channel"] not in FROM_THE_SCREEN or not is_open(request, db.now):
        raise CannotAsk("This request is closed, answered, or has no link to show. Ask again.")
    token = replace_shown_token(db, request, keeps_old=voices.by_request(db, request_id) is not None)
    note_attempt(db, actor, request["child"], request_id, request["channel"], MADE)
    audit.record(db, actor, "feedback.link_made_anew", child=request["child"], request=request_id)
    return token


def _outcome_of(made: Attempt) -> str:
    return made.get("becomes") or (SHOWN if made["method"] == "qr" else HANDED_OVER)

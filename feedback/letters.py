"""Letters: a request put on paper, with a link to scan and a code to type that were made for it alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback.attempts import note_attempt
from feedback.errors import CannotAsk
from feedback.links import REQUESTS, add_token
from feedback.obstacles import Obstacle, obstacles
from feedback.typed_codes import add_code
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document

SHORTEST_LIFE = timedelta(days=5)  # a letter is on its way for some days, and lies for some
SENT, HANDED_OVER = "sent", "handed_over"
MOST_LINES, LONGEST_LINE = 6, 45
_TO_NOBODY = Obstacle(
    "no_contact", "The request does not say whom it is for, so nobody knows if a letter is safe.", True
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Letter:
    """All that the paper says about one request. Token and code are told this once and are not kept."""

    request: int
    language: str
    audience: str
    token: str
    code: str
    written: datetime
    until: datetime


@needs(Permission.ASK_FOR_FEEDBACK)
def letter_for(db: Database, actor: Actor, request_id: int, outcome: str = SENT, override: str = "") -> Letter:
    """Make what a letter needs and note the attempt; the paper itself is set after the transaction.

    Each letter has its own link and code, so printing it again leaves the first one good. Each is also a contact of its
    own: what stands in the way now stops it, whatever stood there when the request was made (BR-66).
    """
    request = db.table(REQUESTS).get(doc_id=request_id)
    if request is None or request["child"] is None:
        raise NotFound
    child_for(db, actor, request["child"])
    if outcome not in (SENT, HANDED_OVER):
        raise CannotAsk("Choose whether the letter is sent or handed over.")
    until = datetime.fromisoformat(request["expires"])
    if request["state"] != "open" or until - db.now < SHORTEST_LIFE:
        raise CannotAsk("This request is closed, or will be before a letter gets there. Ask again.")
    overridden = _check_the_way(db, request, outcome, override)
    token, code = add_token(db, request), add_code(db, request)
    note_attempt(db, actor, request["child"], request_id, "letter", outcome)
    audit.record(db, actor, "letter.made", child=request["child"], request=request_id, outcome=outcome)
    if overridden:
        about = {"request": request_id, "obstacles": overridden, "reason": override.strip()[:500]}
        audit.record(db, actor, "letter.made_all_the_same", child=request["child"], **about)
    return Letter(request_id, request["language"], request["audience"], token, code, db.now, until)


def _check_the_way(db: Database, request: Document, outcome: str, override: str) -> list[str]:
    """The codes of the obstacles that the reason overrides; a letter handed over in person is seen by nobody else."""
    way = "letter" if outcome == SENT else "in_person"
    about = (request["child"], request["contact"], way, request["audience"])
    found = obstacles(db, *about, db.now, besides=request.doc_id)
    if outcome == SENT and request["contact"] is None:
        found = (*found, _TO_NOBODY)
    if any(not one.can_override for one in found) or (found and not override.strip()):
        raise CannotAsk(" ".join(one.words for one in found))
    return [one.code for one in found]


def address_lines(typed: str) -> Sequence[str]:
    """The name and address for the envelope's window; they are printed and kept nowhere."""
    lines = [" ".join(_UNSEEN.sub(" ", line).split()) for line in typed.splitlines()]
    lines = [line for line in lines if line]
    if not 0 < len(lines) <= MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        raise Unacceptable(
            f"Write the name and address on one to {MOST_LINES} lines of up to {LONGEST_LINE} letters each."
        )
    return lines

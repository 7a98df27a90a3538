"""Letters: a request put on paper, with a link to scan and a code to type that were made for it alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback.attempts import note_attempt
from feedback.errors import CannotAsk
from feedback.links import REQUESTS, add_token
from feedback.typed_codes import add_code
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

SHORTEST_LIFE = timedelta(days=5)  # a letter is on its way for some days, and lies for some
SENT, HANDED_OVER = "sent", "handed_over"
MOST_LINES, LONGEST_LINE = 6, 45
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
def letter_for(db: Database, actor: Actor, request_id: int, outcome: str = SENT) -> Letter:
    """Make what a letter needs and note the attempt; the paper itself is set after the transaction.

    Each letter has its own link and code, so printing it again leaves the first one good.
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
    token, code = add_token(db, request), add_code(db, request)
    note_attempt(db, actor, request["child"], request_id, "letter", outcome)
    audit.record(db, actor, "letter.made", child=request["child"], request=request_id, outcome=outcome)
    return Letter(request_id, request["language"], request["audience"], token, code, db.now, until)


def address_lines(typed: str) -> Sequence[str]:
    """The name and address for the envelope's window; they are printed and kept nowhere."""
    lines = [" ".join(_UNSEEN.sub(" ", line).split()) for line in typed.splitlines()]
    lines = [line for line in lines if line]
    if not 0 < len(lines) <= MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        raise Unacceptable(
            f"Write the name and address on one to {MOST_LINES} lines of up to {LONGEST_LINE} letters each."
        )
    return lines

"""Letters: a request put on paper, with a link to scan and a code to type that were made for it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.asking.overriding import kept_reason, overridden_by
from feedback.voices import requests
from feedback.voices.answers_back import Told
from feedback.voices.attempts import note_attempt
from feedback.voices.codes import HANDED_OVER, PRINTED, SENT
from feedback.voices.errors import CannotAsk
from feedback.voices.links import keep_token, new_token
from feedback.voices.requests import OPEN, Request, child_of, tells
from feedback.voices.typed_codes import keep_code, new_code
from language.visible import one_line
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

SHORTEST_LIFE = timedelta(days=5)  # a letter is on its way for some days, and lies for some
MOST_LINES, LONGEST_LINE = 6, 45
_TO_NOBODY = Obstacle(
    "no_contact", "The request does not say whom it is for, so nobody knows if a letter is safe.", True
)


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
    told: Told | None = None  # what came of their words, where the letter tells that


@needs(Permission.ASK_FOR_FEEDBACK)
def draft_letter(db: Database, actor: Actor, request_id: int, outcome: str = SENT, override: str = "") -> Letter:
    """What the paper will say, to be set outside the transaction. Nothing is kept: its code opens nothing yet.

    What stands in the way now stops it, whatever stood there when the request was made (BR-66).
    """
    request, _ = _checked(db, actor, request_id, outcome, override)
    until = datetime.fromisoformat(request["expires"])
    about = (request_id, request["language"], request["audience"], new_token(), new_code(), db.now, until)
    return Letter(*about, request.get("told"))


@needs(Permission.ASK_FOR_FEEDBACK)
def keep_letter(db: Database, actor: Actor, letter: Letter, outcome: str = SENT, override: str = "") -> int:
    """The paper exists: from now on its link and code open the conversation, and it is noted as printed.

    Each letter has its own, so printing it again leaves the first one good. `outcome` is what the worker means to do
    with it; that it was done is for them to say (`hand_over`). Returns the number of the attempt.
    """
    request, overridden = _checked(db, actor, letter.request, outcome, override)
    keep_token(db, request, letter.token)
    keep_code(db, request, letter.code)
    child = request["child"]
    attempt = note_attempt(db, actor, child, letter.request, "letter", PRINTED, becomes=outcome)
    audit.record(db, actor, "letter.made", child=child, request=letter.request, outcome=outcome)
    if overridden:
        about = {"request": letter.request, "obstacles": overridden, "reason": kept_reason(override)}
        audit.record(db, actor, "letter.made_all_the_same", child=child, **about)
    return attempt


def _checked(db: Database, actor: Actor, request_id: int, outcome: str, override: str) -> tuple[Request, Sequence[str]]:
    """The request, and the codes of the obstacles that the reason overrides."""
    request = requests.by_id(db, request_id)
    if request is None or request["child"] is None:
        raise NotFound
    child_for(db, actor, request["child"])
    if outcome not in (SENT, HANDED_OVER):
        raise CannotAsk("Choose whether the letter is sent or handed over.")
    if request["state"] != OPEN or datetime.fromisoformat(request["expires"]) - db.now < SHORTEST_LIFE:
        raise CannotAsk("This request is closed, or will be before a letter gets there. Ask again.")
    return request, _check_the_way(db, request, outcome, override)


def _check_the_way(db: Database, request: Request, outcome: str, override: str) -> list[str]:
    """The codes of the obstacles that the reason overrides; a letter handed over in person is seen by nobody else."""
    way = "letter" if outcome == SENT else "in_person"
    about = (child_of(request), request["contact"], way, request["audience"])
    found = obstacles(db, *about, db.now, besides=number_of(request), asked_before=not tells(request))
    if outcome == SENT and request["contact"] is None:
        found = (*found, _TO_NOBODY)
    return overridden_by(override, found)


def address_lines(typed: str) -> Sequence[str]:
    """The name and address for the envelope's window; they are printed and kept nowhere."""
    lines = [line for line in map(one_line, typed.splitlines()) if line]
    if not 0 < len(lines) <= MOST_LINES:
        raise Unacceptable(f"Write the name and address on one to {MOST_LINES} lines.")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise Unacceptable(
                f"Line {number}, “{line[:20]}…”, has {len(line)} letters. The window shows {LONGEST_LINE}: "
                "write the name and address in shorter lines."
            )
    return lines

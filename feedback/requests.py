"""Requests: a worker asks somebody for their views after a touchpoint."""

from dataclasses import dataclass
from datetime import timedelta

from tinydb import where

from feedback.attempts import note_attempt
from feedback.codes import AUDIENCES, CHANNELS, OFFERED_CHANNELS, TOUCHPOINTS
from feedback.errors import CannotAsk
from feedback.kept_forms import keep
from feedback.links import REQUESTS, new_token
from forms.schema import Form
from language.registry import LANGUAGES
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document

LINK_LIFE = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """A request that was made. The token is told this once and is not kept."""

    request: int
    token: str


@needs(Permission.ASK_FOR_FEEDBACK)
def ask(
    db: Database,
    actor: Actor,
    *,
    child: str,
    touchpoint: str,
    audience: str,
    language: str,
    channel: str,
    form: Form | None,
    contact: int | None = None,
    override: str = "",
) -> Asked:
    """Ask somebody for their views; `CannotAsk` says in words what is in the way. The link lives 30 days."""
    child_for(db, actor, child)
    _check(touchpoint, audience, language, channel)
    if form is None:
        raise CannotAsk(
            f"There are no questions for {AUDIENCES[audience].lower()} after this: {TOUCHPOINTS[touchpoint].lower()}. "
            "Choose who else can be asked."
        )
    token = new_token()
    request_id = db.table(REQUESTS).insert(
        {
            "child": child,
            "touchpoint": touchpoint,
            "audience": audience,
            "language": language,
            "channel": channel,
            "form": form.id,
            "form_version": form.version,
            "fingerprint": keep(db, form),
            "contact": contact,
            "keys": [db.keyed_hash(token)],
            "made": db.now.isoformat(),
            "expires": (db.now + LINK_LIFE).isoformat(),
            "state": "open",
            "by": actor.id,
        }
    )
    note_attempt(db, actor, child, request_id, channel, "shown" if channel == "qr" else "handed_over")
    audit.record(db, actor, "feedback.asked", child=child, request=request_id, channel=channel)
    return Asked(request_id, token)


@needs(Permission.ASK_FOR_FEEDBACK)
def revoke(db: Database, actor: Actor, request_id: int) -> None:
    """Close a link that has not been finished; from then on it opens the neutral page. What was said stays."""
    request = db.table(REQUESTS).get(doc_id=request_id)
    if request is None:
        raise NotFound
    child_for(db, actor, request["child"])
    if request["state"] != "open":
        return
    db.table(REQUESTS).replace(request_id, {"state": "revoked"})
    db.announce(f"child:{request['child']}")
    audit.record(db, actor, "feedback.revoked", child=request["child"], request=request_id)


@needs(Permission.SEE_CHILDREN)
def requests_for(db: Database, actor: Actor, child: str) -> list[Document]:
    """What was asked about this child, the newest first."""
    child_for(db, actor, child)
    return db.table(REQUESTS).page(where("child") == child, by="made", newest_first=True)


def _check(touchpoint: str, audience: str, language: str, channel: str) -> None:
    if touchpoint not in TOUCHPOINTS:
        raise CannotAsk(f"“{touchpoint}” is not a touchpoint. Choose one of: {', '.join(TOUCHPOINTS)}.")
    if audience not in AUDIENCES:
        raise CannotAsk(f"“{audience}” is not an audience. Choose one of: {', '.join(AUDIENCES)}.")
    if language not in LANGUAGES:
        raise CannotAsk(f"There is no language “{language}” here. Choose one of: {', '.join(LANGUAGES)}.")
    if channel not in CHANNELS or channel not in OFFERED_CHANNELS:
        raise CannotAsk(f"“{channel}” is not a channel that works. Choose one of: {', '.join(OFFERED_CHANNELS)}.")

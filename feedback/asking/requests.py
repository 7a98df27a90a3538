"""Requests: a worker asks somebody for their views after a touchpoint."""

from dataclasses import dataclass
from datetime import timedelta

from feedback.asking.obstacles import obstacles
from feedback.asking.overriding import kept_reason, overridden_by
from feedback.voices import requests
from feedback.voices.attempts import note_attempt
from feedback.voices.codes import CHANNELS, MADE
from feedback.voices.errors import CannotAsk
from feedback.voices.form_versions import keep_version
from feedback.voices.links import new_token
from feedback.voices.requests import OPEN, REVOKED, Request
from forms.schema import Form
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.registry import LANGUAGES
from people import audit, contacts
from people.actor import Actor
from people.children import ASKED, note_day
from people.children import child as child_for
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.store import Database

LINK_LIFE = timedelta(days=30)
# These exist at once, and somebody says when they are handed over; a text, a letter or a call is noted when it goes.
MADE_AT_ONCE = frozenset({"link", "qr", "in_person"})


@dataclass(frozen=True)
class NewRequest:
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
) -> NewRequest:
    """Ask somebody for their views; `CannotAsk` says in words what is in the way. The link lives 30 days.

    What is in the way and can be overridden needs a reason in `override`, which goes to the audit trail (BR-66).
    """
    child_for(db, actor, child)
    return make_request(
        db,
        actor,
        child=child,
        touchpoint=touchpoint,
        audience=audience,
        language=language,
        channel=channel,
        form=form,
        contact=contact,
        override=override,
    )


def make_request(
    db: Database,
    who: Actor | str,
    *,
    child: str,
    touchpoint: str,
    audience: str,
    language: str,
    channel: str,
    form: Form | None,
    contact: int | None = None,
    override: str = "",
    proposal: str | None = None,
) -> NewRequest:
    """What `ask` does, for verbs that have checked who asks; `proposal` is what nobody pressed, asked by itself."""
    _check(touchpoint, audience, language, channel)
    if form is None:
        raise CannotAsk(
            f"There are no questions for {AUDIENCES[audience].lower()} after this: {TOUCHPOINTS[touchpoint].lower()}. "
            "Choose who else can be asked."
        )
    overridden = _check_the_way(db, child, contact, channel, audience, override)
    token = new_token()
    asked = new_request(
        db,
        who,
        token,
        form,
        child=child,
        touchpoint=touchpoint,
        audience=audience,
        language=language,
        channel=channel,
        contact=contact,
    )
    if proposal is not None:
        asked["by_itself"] = proposal
    request_id = keep_request(db, who, asked)
    note_day(db, child, ASKED, london_day(db.now))
    audit.record(db, who, "feedback.asked", child=child, request=request_id, channel=channel)
    if overridden:
        about = {"request": request_id, "obstacles": overridden, "reason": kept_reason(override)}
        audit.record(db, who, "feedback.asked_all_the_same", child=child, **about)
    return NewRequest(request_id, token)


def new_request(
    db: Database,
    who: Actor | str,
    token: str,
    form: Form,
    *,
    child: str,
    touchpoint: str,
    audience: str,
    language: str,
    channel: str,
    contact: int | None,
) -> Request:
    """A request as it is kept, for verbs that have checked who asks; the token opens it for 30 days."""
    return {
        "child": child,
        "touchpoint": touchpoint,
        "audience": audience,
        "language": language,
        "channel": channel,
        "form": form.id,
        "form_version": form.version,
        "fingerprint": keep_version(db, form),
        "contact": contact,
        "keys": [db.keyed_hash(token)],
        "shown_key": db.keyed_hash(token),
        "made": db.now.isoformat(),
        "expires": (db.now + LINK_LIFE).isoformat(),
        "state": OPEN,
        "by": who.id if isinstance(who, Actor) else None,
    }


def keep_request(db: Database, who: Actor | str, asked: Request) -> int:
    """Keep it, and what exists at once with it; returns its number. For verbs that have checked who asks."""
    request_id = requests.add(db, asked)
    if asked["channel"] == "phone":
        db.announce("calls")
    if asked["channel"] in MADE_AT_ONCE:
        note_attempt(db, who, asked["child"], request_id, asked["channel"], MADE)
    return request_id


@needs(Permission.ASK_FOR_FEEDBACK)
def revoke(db: Database, actor: Actor, request_id: int) -> None:
    """Close a link that has not been finished; from then on it opens the neutral page. What was said stays."""
    request = requests.by_id(db, request_id)
    if request is None or request["child"] is None:
        raise NotFound
    child_for(db, actor, request["child"])
    if request["state"] != OPEN:
        return
    requests.change(db, request, state=REVOKED)
    db.announce("calls")
    db.announce(f"child:{request['child']}")
    audit.record(db, actor, "feedback.revoked", child=request["child"], request=request_id)


@needs(Permission.SEE_CHILDREN)
def requests_for(db: Database, actor: Actor, child: str) -> list[Request]:
    """What was asked about this child, the newest first."""
    child_for(db, actor, child)
    return requests.by_child_newest_first(db, child)


def _check_the_way(
    db: Database, child: str, contact: int | None, channel: str, audience: str, override: str
) -> list[str]:
    """The codes of the obstacles that the reason overrides; `CannotAsk` where there is none, or it is not enough."""
    person = contacts.by_id(db, contact) if contact is not None else None
    if contact is not None and (person is None or person["child"] != child):
        raise CannotAsk("Choose one of the people around this child.")
    return overridden_by(override, obstacles(db, child, contact, channel, audience, db.now))


def _check(touchpoint: str, audience: str, language: str, channel: str) -> None:
    if touchpoint not in TOUCHPOINTS:
        raise CannotAsk(f"“{touchpoint}” is not a touchpoint. Choose one of: {', '.join(TOUCHPOINTS)}.")
    if audience not in AUDIENCES:
        raise CannotAsk(f"“{audience}” is not an audience. Choose one of: {', '.join(AUDIENCES)}.")
    if language not in LANGUAGES:
        raise CannotAsk(f"There is no language “{language}” here. Choose one of: {', '.join(LANGUAGES)}.")
    if channel not in CHANNELS:
        raise CannotAsk(f"“{channel}” is not a channel. Choose one of: {', '.join(CHANNELS)}.")

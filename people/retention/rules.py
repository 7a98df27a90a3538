"""How long each sort of thing is kept and why: as the program proposes it, until the authority decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import member
from storage.kinds import Kind
from storage.store import Database

RULES = Kind("retention_rules", indexed=("rule",), lasting=True)
TOPIC = "retention"
MOST = 36_500  # days
LONGEST_REASON = 1_000  # characters
TEXTS_SENT, TEXTS_RECEIVED, MAILS, SESSIONS = "texts_sent", "texts_received", "mails", "sessions"
VOICES = "voices"
NOTICE = "notice"


class NoReason(Unacceptable):
    """It is the reason that has to be written, or written shorter."""


@dataclass(frozen=True)
class Proposal:
    """A rule as the program proposes it. `days` and `least` are days; nobody can set fewer than `least`."""

    title: str
    counted_from: str
    days: int
    least: int
    why: str


PROPOSALS: Mapping[str, Proposal] = {
    NOTICE: Proposal(
        "The list of what will go",
        "the night on which a thing is put on the list",
        14,
        7,
        "Two weeks are time to notice something that ought to stay, also for somebody who is on leave.",
    ),
    VOICES: Proposal(
        "What families said",
        "the moment of the last answer in a conversation",
        2_192,
        365,
        "Six years after the last answer: many claims have to be brought within them, and what families said"
        " can be compared from one year to the next. The child’s own case file is kept by its own rule elsewhere. Your"
        " authority has to decide this one with its data protection officer.",
    ),
    TEXTS_SENT: Proposal(
        "Texts to families",
        "the moment the text was made",
        730,
        90,
        "What was asked and tried stays on record without them. A complaint is normally made within a year and may take"
        " months to answer; until then the exact words of a text can be asked for.",
    ),
    TEXTS_RECEIVED: Proposal(
        "Texts from families",
        "the moment the text came",
        730,
        90,
        "An answer in a text stands in the conversation too. The text as it came shows, for the time of a complaint,"
        " that nothing was left out.",
    ),
    MAILS: Proposal(
        "Mails to staff",
        "the moment the mail was made",
        365,
        90,
        "They name no child and say only that something waits. A year shows that reminders were sent.",
    ),
    SESSIONS: Proposal(
        "Sign-ins",
        "the moment the person signed in",
        180,
        30,
        "Half a year is enough to look into a sign-in that nobody recognises. The audit trail keeps that it was.",
    ),
}


class RuleChange(TypedDict):
    """One decision about how long a sort of thing is kept."""

    rule: str
    days: int
    why: str
    by: int
    by_name: str
    at: str


@dataclass(frozen=True)
class Rule:
    """A rule as it stands; `changes` are the decisions so far, the newest first."""

    key: str
    proposal: Proposal
    days: int
    why: str
    changes: list[RuleChange]


def days_of(db: Database, rule: str) -> int:
    """How many days a sort of thing is kept, or a list stands."""
    return rule_of(db, rule).days


def rule_of(db: Database, key: str) -> Rule:
    """One rule as it stands."""
    changes = cast("list[RuleChange]", db.table(RULES).search(where("rule") == key))[::-1]
    proposal = PROPOSALS[key]
    if not changes:
        return Rule(key, proposal, proposal.days, proposal.why, [])
    return Rule(key, proposal, changes[0]["days"], changes[0]["why"], changes)


@needs(Permission.DECIDE_RETENTION)
def rules(db: Database, _: Actor) -> list[Rule]:
    """Every rule as it stands."""
    return [rule_of(db, key) for key in PROPOSALS]


@needs(Permission.DECIDE_RETENTION)
def change_rule(db: Database, actor: Actor, key: str, days: str, why: str) -> None:
    """Decide how many days something is kept, and say why. Audited; `Unacceptable` says what is wrong."""
    if key not in PROPOSALS:
        raise Unacceptable("There is no such rule.")
    kept, reason = checked_days(PROPOSALS[key], days), why.strip()
    if not reason:
        raise NoReason("Write why, so that others can follow the decision.")
    if len(reason) > LONGEST_REASON:
        raise NoReason(f"Use {LONGEST_REASON:,} characters or fewer for the reason.")
    before = days_of(db, key)
    person = member(db, actor.id)
    change: RuleChange = {
        "rule": key,
        "days": kept,
        "why": reason,
        "by": actor.id,
        "by_name": person["name"] if person else "",
        "at": db.now.isoformat(),
    }
    number = db.table(RULES).insert(change)
    audit.record(db, actor, "retention.rule_changed", rule=key, days=kept, before=before, change=number)
    db.announce(TOPIC)


def checked_days(proposal: Proposal, text: str) -> int:
    """The number of days that was typed. `Unacceptable` for what is none, or out of bounds."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 6:
        raise Unacceptable("Write a whole number of days, such as 365.")
    if int(typed) < proposal.least:
        raise Unacceptable(f"Write {proposal.least} or more: fewer would take away what is still in use.")
    if int(typed) > MOST:
        raise Unacceptable(f"Write {MOST:,} days or fewer.")
    return int(typed)

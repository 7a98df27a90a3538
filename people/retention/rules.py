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
VOICES, RECORDINGS, REQUESTS, ATTEMPTS = "voices", "recordings", "requests", "attempts"
CONCERNS, REVIEWS, DISCUSSIONS, ITEMS = "concerns", "reviews", "discussions", "items"
NOTICE, DRAFTS, TRAIL = "notice", "drafts", "trail"
OF_FAMILIES = (
    VOICES,
    RECORDINGS,
    REQUESTS,
    ATTEMPTS,
    TEXTS_SENT,
    TEXTS_RECEIVED,
    CONCERNS,
    REVIEWS,
    DISCUSSIONS,
    ITEMS,
)  # of what is held about them: what somebody who asks is told (UK GDPR, article 15(1)(d))
SIX_YEARS, SEVEN_YEARS, SEVENTY_FIVE_YEARS = 2_192, 2_557, 27_394  # days


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
        SIX_YEARS,
        365,
        "Six years after the last answer: many claims have to be brought within them, and what families said"
        " can be compared from one year to the next. The child’s own case file is kept by its own rule elsewhere. Your"
        " authority has to decide this one with its data protection officer.",
    ),
    RECORDINGS: Proposal(
        "Drawings and voice notes",
        "the moment the drawing or the voice note came",
        730,
        90,
        "A voice or a drawing tells more of a child than is needed once somebody has written down what it says. The"
        " written words stay as long as what families said; what nobody has written down stays until somebody has."
        " Two years leave time to listen again for a complaint.",
    ),
    REQUESTS: Proposal(
        "What families were asked",
        "the moment somebody asked",
        SIX_YEARS,
        730,
        "As long as what families said: who was asked belongs to what was answered, and stays while it is there. That"
        " a family was asked, when and by which way stays for the figures; whom, and what they were told, goes.",
    ),
    ATTEMPTS: Proposal(
        "Notes on tries to reach families",
        "the moment of the try",
        SIX_YEARS,
        730,
        "A review looks back six months, and a complaint a few years, to see whether enough was tried. The note goes;"
        " that it was tried, when, by which way and what came of it stays.",
    ),
    CONCERNS: Proposal(
        "Concerns about a child",
        "the last thing that was done about it",
        SEVENTY_FIVE_YEARS,
        SIX_YEARS,
        "It shows what was done when somebody feared for a child, and people ask for that decades later: the"
        " Independent Inquiry into Child Sexual Abuse recommended 75 years for such records. Your authority may decide"
        " for less where the child’s case file holds it too. What was written goes; that it was raised, and when it was"
        " acknowledged and acted on, stays.",
    ),
    REVIEWS: Proposal(
        "Reviews",
        "the day on which the review ended",
        SIX_YEARS,
        730,
        "Six years let a review be compared with the next ones and cover most claims. What was written goes, with every"
        " version, the Head’s and the panel’s words and the quotations; the grades, the days and who gave them stay."
        " A review stays while one of its recommendations is open.",
    ),
    DISCUSSIONS: Proposal(
        "Discussions with workers and managers",
        "the day of the discussion",
        SIX_YEARS,
        730,
        "They were held for a review and are kept as long as one. What was said goes; that they talked stays.",
    ),
    ITEMS: Proposal(
        "Recommendations in the tracker",
        "the day on which the recommendation was closed",
        SIX_YEARS,
        730,
        "As long as the reviews they come from. What was to be done and what changed goes, with every line and from the"
        " minutes; its level, theme, days and effect stay for the figures. What was released as “You said, we did”"
        " stays. One that is still owed to a family as an answer stays too.",
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
    DRAFTS: Proposal(
        "Drafts of staff",
        "the moment somebody last typed in the form",
        14,
        7,
        "A draft is seen by its writer alone and is no record of anything: it only saves typing after a lost connection"
        " or a leave. Nobody else could look for it, so a hold does not reach it.",
    ),
    TRAIL: Proposal(
        "The audit trail",
        "the moment of the entry",
        SEVEN_YEARS,
        730,
        "A year longer than what it tells of. An entry about words that are still here, about a child of whom something"
        " is held or open, or about what was erased stays. Of the others what they tell goes; each keeps its number and"
        " its seal, and a sealed entry says which were ended, so that the chain can still be checked to its beginning.",
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

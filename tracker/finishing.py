"""How an item ends: its owner says done, somebody else what came of it; it moves, or is not needed (BR-52, 53)."""

import secrets
from dataclasses import dataclass

from people import audit
from people.actor import Actor
from people.errors import NotAllowed, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items, lines
from tracker.access import check_in_sight, item_to_decide, item_to_update
from tracker.adding import feed, owner_name
from tracker.checked_words import LONGEST_LINE, a_day, said, short
from tracker.items import Item, Judgement, Move, Wish
from tracker.lines import write_line
from tracker.states import DONE, EFFECTIVE, MOVED, NOT_EFFECTIVE, NOT_NEEDED, OPEN, PLANS, SERVICE, STATES, TO_JUDGE

CANNOT_SAY = "cannot_say"
EFFECTS = {EFFECTIVE: "Effective", NOT_EFFECTIVE: "Not effective", CANNOT_SAY: "Cannot say yet"}


@dataclass(frozen=True)
class FollowUp:
    """What is to be done instead of what did not work."""

    action: str = ""
    owner: int = 0
    due: str = ""


@needs(Permission.UPDATE_TRACKER)
def say_done(db: Database, actor: Actor, number: int, day: str, words: str, meeting: int = 0) -> None:
    """The owner, or who answers for it, says that it is done, and on which day; that says nothing of its effect."""
    found = item_to_update(db, actor, number)
    if found["state"] == DONE:
        return
    if found["state"] != OPEN:
        raise Unacceptable(f"It is {STATES[found['state']].lower()} already. Nothing was changed.")
    on = a_day(day, "Give the day on which it was done.")
    if on > london_day(db.now):
        raise Unacceptable("This day has not come yet. Give the day on which it was done.")
    text = said(words, "Write what was done.")
    after = items.change(
        db,
        found,
        state=DONE,
        done={"day": on.isoformat(), "words": text, "by": actor.id, "by_name": actor.name, "at": db.now.isoformat()},
    )
    write_line(db, actor, after, lines.DONE, text, day=on.isoformat(), meeting=meeting)
    audit.record(db, actor, "tracker.done", child=found["child"], item=number)


@needs(Permission.MANAGE_TRACKER)
def judge(
    db: Database,
    actor: Actor,
    number: int,
    effect: str,
    impact: str,
    evidence: str,
    *,
    again: str = "",
    follow_up: FollowUp | None = None,
    meeting: int = 0,
) -> int | None:
    """Say whether it worked, with what changed for the child or children and what shows it; never the owner.

    What cannot be said yet is looked at `again` on a day; of what was not effective a follow-up is born, whose number
    is returned.
    """
    found = _to_judge(db, actor, number)
    if effect not in EFFECTS:
        raise Unacceptable("Choose whether it was effective.")
    look = a_day(again, "Give the day on which to look again.") if effect == CANNOT_SAY else None
    if look is not None and look <= london_day(db.now):
        raise Unacceptable("Give a day to come on which to look again.")
    judged: Judgement = {
        "effect": effect,
        "impact": said(impact, _ASKS_IMPACT[effect]),
        "evidence": said(evidence, "Write what shows it: records looked at, what families said, figures."),
        "again": look.isoformat() if look else "",
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    words = f"{EFFECTS[effect]}. {judged['impact']} Shown by: {judged['evidence']}"
    if effect == CANNOT_SAY:
        after = items.change(db, found, judgement=judged)
    else:
        after = items.change(db, found, judgement=judged, state=effect, closed=london_day(db.now).isoformat())
    write_line(db, actor, after, lines.JUDGED, words, day=judged["again"], meeting=meeting)
    audit.record(db, actor, f"tracker.{effect}", child=found["child"], item=number)
    return _follow(db, actor, after, follow_up or FollowUp()) if effect == NOT_EFFECTIVE else None


@needs(Permission.MANAGE_TRACKER)
def move(db: Database, actor: Actor, number: int, plan: str, owner: str, day: str, meeting: int = 0) -> None:
    """An item of the service goes on in a plan, with an owner and a day; it stays in sight (BR-53)."""
    found = item_to_update(db, actor, number)
    if found["state"] == MOVED:
        return
    check_in_sight(found)
    if found["level"] != SERVICE:
        raise Unacceptable("Only an item of the service moves to a plan. A child’s stays here.")
    if plan not in PLANS:
        raise Unacceptable("Choose the plan.")
    keeper = said(owner, "Write who owns it in the plan.", LONGEST_LINE)
    on = a_day(day, "Give the day by which the plan has it done.").isoformat()
    moved: Move = {
        "plan": plan,
        "owner": keeper,
        "day": on,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    after = items.change(db, found, state=MOVED, moved=moved)
    write_line(db, actor, after, lines.MOVED, f"{PLANS[plan]}, {keeper}", day=on, meeting=meeting)
    audit.record(db, actor, "tracker.moved", child=found["child"], item=number, plan=plan)


@needs(Permission.UPDATE_TRACKER)
def ask_to_drop(db: Database, actor: Actor, number: int, reason: str, meeting: int = 0) -> None:
    """Say that it is no longer needed, and why; it ends when somebody else approves."""
    found = item_to_update(db, actor, number)
    check_in_sight(found)
    why = said(reason, "Write why it is no longer needed.")
    wish: Wish = {"day": "", "reason": why, "by": actor.id, "by_name": actor.name, "at": db.now.isoformat()}
    after = items.change(db, found, drop=wish)
    write_line(db, actor, after, lines.DROP_ASKED, why, meeting=meeting)
    audit.record(db, actor, "tracker.drop_asked", child=found["child"], item=number)


@needs(Permission.MANAGE_TRACKER)
def answer_drop(db: Database, actor: Actor, number: int, words: str, *, approved: bool, meeting: int = 0) -> None:
    """Approve that it is no longer needed, or say why it still is; never who asked, nor the owner."""
    found = item_to_decide(db, actor, number)
    asked = found["drop"]
    if asked is None:
        raise Unacceptable("Nobody asks for this any more. Nothing was changed.")
    if asked["by"] == actor.id:
        raise NotAllowed("drop")
    text = short(words) if approved else said(words, "Write why it is still needed.")
    if approved:
        closed = london_day(db.now).isoformat()
        after = items.change(db, found, drop=None, state=NOT_NEEDED, closed=closed)
        write_line(db, actor, after, lines.DROPPED, f"{asked['by_name']}: {asked['reason']}", meeting=meeting)
    else:
        write_line(db, actor, items.change(db, found, drop=None), lines.DROP_REFUSED, text, meeting=meeting)
    audit.record(db, actor, "tracker.drop_answered", child=found["child"], item=number, approved=approved)


_ASKS_IMPACT = {
    EFFECTIVE: "Write what changed for the child or the children.",
    NOT_EFFECTIVE: "Write what did not change for the child or the children.",
    CANNOT_SAY: "Write what is known so far, and why it is not enough.",
}


def _to_judge(db: Database, actor: Actor, number: int) -> Item:
    found = item_to_decide(db, actor, number)
    if found["state"] not in TO_JUDGE:
        early = found["state"] == OPEN
        raise Unacceptable(
            "It is not done yet: first somebody says that it is." if early else "Somebody has said this already."
        )
    if found["done"] is not None and found["done"]["by"] == actor.id:
        raise Unacceptable("You said that it is done. Somebody else says whether it worked.")
    return found


def _follow(db: Database, actor: Actor, found: Item, wanted: FollowUp) -> int:
    """The item that takes the place of what did not work, in its words where none are given."""
    due = a_day(wanted.due, "Give the day by which the follow-up has to be done.")
    if due < london_day(db.now):
        raise Unacceptable("The day of the follow-up has passed. Give a day to come.")
    owner = wanted.owner or found["owner"]
    new = feed(
        db,
        actor,
        {
            "level": found["level"],
            "child": found["child"],
            "action": said(wanted.action, "Write what is done instead."),
            "impact": found["impact"],
            "shown_by": found["shown_by"],
            "source": found["source"],
            "owner": owner,
            "owner_name": owner_name(db, owner),
            "team": found["team"],
            "due": due.isoformat(),
            "theme": found["theme"],
            "section": found["section"],
        },
        key=f"after {number_of(found)} {secrets.token_hex(4)}",
        voices=found["voices"],
        follows=number_of(found),
    )
    items.change(db, found, followed_by=new)
    return new

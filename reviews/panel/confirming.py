"""Confirming a review: the actions that arise, then its final grades and the recommendations that stand (BR-46, 47)."""

from people.actor import Actor
from people.errors import NotAllowed, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import REVIEWER, FinalGrade, keep_final
from reviews.grades import graded_parts
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda
from reviews.panel.agenda import CONFIRMED
from reviews.panel.discussed import Discussed, discussed_in, listed
from reviews.panel.meetings import tell
from reviews.panel.seats import is_quorate
from reviews.panel.sitting import going_on
from reviews.recommendations import Rows
from reviews.steps import take_step
from reviews.tracking import feed_tracker
from storage.store import Database

COLUMNS = ("action", "who", "by")
LONGEST_CELL = 1_000


@needs(Permission.SIT_ON_PANEL)
def add_action(db: Database, actor: Actor, number: int, review_id: int, action: str, who: str, by: str) -> None:
    """Note an action that arises from moderation: what, by whom, by when. Who leads writes it down."""
    item = _led(db, actor, number, review_id)
    agenda.change(db, item, actions=[*item["actions"], *_checked([{"action": action, "who": who, "by": by}])])
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def take_out_action(db: Database, actor: Actor, number: int, review_id: int, row: int) -> None:
    """Take an action out again, by its row from 1, before the review is confirmed."""
    item = _led(db, actor, number, review_id)
    agenda.change(db, item, actions=[one for at, one in enumerate(item["actions"], start=1) if at != row])
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def confirm(
    db: Database, actor: Actor, number: int, review_id: int, actions: Rows, rules: ModerationRules = PROPOSED
) -> None:
    """Make a review final as the panel settled it, not while a difference stands; `actions` come to those noted."""
    meeting = going_on(db, actor, number)
    seen = discussed_in(db, meeting, number, review_id, rules)
    if actor.id not in {meeting["driver"], seen.chair}:
        raise NotAllowed("confirm")
    if open_points := [one.part.number for one in seen.unsettled]:
        raise Unacceptable(f"The panel has not settled yet: section {', '.join(open_points)}.")
    if not is_quorate(meeting, meeting["present"], rules):
        raise Unacceptable(
            f"Fewer than {rules.quorum} members are here (a setting). Note who is here, or wait for more."
        )
    arising = [*seen.item["actions"], *_checked(actions)]
    if not take_step(db, actor, review_id, "confirm"):
        return
    keep_final(db, actor, review_id, number, _grades(seen), _standing(seen), arising)
    feed_tracker(db, actor, review_id)
    agenda.change(db, seen.item, state=CONFIRMED, actions=arising)
    tell(db, number)


def _led(db: Database, actor: Actor, number: int, review_id: int) -> agenda.AgendaItem:
    """The item of a review that is being discussed, for who leads."""
    if going_on(db, actor, number)["driver"] != actor.id:
        raise NotAllowed("actions")
    item, _ = listed(db, number, review_id)
    if item["state"] == CONFIRMED:
        raise Unacceptable("The panel has confirmed this review. Nothing was changed.")
    return item


def _checked(actions: Rows) -> Rows:
    rows = [{column: row.get(column, "").strip()[:LONGEST_CELL] for column in COLUMNS} for row in actions]
    if not all(all(row.values()) for row in rows):
        raise Unacceptable("Each action needs what is done, by whom, and by when.")
    return rows


def _grades(seen: Discussed) -> dict[str, FinalGrade]:
    """The reviewer's grade where nothing was settled, else what was."""
    final: dict[str, FinalGrade] = {}
    for part in graded_parts(seen.form):
        settled = seen.item["settled"].get(part.id)
        if settled is None:
            final[part.id] = {"grade": seen.grades.get(part.id, ""), "source": REVIEWER, "reason": "", "differed": []}
        else:
            final[part.id] = {
                "grade": settled["grade"],
                "source": settled["source"],
                "reason": settled["reason"],
                "differed": settled["differed"],
            }
    return final


def _standing(seen: Discussed) -> dict[str, Rows]:
    """The recommendations that the panel kept."""
    kept: dict[str, Rows] = {}
    for part, rows in seen.recommendations.items():
        settled = seen.item["settled"].get(part)
        removed = settled["removed"] if settled else []
        kept[part] = [row for number, row in enumerate(rows, start=1) if number not in removed]
    return kept

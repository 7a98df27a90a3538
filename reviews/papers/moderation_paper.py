"""The moderation record as Appendix 2 has it, of what a panel confirmed; its sections are numbered 10 to 19."""

from collections.abc import Iterator, Mapping

from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.field_words import NOT_RECORDED, day
from reviews.final_grades import SOURCES, FinalGrades, final_of
from reviews.grades import grade_words, overall_part
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel.agenda import Settled
from reviews.panel.differences import Point, number_in_template
from reviews.panel.discussed import Discussed, confirmed
from reviews.panel.meetings import meeting
from reviews.papers.fields import Action, Agreement, ModerationPaper
from reviews.reviews import review
from storage.store import Database

NOTHING = "No comments"


@needs(Permission.SEE_REVIEWS)
def moderation_paper(db: Database, actor: Actor, review_id: int, rules: ModerationRules = PROPOSED) -> ModerationPaper:
    """The panel's record of one review; `Unacceptable` before a panel has confirmed it."""
    found, final = review(db, actor, review_id), final_of(db, review_id)
    if final is None or final["meeting"] is None:
        raise Unacceptable("No panel has confirmed this review, so there is no moderation record of it.")
    seen = confirmed(db, actor, final["meeting"], review_id, rules)
    overall = overall_part(seen.form)
    of = {number_in_template(one.part): _agreement(seen, one, final) for one in seen.points}
    return {
        "marking": rules.marking,
        "made": f"{day(db.now.isoformat())} by {actor.name}",
        "child_name": seen.child["name"],
        "mosaic_id": seen.child["mosaic_id"] or NOT_RECORDED,
        "reviewer": seen.reviewer,
        "review_date": day(found.get("submitted") or found["review_date"]),
        "overall_grade": grade_words(seen.form, seen.grades.get(overall.id, "")) or NOT_RECORDED,
        "panel_date": day(meeting(db, final["meeting"])["on"]),
        "agree_overall": of[number_in_template(overall)]["agree"].partition(":")[0],
        "panel_grade": grade_words(seen.form, final["grades"][overall.id]["grade"]) or NOT_RECORDED,
        "section_10": of[10],
        "section_11": of[11],
        "section_12": of[12],
        "section_13": of[13],
        "section_14": of[14],
        "section_15": of[15],
        "section_16": of[16],
        "section_17": of[17],
        "section_18": of[18],
        "actions": [_action(row) for row in final["actions"]],
    }


def _agreement(seen: Discussed, point: Point, final: FinalGrades) -> Agreement:
    """Whether the panel agrees, and all that is kept of how it came to that (BR-46)."""
    settled = seen.item["settled"].get(point.part.id)
    comments = list(_comments(settled)) if settled else []
    if objection := seen.item["objections"].get(point.part.id):
        comments.append(f"The reviewer does not agree: {objection}")
    return {"agree": _agree(seen, point, final, settled), "comments": "\n".join(comments) or NOTHING}


def _agree(seen: Discussed, point: Point, final: FinalGrades, settled: Settled | None) -> str:
    if point.part.graded:
        grade = final["grades"][point.part.id]["grade"]
        return "Yes" if grade == point.given else f"No: {grade_words(seen.form, grade)}"
    if settled is None or settled["agree"]:
        return "Yes"
    return "In part" if settled["removed"] else "No"


def _comments(settled: Settled) -> Iterator[str]:
    if settled["comments"]:
        yield settled["comments"]
    if settled["removed"]:
        yield f"Taken out: recommendation {', '.join(str(one) for one in settled['removed'])}."
    if settled["differed"]:
        yield f"Seen otherwise: {'; '.join(settled['differed'])}."
    if settled["reason"]:
        yield f"{SOURCES[settled['source']].capitalize()}: {settled['reason']}"


def _action(row: Mapping[str, str]) -> Action:
    return {"action": row.get("action", ""), "who": row.get("who", ""), "by": row.get("by", "") or NOT_RECORDED}

"""The moderation record as Appendix 2 has it, of what a panel confirmed; its sections are numbered 10 to 19."""

from collections.abc import Iterator, Mapping

from feedback.voices.form_versions import form_version
from forms.schema import Form, Part
from people.actor import Actor
from people.children import by_ref
from people.children import name_of as child_name_of
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.final_grades import SOURCES, FinalGrades, final_of
from reviews.grades import grade_words, grades_in, overall_part
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel.agenda import Settled, item
from reviews.panel.meetings import meeting
from reviews.papers.fields import Action, Agreement, ModerationPaper
from reviews.papers.in_words import NOT_RECORDED, day
from reviews.reviews import Review, review
from reviews.versions import handed_in_version
from storage.store import Database

NUMBERS: Mapping[str, str] = {  # what Appendix 2 asks about each section of Appendix 1: by meaning (BR-45)
    "1": "10",
    "2": "11",
    "3": "12",
    "4": "13",
    "5": "14",
    "6": "15",
    "7": "16",
    "8": "17",
    "9": "18",
}
NOTHING = "No comments"


@needs(Permission.SEE_REVIEWS)
def moderation_paper(db: Database, actor: Actor, review_id: int, rules: ModerationRules = PROPOSED) -> ModerationPaper:
    """The panel's record of one review; `Unacceptable` before a panel has confirmed it."""
    found, final = review(db, actor, review_id), final_of(db, review_id)
    if final is None or final["meeting"] is None:
        raise Unacceptable("No panel has confirmed this review, so there is no moderation record of it.")
    form = form_version(db, found["fingerprint"])
    given = grades_in(form, handed_in_version(db, actor, found)["values"])
    discussed = item(db, final["meeting"], review_id)
    settled = discussed["settled"] if discussed else {}
    objections = discussed["objections"] if discussed else {}
    overall = overall_part(form)
    of = {
        NUMBERS[part.id]: _agreement(form, part, given, final, settled.get(part.id), objections.get(part.id, ""))
        for part in form.parts
        if part.id in NUMBERS
    }
    return {
        "marking": rules.marking,
        "made": f"{day(db.now.isoformat())} by {actor.name}",
        "child_name": child_name_of(db, found["child"]),
        "mosaic_id": _mosaic_id(db, found),
        "reviewer": name_of(db, found["reviewer"]),
        "review_date": day(found.get("submitted") or found["review_date"]),
        "overall_grade": grade_words(form, given.get(overall.id, "")) or NOT_RECORDED,
        "panel_date": day(meeting(db, final["meeting"])["on"]),
        "agree_overall": of[NUMBERS[overall.id]]["agree"].partition(":")[0],
        "panel_grade": grade_words(form, final["grades"][overall.id]["grade"]) or NOT_RECORDED,
        "section_10": of["10"],
        "section_11": of["11"],
        "section_12": of["12"],
        "section_13": of["13"],
        "section_14": of["14"],
        "section_15": of["15"],
        "section_16": of["16"],
        "section_17": of["17"],
        "section_18": of["18"],
        "actions": [_action(row) for row in final["actions"]],
    }


def _agreement(
    form: Form, part: Part, given: Mapping[str, str], final: FinalGrades, settled: Settled | None, objection: str
) -> Agreement:
    """Whether the panel agrees, and all that is kept of how it came to that (BR-46)."""
    comments = list(_comments(settled)) if settled else []
    if objection:
        comments.append(f"The reviewer does not agree: {objection}")
    return {"agree": _agree(form, part, given, final, settled), "comments": "\n".join(comments) or NOTHING}


def _agree(form: Form, part: Part, given: Mapping[str, str], final: FinalGrades, settled: Settled | None) -> str:
    if part.graded:
        grade = final["grades"][part.id]["grade"]
        return "Yes" if grade == given.get(part.id) else f"No: {grade_words(form, grade)}"
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


def _mosaic_id(db: Database, found: Review) -> str:
    child = by_ref(db, found["child"])
    return (child["mosaic_id"] if child else "") or NOT_RECORDED

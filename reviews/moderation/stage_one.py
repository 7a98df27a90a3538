"""Stage 1: the four checks beside the review, comments by section; pass or return (BR-40)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people.actor import Actor
from people.errors import NotAllowed, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.entries import entries
from reviews.final_grades import REVIEWER, FinalGrade, keep_final
from reviews.grades import checked_grade, grade_words, grades_in, overall_part
from reviews.moderation.listing import why_listed
from reviews.moderation.records import CHECKS, PASSED, RETURNED, Moderation, keep_moderation, last_of, of_review
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.moderators import moderates
from reviews.recommendations import recommendations_in
from reviews.reviews import Review, review
from reviews.states import BEING_WRITTEN, STEPS
from reviews.steps import check_can, take_step
from reviews.versions import FieldChange, ReviewVersion, changes, handed_in_version, versions
from storage.store import Database

LONGEST_COMMENT = 5_000


@dataclass(frozen=True)
class Looked:
    """What the Head has filled in beside a review."""

    checks: Collection[str]
    comments: Mapping[str, str]
    words: str = ""
    grade: str = ""


@needs(Permission.MODERATE_REVIEWS)
def pass_review(db: Database, actor: Actor, review_id: int, looked: Looked, rules: ModerationRules = PROPOSED) -> str:
    """Pass it; returns why the rule lists it for the panel, empty for not at all.

    All four checks must be ticked, and the Head's own view of the overall grade given; one that differs needs words.
    """
    found, form, latest = _opened(db, actor, review_id, "pass")
    if lacking := [words for code, words in CHECKS.items() if code not in looked.checks]:
        raise Unacceptable(f"To pass it, check also: {'; '.join(lacking)}. Or return it.")
    grade = checked_grade(form, looked.grade, "Choose the grade that you would give the practice overall.")
    given = grades_in(form, latest["values"]).get(overall_part(form).id, "")
    if grade != given and not looked.words.strip():
        raise Unacceptable(f"The reviewer’s grade is {grade_words(form, given)}. Write why yours differs.")
    group, why = why_listed(db, rules, reviewer_grade=given, head_grade=grade)
    if take_step(db, actor, review_id, "pass", note=looked.words.strip()):
        keep_moderation(db, _kept(db, actor, found, latest, looked, PASSED, grade, group, why))
    return why


@needs(Permission.MODERATE_REVIEWS)
def return_review(db: Database, actor: Actor, review_id: int, looked: Looked) -> None:
    """Give it back to its reviewer, saying what and why; the version that was handed in is kept."""
    found, _, latest = _opened(db, actor, review_id, "return")
    if not any(words.strip() for words in (looked.words, *looked.comments.values())):
        raise Unacceptable("Write what the reviewer should change, and why: on the whole, or beside a section.")
    if take_step(db, actor, review_id, "return", note=looked.words.strip()):
        keep_moderation(db, _kept(db, actor, found, latest, looked, RETURNED))


@needs(Permission.MODERATE_REVIEWS)
def finalise(db: Database, actor: Actor, review_id: int) -> None:
    """Make a passed review final without a panel: the reviewer's grades stand, and the Head agrees with them."""
    found = review(db, actor, review_id)
    form = form_version(db, found["fingerprint"])
    last, values = last_of(db, review_id), handed_in_version(db, actor, found)["values"]
    grades = grades_in(form, values)
    if last and last["outcome"] == PASSED and last["grade"] != grades.get(overall_part(form).id):
        raise Unacceptable("You and the reviewer differ on the overall grade. List it for the panel.")
    if not take_step(db, actor, review_id, "finalise"):
        return
    final = {part: FinalGrade(grade=code, source=REVIEWER, reason="", differed=[]) for part, code in grades.items()}
    keep_final(db, actor, review_id, None, final, recommendations_in(form, values))


@dataclass(frozen=True)
class StageOne:
    """What stage 1 shows to one person."""

    may_moderate: bool  # now, as the review stands
    looks: list[Moderation]  # every look so far; empty for whom they are not
    changed: list[FieldChange]  # since the version that was looked at last
    returned: Moderation | None  # what the reviewer has to see to
    latest: ReviewVersion | None


@needs(Permission.SEE_REVIEWS)
def stage_one(db: Database, actor: Actor, review_id: int) -> StageOne:
    """The Head's looks at a review, what it was returned for, and what has changed since."""
    found = review(db, actor, review_id)
    form = form_version(db, found["fingerprint"])
    looks = of_review(db, review_id)
    kept = versions(db, review_id)
    last = looks[-1] if looks else None
    before = next((one for one in kept if last and one["number"] == last["version"]), None)
    values = {question: one["value"] for question, one in entries(db, review_id).items()}
    return StageOne(
        may_moderate=found["state"] in STEPS["pass"].before and moderates(db, actor, found),
        looks=looks,
        changed=changes(form, before["values"], values) if before else [],
        returned=last if last and last["outcome"] == RETURNED and found["state"] in BEING_WRITTEN else None,
        latest=kept[-1] if kept else None,
    )


def _opened(db: Database, actor: Actor, review_id: int, step: str) -> tuple[Review, Form, ReviewVersion]:
    found = review(db, actor, review_id)
    if not moderates(db, actor, found):
        raise NotAllowed(step)
    check_can(db, found, STEPS[step])
    return found, form_version(db, found["fingerprint"]), handed_in_version(db, actor, found)


def _kept(
    db: Database,
    actor: Actor,
    found: Review,
    latest: ReviewVersion,
    looked: Looked,
    outcome: str,
    grade: str = "",
    group: str = "",
    why: str = "",
) -> Moderation:
    return {
        "review": latest["review"],
        "version": latest["number"],
        "outcome": outcome,
        "checks": {code: code in looked.checks for code in CHECKS},
        "comments": {part: words.strip()[:LONGEST_COMMENT] for part, words in looked.comments.items() if words.strip()},
        "words": looked.words.strip(),
        "grade": grade,
        "group": group,
        "why_listed": why,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }

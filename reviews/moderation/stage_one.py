"""Stage 1: the four checks beside the review, comments by section; pass or return (BR-40)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people.actor import Actor
from people.errors import NotAllowed, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import REVIEWER, FinalGrade, keep_final
from reviews.grades import grade_words, grades_in, overall_part
from reviews.moderation.listing import REASONS, why_listed
from reviews.moderation.records import CHECKS, PASSED, RETURNED, Moderation, keep_moderation, last_of
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.moderators import moderates
from reviews.recommendations import recommendations_in
from reviews.reviews import review
from reviews.states import STEPS
from reviews.steps import can_take, check_can, take_step
from reviews.tracking import feed_tracker
from reviews.versions import ReviewVersion, handed_in_version
from storage.store import Database

LONGEST_COMMENT = 5_000


@dataclass(frozen=True)
class Looked:
    """What the Head has filled in beside a review."""

    checks: Collection[str]
    comments: Mapping[str, str]
    words: str = ""
    grade: str = ""


class Lacking(Unacceptable):
    """What was filled in does not do yet; `faults` says it by field of the form, "" being the form as a whole."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


@needs(Permission.MODERATE_REVIEWS)
def pass_review(db: Database, actor: Actor, review_id: int, looked: Looked, rules: ModerationRules = PROPOSED) -> str:
    """Pass it; returns why the rule lists it for the panel, empty for not at all.

    All four checks must be ticked, and the Head's own view of the overall grade given; one that differs needs words.
    Pressed twice is once. `Lacking` names every fault at once.
    """
    if (done := _done_already(db, actor, review_id, "pass", PASSED)) is not None:
        return done["why_listed"]
    form, latest = _opened(db, actor, review_id, "pass")
    given = grades_in(form, latest["values"]).get(overall_part(form).id, "")
    if faults := _faults(form, given, looked):
        raise Lacking(faults)
    group, why = why_listed(db, rules, reviewer_grade=given, head_grade=looked.grade)
    if take_step(db, actor, review_id, "pass"):
        keep_moderation(db, _kept(db, actor, latest, looked, PASSED, looked.grade, group, why))
    return why


@needs(Permission.MODERATE_REVIEWS)
def return_review(db: Database, actor: Actor, review_id: int, looked: Looked) -> None:
    """Give it back to its reviewer, saying what and why; the version that was handed in is kept."""
    if _done_already(db, actor, review_id, "return", RETURNED) is not None:
        return
    _, latest = _opened(db, actor, review_id, "return")
    if not any(words.strip() for words in (looked.words, *looked.comments.values())):
        raise Lacking({"words": "Write what the reviewer should change, and why: on the whole, or beside a section."})
    if too_long := _too_long(looked):
        raise Lacking(too_long)
    if take_step(db, actor, review_id, "return"):
        keep_moderation(db, _kept(db, actor, latest, looked, RETURNED))


@needs(Permission.MODERATE_REVIEWS)
def finalise(db: Database, actor: Actor, review_id: int, reason: str = "") -> None:
    """Make a passed review final without a panel: the reviewer's grades stand, and the Head agrees with them.

    What the rule lists (G1, a setting) needs a reason, which stands on the time line.
    """
    found = review(db, actor, review_id)
    form = form_version(db, found["fingerprint"])
    last, values = last_of(db, review_id), handed_in_version(db, actor, found)["values"]
    grades = grades_in(form, values)
    if last and last["outcome"] == PASSED and last["grade"] != grades.get(overall_part(form).id):
        raise Unacceptable("You and the reviewer differ on the overall grade. List it for the panel.")
    if last and last["why_listed"] and can_take(db, actor, found, "finalise") and not reason.strip():
        raise Unacceptable(
            f"The rule lists it for the panel: {REASONS[last['why_listed']]}. Write why it does without."
        )
    if not take_step(db, actor, review_id, "finalise", note=reason.strip()):
        return
    final = {part: FinalGrade(grade=code, source=REVIEWER, reason="", differed=[]) for part, code in grades.items()}
    keep_final(db, actor, review_id, None, final, recommendations_in(form, values))
    feed_tracker(db, actor, review_id)


def _done_already(db: Database, actor: Actor, review_id: int, step: str, outcome: str) -> Moderation | None:
    """The look that this person has given already, where the same press came twice."""
    last = last_of(db, review_id)
    same = last is not None and last["outcome"] == outcome and last["by"] == actor.id
    return last if same and review(db, actor, review_id)["state"] == STEPS[step].after else None


def _faults(form: Form, given: str, looked: Looked) -> dict[str, str]:
    """What keeps a review from passing, by field."""
    faults = _too_long(looked)
    if lacking := [words for code, words in CHECKS.items() if code not in looked.checks]:
        faults["checks"] = f"To pass it, check also: {'; '.join(lacking)}. Or return it."
    if not grade_words(form, looked.grade):
        faults["grade"] = "Choose the grade that you would give the practice overall."
    elif looked.grade != given and not looked.words.strip():
        faults["words"] = f"The reviewer’s grade is {grade_words(form, given)}. Write why yours differs."
    return faults


def _too_long(looked: Looked) -> dict[str, str]:
    said = {"words": looked.words, **{f"comment-{part}": words for part, words in looked.comments.items()}}
    long = f"Keep it under {LONGEST_COMMENT} characters: it is a comment, not a second review."
    return {name: long for name, words in said.items() if len(words.strip()) > LONGEST_COMMENT}


def _opened(db: Database, actor: Actor, review_id: int, step: str) -> tuple[Form, ReviewVersion]:
    found = review(db, actor, review_id)
    if not moderates(db, actor, found):
        raise NotAllowed(step)
    check_can(db, found, STEPS[step])
    return form_version(db, found["fingerprint"]), handed_in_version(db, actor, found)


def _kept(
    db: Database,
    actor: Actor,
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
        "comments": {part: words.strip() for part, words in looked.comments.items() if words.strip()},
        "words": looked.words.strip(),
        "grade": grade,
        "group": group,
        "why_listed": why,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }

"""What the app knows for each of the four checks of stage 1; it says so, and never ticks for the Head (BR-40)."""

from collections.abc import Mapping

from people.identity import IDENTITY_FIELDS, IdentityState
from reviews.findings import ISSUE, findings_in, open_issues
from reviews.grades import grade_words, grades_in, overall_part
from reviews.permitted import HEAD_BOX
from reviews.recommendations import recommendations_in, table_parts
from reviews.sheet import ReviewView
from reviews.warnings import TRAINING

BELOW_GOOD = ("requires_improvement", "inadequate")
NOT_WHOLLY_MET = ("partly_met", "not_met")


def known_for_checks(shown: ReviewView) -> Mapping[str, list[str]]:
    """Sentences by the keys of `records.CHECKS`."""
    return {
        "accurate": _accurate(shown),
        "complete": _complete(shown),
        "issues": _issues(shown),
        "recommendations": _recommendations(shown),
    }


def _accurate(shown: ReviewView) -> list[str]:
    first, last = shown.window
    gaps = [name for name in IDENTITY_FIELDS if shown.child[name]["state"] != IdentityState.RECORDED]
    said = [f"Look at Mosaic {shown.child['mosaic_id']}, from {first:%-d %B %Y} to {last:%-d %B %Y}."]
    return [*said, f"Not recorded with us: {', '.join(gaps).replace('_', ' ')}."] if gaps else said


def _complete(shown: ReviewView) -> list[str]:
    lacking = [one.what for one in shown.lacking if one.part != HEAD_BOX]
    return [f"Missing: {'; '.join(lacking)}."] if lacking else ["Nothing is missing."]


def _issues(shown: ReviewView) -> list[str]:
    values = shown.values
    unanswered = [f"{one.part.number}: {one.words}" for one in open_issues(shown.form, values)]
    marked = [one for one in findings_in(shown.form, values) if one.mark == ISSUE]
    low = [f"{part} ({grade_words(shown.form, grade)})" for part, grade in _sections(shown) if grade in BELOW_GOOD]
    standards = [one.text for one in shown.form.questions if values.get(one.id) in NOT_WHOLLY_MET]
    said = [f"No recommendation answers: {'; '.join(unanswered)}."] if unanswered else []
    said += [f"Issues that are marked: {len(marked)}."] if marked and not unanswered else []
    said += [f"Sections below Good: {', '.join(low)}."] if low else []
    said += [f"Standards that are not wholly met: {'; '.join(standards)}."] if standards else []
    return said or ["No issue is marked, no section is below Good, and no standard is less than met."]


def _recommendations(shown: ReviewView) -> list[str]:
    rows = recommendations_in(shown.form, shown.values)
    said = [f"{part.short or part.title}: {len(rows[part.id])}." for part in table_parts(shown.form)]
    kinds = {row.get("type") for table in rows.values() for row in table}
    return [*said, "Every one of them is training."] if kinds == {TRAINING} else said


def _sections(shown: ReviewView) -> list[tuple[str, str]]:
    overall = overall_part(shown.form).id
    return [(part, grade) for part, grade in grades_in(shown.form, shown.values).items() if part != overall]

"""Re-audits: after a low final grade another review of the child is proposed, and shows what was promised (gap G10)."""

from dataclasses import dataclass
from datetime import date

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day, months_later
from reviews import reviews
from reviews.final_grades import FinalGrades, final_of, finals
from reviews.grades import overall_part
from reviews.planning.rules import PlanningRules
from reviews.reviews import Review, review
from reviews.states import CANCELLED
from storage.store import Database


@dataclass(frozen=True)
class ReAuditDue:
    """A review whose child should be looked at again."""

    earlier: int
    child: str
    grade: str  # the code of its overall final grade
    final_on: date
    due: date


@dataclass(frozen=True)
class Earlier:
    """What a re-audit looks back at."""

    review: Review
    form: Form
    final: FinalGrades


@needs(Permission.PLAN_REVIEWS)
def re_audits_due(db: Database, actor: Actor, rules: PlanningRules) -> list[ReAuditDue]:
    """The re-audits that the setting proposes and nobody has planned, the first due first."""
    if not rules.re_audit_months:
        return []
    states = reviews.column(db, "state")
    planned = {int(of) for number, of in reviews.column(db, "re_audit_of").items() if states[number] != CANCELLED}
    low = [one for one in finals(db) if one["review"] not in planned]
    found = [due for one in low if (due := _due(db, actor, one, rules))]
    return sorted(found, key=lambda one: one.due)


@needs(Permission.SEE_REVIEWS)
def looked_back_at(db: Database, actor: Actor, review_id: int) -> Earlier | None:
    """The final grades and the promises of the review that this one looks at again; None where it is no re-audit."""
    of = review(db, actor, review_id).get("re_audit_of")
    earlier = reviews.by_id(db, of) if of is not None else None
    final = final_of(db, of) if of is not None else None
    if earlier is None or final is None:
        return None
    return Earlier(earlier, form_version(db, earlier["fingerprint"]), final)


def _due(db: Database, actor: Actor, final: FinalGrades, rules: PlanningRules) -> ReAuditDue | None:
    try:
        found = review(db, actor, final["review"])
    except NotFound:
        return None
    grade = _overall(form_version(db, found["fingerprint"]), final)
    if grade not in rules.re_audit_grades:
        return None
    day = london_day(final["at"])
    return ReAuditDue(final["review"], found["child"], grade, day, months_later(day, rules.re_audit_months))


def _overall(form: Form, final: FinalGrades) -> str:
    given = final["grades"].get(overall_part(form).id)
    return given["grade"] if given else ""

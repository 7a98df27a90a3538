"""Planning a review: which child, who reviews, what for and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.voices.form_versions import form_version
from forms.schema import Form
from pages.staff.shell.addresses import number, review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.offers import children_offered, chosen_child, offer
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people import children
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.grades import grade_words
from reviews.planning.planning import plan_one
from reviews.planning.re_audits import ReAuditDue, re_audits_due
from reviews.planning.rules import PlanningRules
from reviews.planning.workload import reviewers
from reviews.reviews import DIP_SAMPLE, PRACTICE_REVIEW, review
from storage.store import Database

FORM = "plan"
NEEDED = {
    "child": "Choose the child.",
    "reviewer": "Choose who reviews.",
    "theme": "Write the theme or focus of the review.",
    "deadline": "Choose the date by which the review has to be handed in.",
}


@dataclass(frozen=True)
class ProposedAgain:
    """A re-audit that is proposed, in words."""

    due: ReAuditDue
    name: str
    grade: str


@needs(Permission.PLAN_REVIEWS)
def proposed_again(db: Database, actor: Actor, rules: PlanningRules) -> list[ProposedAgain]:
    """The re-audits that are proposed, with the names of the children."""
    return [
        ProposedAgain(one, children.name_of(db, one.child), grade_words(_form_of(db, actor, one.earlier), one.grade))
        for one in re_audits_due(db, actor, rules)
    ]


def _form_of(db: Database, actor: Actor, review_id: int) -> Form:
    return form_version(db, review(db, actor, review_id)["fingerprint"])


def forms_of(context: StaffContext) -> list[Form]:
    """The forms that can be planned here, the practice review first."""
    ids = (PRACTICE_REVIEW, DIP_SAMPLE) if context.settings.planning.dip_samples else (PRACTICE_REVIEW,)
    return [context.library.get(one) for one in ids]


def chosen_form(context: StaffContext, data: Mapping[str, Any]) -> Form:
    """The form that was chosen; the practice review where none was offered."""
    wanted = str(data.get("form") or PRACTICE_REVIEW)
    return next((one for one in forms_of(context) if one.id == wanted), context.library.review)


def whole_number(text: object) -> int:
    """A number that a field of choices sends; 0 for anything else."""
    sent = str(text)
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/plan; registered before /staff/reviews/{review_id}."""

    @screen_page(context, "/reviews/plan")
    async def planning(request: Request, client: Client, again: str = "") -> None:
        screen = await Screen.open(context, request, client)
        rules = context.settings.planning
        due = await screen.fetch(proposed_again, rules)  # who plans no reviews gets the page that is not there
        chosen = _chosen_again(due, again)
        await frame(screen, "Plan the re-audit" if chosen else "Plan a review", "reviews")
        use("planning.css")
        known = {"again": chosen, "due": due, "months": rules.re_audit_months, "forms": forms_of(context)}
        await screen.panel(lambda: render("reviews/plan.html", screen.now, reviewers=screen.read(reviewers), **known))
        offer(screen, "plan-child", children_offered)

        async def make(data: Mapping[str, Any]) -> None:
            sent = {**data, "child": chosen.due.child} if chosen else data
            gaps = missing(sent, NEEDED)
            child = "" if "child" in gaps else await _child(screen, str(sent["child"]), gaps)
            if gaps:
                screen.refuse(FORM, gaps)
                return
            try:
                made = await screen.submit(
                    FORM,
                    plan_one,
                    child=child,
                    reviewer=whole_number(sent["reviewer"]),
                    theme=str(sent["theme"]),
                    deadline=str(sent["deadline"]),
                    form=chosen_form(context, sent),
                    re_audit_of=chosen.due.earlier if chosen else None,
                )
            except Unacceptable as trouble:
                screen.refuse(FORM, {"": str(trouble)})
                return
            screen.go(review_page(made))

        screen.on("plan", make)


def _chosen_again(due: list[ProposedAgain], again: str) -> ProposedAgain | None:
    if not again:
        return None
    found = next((one for one in due if one.due.earlier == number(again)), None)
    if found is None:
        raise NotFound
    return found


async def _child(screen: Screen, typed: str, gaps: dict[str, str]) -> str:
    """The reference of the child that is named; what names nobody is added to the gaps."""
    try:
        return await screen.fetch(chosen_child, typed)
    except Unacceptable as trouble:
        gaps["child"] = str(trouble)
        return ""

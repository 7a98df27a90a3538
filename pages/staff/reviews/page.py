"""The list of reviews, and planning a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from pages.staff.shell.addresses import number, review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.children import Child, children
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import PERMISSIONS, Permission, Role
from people.staff import StaffMember, everyone, name_of
from reviews.reviews import Review, plan_review, reviews
from storage.store import Database

FORM = "plan"
NEEDED = {
    "child": "Choose the child.",
    "reviewer": "Choose who reviews.",
    "theme": "Write the theme or focus of the review.",
    "deadline": "Choose the date by which the review has to be handed in.",
}


@dataclass(frozen=True)
class ReviewChoices:
    """What can be chosen when a review is planned."""

    children: list[Child]
    reviewers: list[StaffMember]


@needs(Permission.SEE_REVIEWS)
def listed(db: Database, actor: Actor) -> list[tuple[Review, str]]:
    """The reviews that this person may see, each with its reviewer's name."""
    return [(one, name_of(db, one["reviewer"])) for one in reviews(db, actor)]


@needs(Permission.PLAN_REVIEWS)
def plan(db: Database, actor: Actor) -> ReviewChoices:
    """The children to review and the people who may review; for those who may plan."""
    return ReviewChoices(children(db, actor), [one for one in everyone(db) if _may_review(one)])


def add(context: StaffContext) -> None:
    """The screens at /staff/reviews and /staff/reviews/plan."""

    @screen_page(context, "/reviews")
    async def list_of_reviews(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Reviews", "reviews")
        may_plan = screen.person.may(Permission.PLAN_REVIEWS)
        await screen.panel(
            lambda: render("reviews/reviews.html", screen.now, found=screen.read(listed), may_plan=may_plan)
        )

    @screen_page(context, "/reviews/plan")
    async def planning(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        offered = await screen.fetch(plan)
        await frame(screen, "Plan a review", "reviews")
        await screen.panel(lambda: render("reviews/plan.html", screen.now, offered=offered))

        async def make(data: Mapping[str, Any]) -> None:
            fields = {name: str(data.get(name, "")) for name in ("child", "reviewer", "theme", "deadline")}
            if gaps := missing(data, NEEDED):
                screen.refuse(FORM, gaps)
                return
            try:
                made = await _planned(screen, context, fields)
            except Unacceptable as trouble:
                screen.refuse(FORM, {"": str(trouble)})
                return
            screen.go(review_page(made))

        screen.on("plan", make)


async def _planned(screen: Screen, context: StaffContext, fields: Mapping[str, str]) -> int:
    return await screen.submit(
        FORM,
        plan_review,
        child=fields["child"],
        reviewer=number(fields["reviewer"]),
        theme=fields["theme"],
        deadline=fields["deadline"],
        form=context.library.review,
    )


def _may_review(person: StaffMember) -> bool:
    return any(Permission.WRITE_REVIEWS in PERMISSIONS[Role(role)] for role in person["roles"])

"""Planning a review: which child, who reviews, what for and by when."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from language.folding import fit
from pages.staff.shell.addresses import review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame
from pages.staff.shell.offers import OFFERED, children_offered, chosen_child, chosen_name, offer
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import PERMISSIONS, Permission, Role
from people.staff import everyone
from reviews.reviews import plan_review
from storage.documents import number_of
from storage.store import Database

FORM = "plan"
NEEDED = {
    "child": "Choose the child.",
    "reviewer": "Choose who reviews.",
    "theme": "Write the theme or focus of the review.",
    "deadline": "Choose the date by which the review has to be handed in.",
}


@needs(Permission.PLAN_REVIEWS)
def reviewers(db: Database, _: Actor) -> list[tuple[str, int]]:
    """The name and number of each who may review; two of one name are told apart by their address."""
    found = [one for one in everyone(db) if _may_review(one)]
    names = [one["name"] for one in found]
    return [
        (f"{one['name']}, {one['email']}" if names.count(one["name"]) > 1 else one["name"], number_of(one))
        for one in found
    ]


@needs(Permission.PLAN_REVIEWS)
def reviewers_offered(db: Database, actor: Actor, wanted: str) -> list[str]:
    """The first of them that fit."""
    return [name for name, _ in reviewers(db, actor) if fit(wanted, name) is not None][:OFFERED]


@needs(Permission.PLAN_REVIEWS)
def chosen_reviewer(db: Database, actor: Actor, typed: str) -> int:
    """The number of the reviewer who is named."""
    return chosen_name(reviewers(db, actor), typed, "reviewer")


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/plan; registered before /staff/reviews/{review_id}."""

    @screen_page(context, "/reviews/plan")
    async def planning(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(reviewers)  # who plans no reviews gets the page that is not there
        await frame(screen, "Plan a review", "reviews")
        await screen.panel(lambda: render("reviews/plan.html", screen.now))
        offer(screen, "plan-child", children_offered)
        offer(screen, "plan-reviewer", reviewers_offered)

        async def make(data: Mapping[str, Any]) -> None:
            gaps = missing(data, NEEDED)
            chosen = await _chosen(screen, data, gaps)
            if gaps:
                screen.refuse(FORM, gaps)
                return
            try:
                made = await _planned(screen, context, data, **chosen)
            except Unacceptable as trouble:
                screen.refuse(FORM, {"": str(trouble)})
                return
            screen.go(review_page(made))

        screen.on("plan", make)


async def _chosen(screen: Screen, data: Mapping[str, Any], gaps: dict[str, str]) -> dict[str, Any]:
    """Who is named in the two fields; what names nobody is added to the gaps."""
    chosen: dict[str, Any] = {}
    for field, verb in (("child", chosen_child), ("reviewer", chosen_reviewer)):
        if field not in gaps:
            try:
                chosen[field] = await screen.fetch(verb, str(data[field]))
            except Unacceptable as trouble:
                gaps[field] = str(trouble)
    return chosen


async def _planned(screen: Screen, context: StaffContext, data: Mapping[str, Any], child: str, reviewer: int) -> int:
    return await screen.submit(
        FORM,
        plan_review,
        child=child,
        reviewer=reviewer,
        theme=str(data["theme"]),
        deadline=str(data["deadline"]),
        form=context.library.review,
    )


def _may_review(person: Mapping[str, Any]) -> bool:
    return any(Permission.WRITE_REVIEWS in PERMISSIONS[Role(role)] for role in person["roles"])

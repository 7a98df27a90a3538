"""Changing the plan of a review: who reviews, by when, and whether at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from pages.staff.reviews.planning import whole_number
from pages.staff.shell.addresses import change_page, number, review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people import children
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.planning.planning import allocate, cancel, move_deadline
from reviews.planning.workload import reviewers
from reviews.reviews import NOBODY, Review, review
from reviews.steps import can_take
from storage.store import Database

STEPS = ("allocate", "new_deadline", "cancel")


@dataclass(frozen=True)
class PlanShown:
    """A review as its plan stands, and what of it this person may change."""

    review: Review
    name: str
    reviewer: str  # empty for nobody
    steps: frozenset[str]

    def can(self, step: str) -> bool:
        """Whether this step can be taken now."""
        return step in self.steps


@needs(Permission.PLAN_REVIEWS)
def plan_shown(db: Database, actor: Actor, review_id: int) -> PlanShown:
    """The plan of a review."""
    found = review(db, actor, review_id)
    return PlanShown(
        review=found,
        name=children.name_of(db, found["child"]),
        reviewer=name_of(db, found["reviewer"]) if found["reviewer"] != NOBODY else "",
        steps=frozenset(one for one in STEPS if can_take(db, actor, found, one)),
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/{review_id}/plan."""

    @screen_page(context, "/reviews/{review_id}/plan")
    async def changing(review_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        opened = number(review_id)
        shown = await screen.fetch(plan_shown, opened)
        await screen.opens(shown.review["child"], f"plan of review {opened}")
        await frame(screen, f"Change the plan of {shown.review['child']}", "reviews")
        use("planning.css")

        def draw() -> str:
            now = screen.read(plan_shown, opened)
            return render("reviews/changing.html", screen.now, shown=now, reviewers=screen.read(reviewers))

        await screen.panel(draw, f"review:{opened}")

        def taking(form: str, after: str, verb: Callable[..., None], **needed: str) -> None:
            async def take(data: Mapping[str, Any]) -> None:
                if gaps := missing(data, needed):
                    screen.refuse(form, gaps)
                    return
                sent = [whole_number(data[name]) if name == "reviewer" else str(data[name]) for name in needed]
                try:
                    await screen.submit(form, verb, opened, *sent)
                except Unacceptable as trouble:
                    screen.refuse(form, {"": str(trouble)})
                    return
                screen.go(after)

            screen.on(form, take)

        taking("allocate", review_page(opened), allocate, reviewer="Choose who reviews.")
        taking(
            "move",
            review_page(opened),
            move_deadline,
            deadline="Choose the day by which it has to be handed in.",
            reason="Write why the deadline changes.",
        )
        taking("cancel", change_page(opened), cancel, reason="Write why the review is cancelled.")

"""One item of the tracker: what it is for, the words it answers, what became of it, and what may be done now."""

from dataclasses import dataclass

from fastapi import Request
from nicegui import Client

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.tracker.describing import Describing
from pages.staff.tracker.item_acts import ItemActs
from pages.staff.tracker.line_words import kind_of_line, line_day, with_days
from pages.staff.tracker.state_words import pills, short_day
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from reviews.reviews import review
from storage.store import Database
from tracker.access import item_for
from tracker.finishing import EFFECTS
from tracker.item_view import ItemView, item_view
from tracker.owners import Owner, owners
from tracker.said.resting_on import can_rest_on
from tracker.states import ANSWERABLE, PLANS, SOURCES
from tracker.telling.tellings import Telling, told_of

REVIEW = "review "  # what the items of a review have in common begins so


@dataclass(frozen=True)
class ItemShown:
    """One item at one moment; `review` is the number of the review it comes from, for who may read that."""

    view: ItemView
    review: int | None
    owners: list[Owner]
    told: list[Telling]
    can_tell: bool  # whether the family can be told what came of their words, by this person
    can_publish: bool  # whether “You said, we did” can be written from it, by this person


@needs(Permission.SEE_TRACKER)
def item_shown(db: Database, actor: Actor, item: int) -> ItemShown:
    """Everything at one moment."""
    view = item_view(db, actor, item)
    answered = view.item["state"] in ANSWERABLE and any(one.child for one in view.answers)
    return ItemShown(
        view=view,
        review=_review_of(db, actor, view),
        owners=owners(db, actor) if view.can_reassign or view.can_judge else [],
        can_publish=can_rest_on(view.item) and actor.may(Permission.MANAGE_TRACKER),
        told=told_of(db, actor, item),
        can_tell=answered and actor.may(Permission.ASK_FOR_FEEDBACK),
    )


def _review_of(db: Database, actor: Actor, view: ItemView) -> int | None:
    came_from = view.item.get("source_of", "")
    if not came_from.startswith(REVIEW) or not actor.may(Permission.SEE_REVIEWS):
        return None
    try:
        review(db, actor, found := int(came_from.removeprefix(REVIEW)))
    except NotFound:
        return None
    return found


def add(context: StaffContext) -> None:
    """The screen at /staff/tracker/{item}; registered after what has an address of its own there."""

    @screen_page(context, "/tracker/{item}")
    async def one_item(item: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        found = await screen.fetch(item_for, number(item))
        if found["child"]:
            await screen.opens(found["child"], f"item {number(item)}")
        await frame(screen, f"Tracker {item}", "tracker")
        use("listing.css", "tracker.css", "item.css", "answers_back.css")
        describing = Describing(found)

        def draw() -> str:
            shown = screen.read(item_shown, number(item))
            describing.follow(shown.view.item)
            return render(
                "tracker/item.html",
                screen.now,
                shown=shown,
                view=shown.view,
                found=shown.view.item,
                describing=describing,
                stands=pills,
                short_day=short_day,
                sources=SOURCES,
                plans=PLANS,
                effects=EFFECTS,
                kind_of_line=kind_of_line,
                line_day=line_day,
                with_days=with_days,
            )

        # what a family says to an answer is told where its child is shown
        heard = f"child:{found['child']}" if found["child"] else "voices"
        panel = await screen.panel(draw, f"item:{number(item)}", heard)
        ItemActs(screen, number(item), panel, describing)

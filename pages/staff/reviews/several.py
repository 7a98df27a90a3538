"""Planning several reviews: which children, named or drawn at random, and between whom they are shared out."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from forms.vocabulary import TOUCHPOINTS
from pages.staff.reviews.planning import chosen_form, forms_of, whole_number
from pages.staff.shell import words
from pages.staff.shell.addresses import batch_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.offers import children_offered, chosen_children, offer
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from people.staff import name_of, with_role
from reviews.planning.batches import latest_batches
from reviews.planning.proposing import Draw, WantedBatch, propose
from reviews.planning.sampling import LONGEST_SEED, MOST, SampleFilters, new_seed
from reviews.planning.workload import reviewers
from storage.documents import number_of
from storage.store import Database

FORM = "several"
NEEDED = {
    "theme": "Write the theme or focus of the reviews.",
    "deadline": "Choose the date by which they have to be handed in.",
}
DRAWN = "drawn"
LATEST = 8  # batches that are told of
MONTHS = (3, 6, 12, 24)  # since the last review


@needs(Permission.PLAN_REVIEWS)
def caseworkers(db: Database, _: Actor, role: Role) -> list[tuple[int, str]]:
    """Those whose children a sample can be drawn from."""
    return [(number_of(one), one["name"]) for one in with_role(db, role)]


@needs(Permission.PLAN_REVIEWS)
def filters_told(db: Database, _: Actor, filters: SampleFilters) -> str:
    """The filters of a sample in words, as they are kept with it."""
    told = (
        f"line manager {name_of(db, filters.manager)}" if filters.manager else "",
        f"allocated worker {name_of(db, filters.worker)}" if filters.worker else "",
        f"asked within six months after: {words.touchpoint(filters.touchpoint)}" if filters.touchpoint else "",
        f"no review handed in within {filters.not_reviewed_months} months" if filters.not_reviewed_months else "",
        "no review open" if filters.without_open else "",
    )
    return "; ".join(one for one in told if one) or "all children"


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/plan/several."""

    @screen_page(context, "/reviews/plan/several")
    async def several(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(reviewers)  # who plans no reviews gets the page that is not there
        await frame(screen, "Plan several reviews", "reviews")
        use("planning.css", "several.js")

        def draw() -> str:
            return render(
                "reviews/several.html",
                screen.now,
                reviewers=screen.read(reviewers),
                managers=screen.read(caseworkers, Role.TEAM_MANAGER),
                workers=screen.read(caseworkers, Role.SOCIAL_WORKER),
                touchpoints=TOUCHPOINTS.items(),
                batches=screen.read(latest_batches, LATEST),
                months=MONTHS,
                forms=forms_of(context),
            )

        await screen.panel(draw)
        offer(screen, "several-find", children_offered)

        async def make(data: Mapping[str, Any]) -> None:
            gaps = missing(data, NEEDED)
            refs = await _named(screen, data, gaps)
            drawing = await _drawing(screen, data, gaps)
            if gaps:
                screen.refuse(FORM, gaps)
                return
            wanted = WantedBatch(
                theme=str(data["theme"]),
                deadline=str(data["deadline"]),
                form=chosen_form(context, data).id,
                reviewers=tuple(map(whole_number, _sent(data, "reviewers"))),
                children=tuple(refs),
                draw=drawing,
                calibration=bool(_sent(data, "calibration")),
            )
            try:
                made = await screen.submit(FORM, propose, wanted)
            except Unacceptable as trouble:
                screen.refuse(FORM, {"": str(trouble)})
                return
            screen.go(batch_page(made))

        screen.on("propose", make)


def _sent(data: Mapping[str, Any], name: str) -> list[str]:
    """The values of the boxes of one name that are ticked."""
    sent = data.get(name)
    return [str(one) for one in sent] if isinstance(sent, list) else []


async def _named(screen: Screen, data: Mapping[str, Any], gaps: dict[str, str]) -> list[str]:
    """The children that are named; lines that name nobody are added to the gaps."""
    if data.get("how") == DRAWN:
        return []
    lines = [one.strip() for one in str(data.get("children") or "").splitlines() if one.strip()]
    if not lines:
        gaps["children"] = "Write the children, one a line, or draw them at random."
    if len(lines) > MOST:
        gaps["children"] = f"These are {len(lines)} lines. Plan at most {MOST} children at once."
    if "children" in gaps:
        return []
    refs, troubles = await screen.fetch(chosen_children, lines)
    if troubles:
        gaps["children"] = " ".join(troubles)
    return refs


async def _drawing(screen: Screen, data: Mapping[str, Any], gaps: dict[str, str]) -> Draw | None:
    """How a sample is to be drawn, where one is asked for."""
    if data.get("how") != DRAWN:
        return None
    wanted = whole_number(str(data.get("wanted") or "").strip())
    if not 1 <= wanted <= MOST:
        gaps["wanted"] = f"Write how many children to draw: 1 to {MOST}."
    touchpoint = str(data.get("touchpoint") or "")
    filters = SampleFilters(
        worker=whole_number(data.get("worker")),
        manager=whole_number(data.get("manager")),
        touchpoint=touchpoint if touchpoint in TOUCHPOINTS else "",
        not_reviewed_months=months if (months := whole_number(data.get("months"))) in MONTHS else 0,
        without_open=bool(_sent(data, "without_open")),
    )
    seed = str(data.get("seed") or "").strip()[:LONGEST_SEED] or new_seed()
    return Draw(wanted, seed, filters, await screen.fetch(filters_told, filters))

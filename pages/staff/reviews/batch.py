"""A batch of reviews: the proposal, row by row, until it is planned; then what was planned, and its sample."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from forms.schema import Form
from pages.staff.reviews.planning import whole_number
from pages.staff.shell.addresses import batch_page, number
from pages.staff.shell.context import StaffContext
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
from reviews.planning.batch_planning import RowsRefused, drop_batch, plan_batch
from reviews.planning.batches import PLANNED, Batch, BatchRow, batch
from reviews.planning.sampling import drawn
from reviews.planning.workload import Reviewer, reviewers
from reviews.review_index import due_by_child
from reviews.reviews import NOBODY, of_batch
from storage.documents import number_of
from storage.store import Database

FORM = "batch"
OUT = "out"  # what stands in a row for a child that is left out


@dataclass(frozen=True)
class ShownRow:
    """A row of it, in words; `review` is its review once it is planned."""

    child: str
    name: str
    worker: str
    open_due: str
    reviewer: int
    reviewer_name: str
    review: int | None


@dataclass(frozen=True)
class ShownBatch:
    """All that the page of a batch shows."""

    batch: Batch
    form: Form
    rows: list[ShownRow]
    reviewers: list[Reviewer]

    @property
    def children(self) -> int:
        """How many children there are; in a calibration each has several rows."""
        return len({one.child for one in self.rows})

    @property
    def shares(self) -> list[tuple[str, int]]:
        """How many each reviewer has of it."""
        return Counter(one.reviewer_name for one in self.rows).most_common()

    @property
    def drawn_again(self) -> bool:
        """Whether the seed gives the same children again."""
        sample = self.batch["sample"]
        return sample is not None and drawn(sample["population"], sample["seed"], sample["wanted"]) == sample["drawn"]


@needs(Permission.PLAN_REVIEWS)
def shown_batch(db: Database, actor: Actor, number: int, forms: Mapping[str, Form]) -> ShownBatch:
    """A batch with the names of its children and reviewers."""
    found = batch(db, actor, number)
    children.prefetch(db, {row["child"] for row in found["rows"]})
    if found["state"] == PLANNED:
        rows = [_row(db, one["child"], one["reviewer"], {}, number_of(one)) for one in of_batch(db, number)]
    else:
        due = due_by_child(db, actor)
        rows = [_row(db, one["child"], one["reviewer"], due, None) for one in found["rows"]]
    return ShownBatch(found, forms[found["form"]], rows, reviewers(db, actor))


def _row(db: Database, ref: str, reviewer: int, due: Mapping[str, str], review: int | None) -> ShownRow:
    child = children.by_ref(db, ref)
    return ShownRow(
        child=ref,
        name=child["name"] if child else ref,
        worker=name_of(db, child["worker"]) if child else "",
        open_due=due.get(ref, ""),
        reviewer=reviewer,
        reviewer_name=name_of(db, reviewer) if reviewer != NOBODY else "nobody yet",
        review=review,
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/batches/{number}."""

    @screen_page(context, "/reviews/batches/{batch_id}")
    async def one_batch(batch_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        opened = number(batch_id)
        found = await screen.fetch(batch, opened)
        await frame(screen, found["theme"], "reviews")
        use("listing.css", "planning.css")

        def draw() -> str:
            shown = screen.read(shown_batch, opened, context.library.forms)
            return render("reviews/batch.html", screen.now, shown=shown)

        await screen.panel(draw)

        async def plan(data: Mapping[str, Any]) -> None:
            taken, rows = _rows(found, data)
            try:
                planned = await screen.submit(FORM, plan_batch, opened, rows, context.library.get(found["form"]))
            except RowsRefused as trouble:
                screen.refuse(FORM, {f"row-{taken[place]}": said for place, said in trouble.reasons.items()})
                return
            except Unacceptable as trouble:
                screen.refuse(FORM, {"": str(trouble)})
                return
            screen.tell(f"{len(planned)} planned.")
            screen.go(batch_page(opened))

        async def drop(_: Mapping[str, Any]) -> None:
            await screen.submit(FORM, drop_batch, opened)
            screen.go(batch_page(opened))

        screen.on("plan-batch", plan)
        screen.on("drop-batch", drop)


def _rows(found: Batch, data: Mapping[str, Any]) -> tuple[list[int], list[BatchRow]]:
    """The rows that are not left out, with their places on the page."""
    taken = [place for place in range(len(found["rows"])) if data.get(f"row-{place}") != OUT]
    return taken, [
        {"child": found["rows"][place]["child"], "reviewer": whole_number(data.get(f"row-{place}"))} for place in taken
    ]

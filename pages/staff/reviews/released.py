"""A review as the child's worker and line manager read it, once it was released to them."""

from functools import partial

from pages.staff.reviews.naming import recommendation_names
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from reviews.field_words import says
from reviews.final_grades import SOURCES
from reviews.released import released


async def build_released(screen: Screen, review_id: int) -> None:
    """The whole review on one page, to be read; `NotFound` for anybody to whom it was not released."""
    child = (await screen.fetch(released, review_id)).child["ref"]
    await screen.opens(child, f"review {review_id}")
    await frame(screen, f"Review of {child}", "reviews")
    use("review.css", "moderation.css")

    def draw() -> str:
        shown = screen.read(released, review_id)
        given = {
            "said": partial(says, shown.form, shown.values),
            "sources": SOURCES,
            "named": recommendation_names(shown.form, shown.values),
        }
        return render("reviews/released.html", screen.now, shown=shown, **given)

    await screen.panel(draw, f"review:{review_id}")

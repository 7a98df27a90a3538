"""The screen at /staff/reviews/{id}/versions/{n}: a review as it was handed in at some time, to be read."""

from functools import partial

from fastapi import Request
from nicegui import Client

from feedback.voices.form_versions import form_version
from forms.schema import Form
from pages.staff.reviews.naming import recommendation_names
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from reviews.field_words import says
from reviews.reviews import review
from reviews.versions import ReviewVersion, version
from storage.store import Database


@needs(Permission.SEE_REVIEWS)
def kept_version(db: Database, actor: Actor, review_id: int, which: int) -> tuple[Form, ReviewVersion]:
    """A version with the form that it fills; `NotFound` where there is none that is theirs to see."""
    found = version(db, actor, review_id, which)
    if found is None:
        raise NotFound
    return form_version(db, review(db, actor, review_id)["fingerprint"]), found


def add(context: StaffContext) -> None:
    """Registered after the review itself."""

    @screen_page(context, "/reviews/{review_id}/versions/{which}")
    async def one_version(review_id: str, which: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        asked = number(review_id), number(which)
        _, found = await screen.fetch(kept_version, *asked)
        await screen.opens((await screen.fetch(review, asked[0]))["child"], f"review {asked[0]} version {asked[1]}")

        def draw() -> str:
            form, kept = screen.read(kept_version, *asked)
            values = kept["values"]
            read = {"said": partial(says, form, values), "named": recommendation_names(form, values)}
            return render("reviews/version.html", screen.now, review=asked[0], form=form, version=kept, **read)

        await frame(screen, f"Version {found['number']} of a review", "reviews")
        use("review.css", "moderation.css")
        await screen.panel(draw)

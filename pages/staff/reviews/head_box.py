"""The box of the Head of S&QA on the review screen: its days as acts, in their order (BR-49)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pages.staff.reviews.open_review import OpenReview
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from reviews.closing import close, fill_box, head_box

DONE: Mapping[str, str] = {
    "send": "The sending is on record. The worker and the line manager can read it from now on.",
    "upload": "The upload is on record.",
    "set_meeting": "The tracker meeting is on record.",
}


def drawn_box(opened: OpenReview) -> str:
    """What stands in the box, and what this person does next with it."""
    box = opened.screen.read(head_box, opened.review_id)
    return render("reviews/review_box.html", opened.screen.now, box=box)


def add_box(opened: OpenReview, redraw: Callable[[], Awaitable[None]]) -> None:
    """The acts of the box."""
    screen = opened.screen

    async def take(sent: Mapping[str, Any]) -> None:
        step = str(sent.get("step", ""))
        if step not in DONE:
            return
        form = f"box-{step}"  # a day that was typed for one step never stands in the form of the next
        try:
            await screen.submit(form, fill_box, opened.review_id, step, str(sent.get("day", "")))
        except Unacceptable as trouble:
            screen.refuse(form, {"day": str(trouble)})
            return
        await redraw()
        screen.tell(DONE[step])

    async def end(_: Mapping[str, Any]) -> None:
        await screen.write(close, opened.review_id)
        await redraw()
        screen.tell("The review is closed.")

    screen.on("box", take)
    screen.on("close-review", end)

"""What the Head said at stage 1, where the reviewer meets it: at the top of the review, and at each section."""

from forms.schema import Part
from pages.staff.reviews.open_review import OpenReview
from pages.staff.shell.templates import render
from reviews.moderation.records import Moderation


def asked_of(opened: OpenReview, part: Part) -> Moderation | None:
    """The look that has a comment on this part, and that this person may see."""
    stage = opened.stage()
    look = stage.asked or stage.passed
    return look if look and part.id in look["comments"] else None


def drawn_notice(opened: OpenReview) -> str:
    """What was asked and why, and how much has changed since; nothing where nothing was returned."""
    stage = opened.stage()
    if stage.asked is None or not (stage.returned or stage.may_moderate):
        return ""
    parts = [part for part in opened.view().form.parts if part.id in stage.asked["comments"]]
    given = {"review": opened.review_id, "stage": stage, "look": stage.asked, "parts": parts}
    return render("reviews/review_notice.html", opened.screen.now, **given)

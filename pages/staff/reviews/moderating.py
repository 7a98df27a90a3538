"""Stage 1 beside the review: the Head's comments, checks and view; then how the review goes on (BR-40, G1)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pages.staff.reviews.open_review import OpenReview
from pages.staff.shell.addresses import number
from pages.staff.shell.templates import render
from people.errors import NotFound, Unacceptable
from reviews.grades import grade_options, grade_words, grades_in, overall_part
from reviews.moderation.after_pass import after_pass
from reviews.moderation.known import known_for_checks
from reviews.moderation.records import CHECKS
from reviews.moderation.stage_one import LONGEST_COMMENT, Lacking, Looked, finalise, pass_review, return_review
from reviews.moderation.stage_view import StageView
from reviews.panel.planning import list_review
from reviews.permitted import HEAD_BOX
from reviews.sheet import ReviewView

FORM, FINALISE, LIST = "stage-one", "finalise", "list-it"
PASSES = "pass"
NO_MEETING = "Choose the meeting that discusses it."


class Moderating:
    """The panel of stage 1 in one tab, and what its buttons do."""

    def __init__(self, opened: OpenReview, redraw: Callable[[], Awaitable[None]]) -> None:
        self._opened = opened
        self._screen = opened.screen
        self._redraw = redraw
        self._rules = opened.screen.context.settings.moderation
        for name, act in {"judge": self._judge, "finalise": self._finalise, "list-it": self._list}.items():
            self._screen.on(name, act)

    def draw(self) -> str:
        """The form while it is to be looked at; then the acts that follow; words that were not sent are kept."""
        stage, shown = self._opened.stage(), self._opened.view()
        after = self._screen.read(after_pass, self._opened.review_id)
        if not (stage.moderates or after):
            return ""
        name = "moderate" if stage.may_moderate else "passed"
        given = {"stage": stage, "after": after, "rules": self._rules, **self._of_the_form(shown, stage)}
        return render(f"reviews/review_{name}.html", self._screen.now, **given)

    def _of_the_form(self, shown: ReviewView, stage: StageView) -> Mapping[str, Any]:
        values = {question: one["value"] for question, one in shown.entries.items()}
        given = grades_in(shown.form, values).get(overall_part(shown.form).id, "")
        return {
            "parts": [part for part in shown.form.parts if part.id != HEAD_BOX],
            "checks": CHECKS,
            "known": known_for_checks(shown) if stage.may_moderate else {},
            "grades": grade_options(shown.form),
            "given": grade_words(shown.form, given),
            "grade": lambda code: grade_words(shown.form, code),
            "reviewer": shown.names["reviewer"],
            "longest": LONGEST_COMMENT,
        }

    async def _judge(self, sent: Mapping[str, Any]) -> None:
        shown = await self._opened.fetch()
        looked = Looked(
            checks=[str(one) for one in _listed(sent.get("checks"))],
            comments={part.id: str(sent.get(f"comment-{part.id}", "")) for part in shown.form.parts},
            words=str(sent.get("words", "")),
            grade=str(sent.get("grade", "")),
        )
        passes = sent.get("pressed") == PASSES
        try:
            if passes:
                await self._screen.submit(FORM, pass_review, self._opened.review_id, looked, self._rules)
            else:
                await self._screen.submit(FORM, return_review, self._opened.review_id, looked)
        except Lacking as lacking:
            self._screen.refuse(FORM, lacking.faults)
            return
        except Unacceptable as moved_on:
            await self._redraw()
            self._screen.tell(str(moved_on))
            return
        await self._redraw()
        self._screen.tell("It has passed stage 1." if passes else f"It is returned to {shown.names['reviewer']}.")

    async def _finalise(self, sent: Mapping[str, Any]) -> None:
        try:
            await self._screen.submit(FINALISE, finalise, self._opened.review_id, str(sent.get("reason", "")))
        except Unacceptable as trouble:
            self._screen.refuse(FINALISE, {"reason": str(trouble)})
            return
        await self._redraw()
        self._screen.tell("The review is final.")

    async def _list(self, sent: Mapping[str, Any]) -> None:
        try:
            meeting = number(str(sent.get("meeting", "")))
        except NotFound:
            self._screen.refuse(LIST, {"meeting": NO_MEETING})
            return
        try:
            await self._screen.submit(LIST, list_review, meeting, self._opened.review_id)
        except Unacceptable as trouble:
            self._screen.refuse(LIST, {"meeting": str(trouble)})
            return
        await self._redraw()
        self._screen.tell("It is on the list of the panel.")


def _listed(sent: Any) -> list[Any]:
    return sent if isinstance(sent, list) else []

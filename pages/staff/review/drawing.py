"""Draws the panels of the review screen."""

from pages.staff.glow import Glow
from pages.staff.review.family_words import quoted, said_beside
from pages.staff.review.fields import around_the_quotes, fields_of
from pages.staff.review.opened import Opened, may_write
from pages.staff.templates import render
from reviews.evidence import evidence


class Drawing:
    """Each method draws one panel from what stands in the store at this moment."""

    def __init__(self, opened: Opened, glow: Glow) -> None:
        self._opened = opened
        self._glow = glow

    def sections(self) -> str:
        """The parts of the review, each with its state, and how many voices section 6 holds."""
        shown = self._opened.sheet()
        voices = {piece.voice_id for piece in self._opened.screen.read(evidence, self._opened.review_id).pieces}
        return self._render("sections", sheet=shown, open=self._opened.part_of(shown), voices=len(voices))

    def before(self) -> str:
        """The heading of the part and its fields as far as the findings."""
        shown = self._opened.sheet()
        part = self._opened.part_of(shown)
        fields, _ = around_the_quotes(fields_of(shown, part))
        return self._render("before", sheet=shown, part=part, fields=fields, writes=may_write(shown, part))

    def quotes(self) -> str:
        """The family's words that are cited under the findings."""
        shown = self._opened.sheet()
        part = self._opened.part_of(shown)
        return self._render("quotes", quotes=quoted(self._opened, part), writes=may_write(shown, part))

    def after(self) -> str:
        """The fields after the findings, the grade last."""
        shown = self._opened.sheet()
        _, fields = around_the_quotes(fields_of(shown, self._opened.part_of(shown)))
        return self._render("after", fields=fields)

    def family(self) -> str:
        """What the family said about the part, and the tries to hear them."""
        said = said_beside(self._opened)
        everything = self._opened.screen.read(evidence, self._opened.review_id).pieces
        new = self._glow.new((piece.voice_id, piece.question_id) for piece in everything)
        return self._render("family", said=said, new=new)

    def _render(self, name: str, **values: object) -> str:
        return render(f"review/{name}.html", self._opened.screen.now, **values)

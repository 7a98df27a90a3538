"""Draws the panels of the review screen."""

from pages.staff.reviews.family_words import quoted, said_beside
from pages.staff.reviews.fields import around_the_quotes, fields_of, fields_outside_blocks, is_of_block
from pages.staff.reviews.open_review import HAND_IN, OpenReview, is_reviewer, may_cite, may_write
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.templates import render
from people.roles import Permission
from reviews.completeness import SECTION_6
from reviews.escalations import concerns_about
from reviews.evidence import evidence
from reviews.findings import issues_answered
from reviews.handing_in import still_missing
from reviews.permitted import may_change
from reviews.recommendations import by_row_id, table_parts
from reviews.section_six import SectionSixPart, section_six
from reviews.sheet import ReviewView

IDENTITY = "4"  # the section beside which the prompts on anti-racist practice stand


class Drawing:
    """Each method draws one panel from what stands in the store at this moment."""

    def __init__(self, opened: OpenReview, highlights: Highlights) -> None:
        self._opened = opened
        self._highlights = highlights
        self.shown: ReviewView | None = None  # the review as the sections were drawn from it last
        self.is_sixth = False  # whether section 6 is open

    def sections(self) -> str:
        """The parts of the review, each with its state, and how many voices section 6 holds."""
        shown = self.shown = self._opened.view()
        self.is_sixth = not self._opened.handing_in and self._opened.part_of(shown).number == SECTION_6
        voices = {piece.voice_id for piece in self._opened.screen.read(evidence, self._opened.review_id).pieces}
        here = HAND_IN if self._opened.handing_in else self._opened.part_of(shown).id
        hands_in = is_reviewer(self._opened, shown)
        counts = {SECTION_6: len(voices)}
        return self._render("sections", sheet=shown, open=here, voices=counts, hands_in=hands_in)

    def concerns(self) -> str:
        """The concerns that were raised from this review, whatever part is open (BR-25)."""
        found = self._opened.screen.read(concerns_about, self._opened.review_id)
        raises = self._opened.screen.person.may(Permission.RAISE_CONCERN)
        return self._render("concerns", found=found, raises=raises)

    def title(self) -> str:
        """The heading of the part, and what to look for in it."""
        if self._opened.handing_in:
            return ""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        here = shown.form.parts.index(part) + 1
        more = shown.offered["anti_racist_prompts"] if part.number == IDENTITY else ()
        keeps = self._opened.screen.person.may(Permission.MODERATE_REVIEWS)
        writes = may_write(shown, part)
        return self._render("title", sheet=shown, part=part, writes=writes, here=here, more=more, keeps=keeps)

    def sixth(self, block: str) -> str:
        """One of the three blocks of section 6, as it was logged (BR-08)."""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        if self._opened.handing_in or part.number != SECTION_6:
            return ""
        one = self._block(block)
        notes = may_change(shown.review, self._opened.screen.person)
        return self._render("sixth", sheet=shown, one=one, writes=may_write(shown, part), notes=notes)

    def sixth_fields(self, block: str) -> str:
        """The reviewer's own fields of a block: folded away where what was logged is enough and nothing is written."""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        if self._opened.handing_in or part.number != SECTION_6:
            return ""
        one, fields = self._block(block), [each for each in fields_of(shown, part) if is_of_block(each, block)]
        wanted = not one.complete or any(each.revision for each in fields)
        return self._render("sixth_fields", sheet=shown, one=one, fields=fields, wanted=wanted, **_linked(shown))

    def _block(self, block: str) -> SectionSixPart:
        parts = self._opened.screen.read(section_six, self._opened.review_id)
        return next(one for one in parts if one.id == block)

    def before(self) -> str:
        """The fields of the part as far as the findings."""
        if self._opened.handing_in:
            return self._hand_in()
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        fields, _ = around_the_quotes(fields_outside_blocks(shown, part))
        return self._render("before", sheet=shown, fields=fields, **_linked(shown))

    def quotes(self) -> str:
        """The family's words that are cited under the findings."""
        if self._opened.handing_in:
            return ""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        return self._render("quotes", quotes=quoted(self._opened, part), writes=may_cite(self._opened, shown, part))

    def after(self) -> str:
        """The fields after the findings, the grade last."""
        if self._opened.handing_in:
            return ""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        _, fields = around_the_quotes(fields_outside_blocks(shown, part))
        parts = shown.form.parts
        here = parts.index(part)
        return self._render("after", sheet=shown, fields=fields, parts=parts, here=here, **_linked(shown))

    def family(self) -> str:
        """What the family said about the part, and the tries to hear them."""
        said = said_beside(self._opened)
        everything = self._opened.screen.read(evidence, self._opened.review_id).pieces
        new = self._highlights.new((piece.voice_id, piece.question_id) for piece in everything)
        return self._render("family", said=said, new=new)

    def _hand_in(self) -> str:
        """What is still missing, by part, or the button."""
        shown = self._opened.view()
        lacking = self._opened.screen.read(still_missing, self._opened.review_id)
        parts = [(part, [one for one in lacking if one.part == part.id]) for part in shown.form.parts]
        by_part = [(part, missing) for part, missing in parts if missing]
        return self._render("hand_in", sheet=shown, lacking=by_part, number=len(lacking))

    def _render(self, name: str, **values: object) -> str:
        return render(f"reviews/review_{name}.html", self._opened.screen.now, **values)


def _linked(shown: ReviewView) -> dict[str, object]:
    """The recommendations that a finding can name, and the issues that each of them answers."""
    return {
        "recommendations": by_row_id(shown.form, shown.values),
        "tables": table_parts(shown.form),
        "answered": issues_answered(shown.form, shown.values),
    }

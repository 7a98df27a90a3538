"""Draws the panels of the review screen."""

from pages.staff.reviews.beside_parts import beside_the_parts
from pages.staff.reviews.family_words import quoted, said_beside
from pages.staff.reviews.fields import around_the_quotes, fields_of, fields_outside_blocks, is_of_block
from pages.staff.reviews.head_box import drawn_box
from pages.staff.reviews.looks import asked_of, drawn_notice
from pages.staff.reviews.open_review import OpenReview, may_cite, may_write, offered_beside
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.templates import render
from people.roles import Permission
from reviews.completeness import SECTION_6
from reviews.earlier_words import SECTION, earlier_words_led_to
from reviews.escalations import concerns_about
from reviews.evidence import evidence
from reviews.findings import issues_answered
from reviews.permitted import HEAD_BOX, may_change
from reviews.recommendations import by_row_id, table_parts
from reviews.section_six import SectionSixPart, section_six
from reviews.sheet import ReviewView
from reviews.states import BEING_WRITTEN
from storage.documents import number_of

IDENTITY = "4"  # the section beside which the prompts on anti-racist practice stand


class Drawing:
    """Each method draws one panel from what stands in the store at this moment."""

    def __init__(self, opened: OpenReview, highlights: Highlights) -> None:
        self._opened = opened
        self._highlights = highlights
        self.shown: ReviewView | None = None  # the review as the sections were drawn from it last
        self.is_sixth = False  # whether section 6 is open
        self.is_box = False  # whether the box of the Head is open: acts, and nothing that is typed for long

    def sections(self) -> str:
        """The parts of the review, each with its state, and how many voices section 6 holds."""
        shown = self.shown = self._opened.view()
        self.is_sixth = not self._opened.beside and self._opened.part_of(shown).number == SECTION_6
        self.is_box = not self._opened.beside and self._opened.part_of(shown).id == HEAD_BOX
        voices = {piece.voice_id for piece in self._opened.screen.read(evidence, self._opened.review_id).pieces}
        here = self._opened.beside or self._opened.part_of(shown).id
        came_back = self._opened.stage().since is not None
        beside = offered_beside(self._opened, shown, came_back=came_back)
        return self._render("sections", sheet=shown, open=here, voices={SECTION_6: len(voices)}, beside=beside)

    def concerns(self) -> str:
        """The concerns that were raised from this review, whatever part is open (BR-25)."""
        found = self._opened.screen.read(concerns_about, self._opened.review_id)
        raises = self._opened.screen.person.may(Permission.RAISE_CONCERN)
        return self._render("concerns", found=found, raises=raises)

    def notice(self) -> str:
        """What the Head asked for when it was returned, whatever part is open."""
        return drawn_notice(self._opened)

    def title(self) -> str:
        """The heading of the part, and what to look for in it."""
        if self._opened.beside:
            return ""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        here = shown.form.parts.index(part) + 1
        given = {
            "more": shown.offered["anti_racist_prompts"] if part.number == IDENTITY else (),
            "keeps": self._opened.screen.person.may(Permission.MODERATE_REVIEWS),
            "asked": asked_of(self._opened, part),
            "being_written": shown.review["state"] in BEING_WRITTEN,
            "led_to": self._opened.screen.read(earlier_words_led_to, number_of(shown.review))
            if part.number == SECTION
            else None,
        }
        return self._render("title", sheet=shown, part=part, writes=may_write(shown, part), here=here, **given)

    def sixth(self, block: str) -> str:
        """One of the three blocks of section 6, as it was logged (BR-08)."""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        if self._opened.beside or part.number != SECTION_6:
            return ""
        one = self._block(block)
        notes = may_change(shown.review, self._opened.screen.person)
        return self._render("sixth", sheet=shown, one=one, writes=may_write(shown, part), notes=notes)

    def sixth_fields(self, block: str) -> str:
        """The reviewer's own fields of a block: folded away where what was logged is enough and nothing is written."""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        if self._opened.beside or part.number != SECTION_6:
            return ""
        one, fields = self._block(block), [each for each in fields_of(shown, part) if is_of_block(each, block)]
        wanted = not one.complete or any(each.revision for each in fields)
        return self._render("sixth_fields", sheet=shown, one=one, fields=fields, wanted=wanted, **_linked(shown))

    def _block(self, block: str) -> SectionSixPart:
        parts = self._opened.screen.read(section_six, self._opened.review_id)
        return next(one for one in parts if one.id == block)

    def before(self) -> str:
        """The fields of the part as far as the findings; the box of the Head, and what stands beside the parts."""
        if self._opened.beside:
            return beside_the_parts(self._opened)
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        if part.id == HEAD_BOX:
            return drawn_box(self._opened)
        fields, _ = around_the_quotes(fields_outside_blocks(shown, part))
        return self._render("before", sheet=shown, fields=fields, **_linked(shown))

    def quotes(self) -> str:
        """The family's words that are cited under the findings."""
        if self._opened.beside:
            return ""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        return self._render("quotes", quotes=quoted(self._opened, part), writes=may_cite(self._opened, shown, part))

    def after(self) -> str:
        """The fields after the findings, the grade last."""
        if self._opened.beside:
            return ""
        shown = self._opened.view()
        part = self._opened.part_of(shown)
        _, fields = around_the_quotes([] if part.id == HEAD_BOX else fields_outside_blocks(shown, part))
        parts = shown.form.parts
        here = parts.index(part)
        return self._render("after", sheet=shown, fields=fields, parts=parts, here=here, **_linked(shown))

    def family(self) -> str:
        """What the family said about the part, and the tries to hear them."""
        said = said_beside(self._opened)
        everything = self._opened.screen.read(evidence, self._opened.review_id).pieces
        new = self._highlights.new((piece.voice_id, piece.question_id) for piece in everything)
        return self._render("family", said=said, new=new)

    def _render(self, name: str, **values: object) -> str:
        return render(f"reviews/review_{name}.html", self._opened.screen.now, **values)


def _linked(shown: ReviewView) -> dict[str, object]:
    """The recommendations that a finding can name, and the issues that each of them answers."""
    return {
        "recommendations": by_row_id(shown.form, shown.values),
        "tables": table_parts(shown.form),
        "answered": issues_answered(shown.form, shown.values),
    }

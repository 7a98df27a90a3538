"""Draws the Word templates that come with Heard; `python -m reviews.papers.layouts` writes them beside this file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FOLDER: Final = Path(__file__).parent
INK, DEEP, SOFT = RGBColor(0x1B, 0x25, 0x30), RGBColor(0x0F, 0x4C, 0x5C), RGBColor(0x55, 0x60, 0x6C)
TINT = "EAF4F6"

SECTIONS: Final = (
    "Journey of the Child",
    "Identification of needs, provision of support, and outcomes",
    "Management oversight, influence, and direction",
    "Understanding of Identity and impact on practice",
    "Impact and quality of multi-agency work, involvement of partners and community services",
)
ABOUT: Final = (
    (("Status:", "status"), ("Mosaic ID:", "mosaic_id")),
    (("Name:", "child_name"), ("DOB & Age:", "born_and_age")),
    (("Gender:", "gender"), ("Ethnicity:", "ethnicity")),
    (("Religion:", "religion"), ("Any Additional Needs:", "additional_needs")),
    (("Name of allocated worker:", "worker"), ("Name of Line Manager:", "manager")),
)
FRAME: Final = (
    ("The Practice Review theme/focus is:", "theme"),
    ("Deadline for submission of Practice and Impact Review:", "deadline"),
    ("Date of submission:", "submitted"),
    ("Name of Reviewer:", "reviewer"),
)
TALKS: Final = (
    ("Experience shared by child (dependent on age and understanding), young person, family, or carer", "family"),
    ("Discussion with the allocated worker", "worker"),
    ("Feedback from the line manager", "manager"),
)
HEADS_BOX: Final = (
    ("Date sent to the allocated worker and line manager:", "sent"),
    ("Date uploaded to Mosaic:", "uploaded"),
    ("Date Recommendation Review Tracker Meeting to be held:", "tracker_meeting"),
    ("Was this audit reviewed by the Moderation Panel?", "reviewed_by_panel"),
)
MODERATED: Final = (
    ("Child's Name", "child_name"),
    ("Mosaic ID", "mosaic_id"),
    ("Name of Reviewer", "reviewer"),
    ("Date of Practice and Impact Review", "review_date"),
    ("Overall Grading", "overall_grade"),
    ("Date of Moderation Panel", "panel_date"),
    ("Do you agree with the overall grading given?", "agree_overall"),
    (
        "Based on the evidence and analysis provided in the Practice and Impact Review, and recommendations made, "
        "what grade would you rate the practice",
        "panel_grade",
    ),
)
ATTENDED: Final = (
    ("Held", "held"),
    ("Present", "present"),
    ("Apologies", "apologies"),
    ("Guests", "guests"),
    ("Wrote in it, not noted as present", "wrote"),
)
AGREE: Final = "Do you agree with the grading of this section?"
AGREE_ROWS: Final = "Do you agree with the recommendations made?"
ATTEMPTS: Final = (
    "Were appropriate attempts made to elicit feedback and to discuss the child, young person or family with the "
    "worker and manager?"
)
ASKED: Final = (
    *((str(number), title, AGREE) for number, title in enumerate(SECTIONS, start=10)),
    ("15", "Feedback", ATTEMPTS),
    ("16", "Summary of findings and grading", AGREE),
    ("17", "Child Specific Recommendations", AGREE_ROWS),
    ("18", "Service Specific Recommendations", AGREE_ROWS),
)


def review_layout() -> Document:
    """Appendix 1."""
    document = _begun("Practice and Impact Review")
    _pairs(document, ABOUT)
    _facts(document, FRAME)
    document.add_heading("Practice Standards", 1)
    columns = (("Practice Standard", "standard"), ("Outcome", "outcome"), ("Any action required", "action"))
    _rows(document, "standards", columns, (7.5, 3, 6.5))
    for number, title in enumerate(SECTIONS, start=1):
        _graded(document, str(number), title)
    document.add_heading("6. Feedback", 1)
    for title, block in TALKS:
        document.add_heading(title, 2)
        field = f"feedback_{block}"
        _facts(document, (("Date:", f"{field}.date"), ("Method:", f"{field}.method")))
        document.add_paragraph(f"{{{{ {field}.words }}}}")
    _quotes(document, "quotes_6")
    _graded(document, "7", "Summary of findings and grading")
    recommended = (("By whom", "by_whom"), ("Date for completion", "date"))
    document.add_heading("8. Child Specific Recommendations", 1)
    child = (("Action", "action"), ("Impact on the child", "impact"), *recommended)
    _rows(document, "child_recommendations", child, (5.5, 5.5, 3, 3))
    document.add_heading("9. Service Specific Recommendations", 1)
    service = (("Action", "action"), ("Anticipated Impact on children/families", "impact"), *recommended)
    _rows(document, "service_recommendations", service, (5.5, 5.5, 3, 3))
    _answers(document, "reasons")
    document.add_heading("To be completed by Head of Safeguarding & Quality Assurance", 1)
    _facts(document, HEADS_BOX)
    return document


def moderation_layout() -> Document:
    """Appendix 2."""
    document = _begun("Moderation Record")
    _facts(document, MODERATED)
    for number, title, asks in ASKED:
        document.add_heading(f"{number}. {title}", 1)
        table = _table(document, (asks, "Comments:"), (6, 11))
        cells = _added(table).cells
        cells[0].text = f"{{{{ section_{number}.agree }}}}"
        cells[1].text = f"{{{{ section_{number}.comments }}}}"
        _breathe(document)
    document.add_heading("19. Any Actions Arising from Moderation", 1)
    _rows(document, "actions", (("Action", "action"), ("By Who", "who"), ("Timescale", "by")), (9, 4.5, 3.5))
    return document


def minutes_layout() -> Document:
    """The minutes of a monthly meeting of the tracker."""
    document = _begun("Minutes of the Tracker Meeting", "Held {{ held }}.")
    _facts(document, ATTENDED)
    document.add_paragraph("{{ scope }}")
    document.add_paragraph("{{ notes }}")
    document.add_heading("Discussed", 1)
    _discussed(document)
    for title, name in (("No update this month", "no_update"), ("Not reached", "not_reached")):
        document.add_heading(title, 1)
        _rows(document, name, (("Number", "number"), ("Action", "action"), ("About", "about")), (2, 8.5, 6.5))
    document.add_heading("Next meeting", 1)
    document.add_paragraph("{{ next_meeting }}")
    return document


def _begun(title: str, foot_says: str = "Made {{ made }}.") -> Document:
    """A4, in British English, with the marking at its head and the page's number at its foot."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Heard"
    document.core_properties.language = "en-GB"
    _styles(document)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    head = page.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run("{{ marking }}").bold = True
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{title}. {foot_says} Page ")
    _page_field(foot, "PAGE")
    foot.add_run(" of ")
    _page_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(9), SOFT
    document.add_paragraph(title, style="Title")
    return document


def _styles(document: Document) -> None:
    looks = (("Normal", 10.5, INK), ("Title", 22, DEEP), ("Heading 1", 14, DEEP), ("Heading 2", 11.5, DEEP))
    for name, size, colour in looks:
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), "Arial")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _graded(document: Document, number: str, title: str) -> None:
    document.add_heading(f"{number}. {title}", 1)
    prompts = document.add_paragraph().add_run(f"{{{{ section_{number}.prompts }}}}")
    prompts.font.size, prompts.font.color.rgb = Pt(8.5), SOFT
    _answers(document, f"section_{number}.answers")
    _quotes(document, f"section_{number}.quotes")
    grade = document.add_paragraph()
    grade.add_run("Grading: ").bold = True
    grade.add_run(f"{{{{ section_{number}.grade }}}}").bold = True


def _answers(document: Document, name: str) -> None:
    document.add_paragraph(f"{{%p for one in {name} %}}")
    asks = document.add_paragraph()
    asks.paragraph_format.keep_with_next = True
    asks.paragraph_format.space_after = Pt(2)
    asks.add_run("{{ one.asks }}").bold = True
    document.add_paragraph("{{ one.says }}")
    document.add_paragraph("{%p endfor %}")


def _discussed(document: Document) -> None:
    """Each item under who answers for it: what was to be done, whose it is, and what the meeting said."""
    document.add_paragraph("{%p for one in discussed %}")
    document.add_paragraph("{%p if one.begins %}")
    document.add_heading("{{ one.begins }}", 2)
    document.add_paragraph("{%p endif %}")
    action = document.add_paragraph()
    action.paragraph_format.keep_with_next = True
    action.paragraph_format.space_after = Pt(2)
    action.add_run("{{ one.number }} {{ one.action }}").bold = True
    about = document.add_paragraph()
    about.paragraph_format.keep_with_next = True
    about.paragraph_format.space_after = Pt(2)
    told = about.add_run("{{ one.about }}")
    told.font.size, told.font.color.rgb = Pt(9), SOFT
    document.add_paragraph("{{ one.said }}")
    document.add_paragraph("{%p endfor %}")


def _quotes(document: Document, name: str) -> None:
    document.add_paragraph(f"{{%p for one in {name} %}}")
    quote = document.add_paragraph("{{ one.words }}")
    quote.paragraph_format.left_indent = Cm(0.8)
    quote.paragraph_format.keep_with_next = True
    quote.paragraph_format.space_after = Pt(2)
    source = document.add_paragraph()
    source.paragraph_format.left_indent = Cm(0.8)
    told = source.add_run("{{ one.source }}")
    told.font.size, told.font.color.rgb = Pt(9), SOFT
    document.add_paragraph("{%p endfor %}")


def _facts(document: Document, facts: Iterable[tuple[str, str]]) -> None:
    """Two columns: what it is, and what is so."""
    table = _bare(document, (7, 10))
    for title, name in facts:
        cells = _added(table).cells
        _label(cells[0], title)
        cells[1].text = f"{{{{ {name} }}}}"
    _breathe(document)


def _pairs(document: Document, pairs: Iterable[Sequence[tuple[str, str]]]) -> None:
    """Four columns, as at the head of Appendix 1."""
    table = _bare(document, (3.8, 4.7, 3.8, 4.7))
    for pair in pairs:
        cells = _added(table).cells
        for place, (title, name) in enumerate(pair):
            _label(cells[2 * place], title)
            cells[2 * place + 1].text = f"{{{{ {name} }}}}"
    _breathe(document)


def _rows(document: Document, name: str, columns: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
    """A table with a row for each of a list; its header is said again on every page."""
    table = _table(document, [title for title, _ in columns], widths)
    _added(table).cells[0].text = f"{{%tr for one in {name} %}}"
    cells = _added(table).cells
    for cell, (_, field) in zip(cells, columns, strict=True):
        cell.text = f"{{{{ one.{field} }}}}"
    _added(table).cells[0].text = "{%tr endfor %}"
    _breathe(document)


def _table(document: Document, titles: Sequence[str], widths: Sequence[float]) -> Table:
    table = _bare(document, widths)
    row = _added(table)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, title in zip(row.cells, titles, strict=True):
        _label(cell, title)
    return table


def _added(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _bare(document: Document, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _label(cell: _Cell, title: str) -> None:
    cell.paragraphs[0].add_run(title).bold = True
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _breathe(document: Document) -> None:
    """Word joins tables that touch."""
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _page_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


LAYOUTS: Final = {"review": review_layout, "moderation": moderation_layout, "minutes": minutes_layout}

if __name__ == "__main__":
    for name, layout in LAYOUTS.items():
        layout().save(str(FOLDER / f"{name}.docx"))

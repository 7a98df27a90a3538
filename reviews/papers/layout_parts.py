"""How a built-in Word template is drawn: its head, tables of facts and rows, and the fields that docxtpl fills."""

from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

INK, DEEP, SOFT = RGBColor(0x1B, 0x25, 0x30), RGBColor(0x0F, 0x4C, 0x5C), RGBColor(0x55, 0x60, 0x6C)
TINT = "EAF4F6"


def begun(title: str, foot_says: str = "Made {{ made }}.") -> Document:
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


def graded(document: Document, number: str, title: str) -> None:
    """A graded section: its prompts, what was found, what the family said, and the grade."""
    document.add_heading(f"{number}. {title}", 1)
    prompts = document.add_paragraph().add_run(f"{{{{ section_{number}.prompts }}}}")
    prompts.font.size, prompts.font.color.rgb = Pt(8.5), SOFT
    answers(document, f"section_{number}.answers")
    quotes(document, f"section_{number}.quotes")
    grade = document.add_paragraph()
    grade.add_run("Grading: ").bold = True
    grade.add_run(f"{{{{ section_{number}.grade }}}}").bold = True


def answers(document: Document, name: str) -> None:
    """Each question of a list with its answer."""
    document.add_paragraph(f"{{%p for one in {name} %}}")
    asks = document.add_paragraph()
    asks.paragraph_format.keep_with_next = True
    asks.paragraph_format.space_after = Pt(2)
    asks.add_run("{{ one.asks }}").bold = True
    document.add_paragraph("{{ one.says }}")
    document.add_paragraph("{%p endfor %}")


def discussed(document: Document) -> None:
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


def quotes(document: Document, name: str) -> None:
    """The family's words of a list, each with where they come from."""
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


def facts(document: Document, facts: Iterable[tuple[str, str]]) -> None:
    """Two columns: what it is, and what is so."""
    table = _bare(document, (7, 10))
    for title, name in facts:
        cells = added(table).cells
        _label(cells[0], title)
        cells[1].text = f"{{{{ {name} }}}}"
    breathe(document)


def in_pairs(document: Document, pairs: Iterable[Sequence[tuple[str, str]]]) -> None:
    """Four columns, as at the head of Appendix 1."""
    table = _bare(document, (3.8, 4.7, 3.8, 4.7))
    for pair in pairs:
        cells = added(table).cells
        for place, (title, name) in enumerate(pair):
            _label(cells[2 * place], title)
            cells[2 * place + 1].text = f"{{{{ {name} }}}}"
    breathe(document)


def rows(document: Document, name: str, columns: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
    """A table with a row for each of a list; its header is said again on every page."""
    table = table_of(document, [title for title, _ in columns], widths)
    added(table).cells[0].text = f"{{%tr for one in {name} %}}"
    cells = added(table).cells
    for cell, (_, field) in zip(cells, columns, strict=True):
        cell.text = f"{{{{ one.{field} }}}}"
    added(table).cells[0].text = "{%tr endfor %}"
    breathe(document)


def table_of(document: Document, titles: Sequence[str], widths: Sequence[float]) -> Table:
    """A table under these titles, which are said again on every page; widths in cm."""
    table = _bare(document, widths)
    row = added(table)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, title in zip(row.cells, titles, strict=True):
        _label(cell, title)
    return table


def added(table: Table) -> _Row:
    """A new row of a table."""
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


def breathe(document: Document) -> None:
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

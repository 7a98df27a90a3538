"""A Word document as the tests read it back: its headings, and under each its tables and texts."""

import io
from dataclasses import dataclass, field

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

Rows = list[list[str]]


@dataclass
class Under:
    """What stands under one heading."""

    texts: list[str] = field(default_factory=list)
    tables: list[Rows] = field(default_factory=list)


def read_back(content: bytes) -> dict[str, Under]:
    """By heading, in the order of the document; what stands before the first is under the title."""
    found: dict[str, Under] = {}
    here = Under()
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            here.tables.append([[cell.text for cell in row.cells] for row in block.rows])
        elif isinstance(block, Paragraph) and block.style is not None:
            if block.style.name in ("Title", "Heading 1", "Heading 2"):
                here = found.setdefault(block.text, Under())
            elif block.text:
                here.texts.append(block.text)
    return found


def facts(rows: Rows) -> dict[str, str]:
    """A table of names and values, in pairs from left to right."""
    return {row[at]: row[at + 1] for row in rows for at in range(0, len(row), 2)}

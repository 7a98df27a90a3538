"""Paragraphs that begin in a script from right to left are set from right to left, as a browser does by itself."""

import unicodedata
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")


def set_directions(body: Any) -> None:
    """Mark each such paragraph of a document's body, and its runs."""
    for paragraph in body.iter(qn("w:p")):
        if is_right_to_left("".join(text.text or "" for text in paragraph.iter(qn("w:t")))):
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
            for run in paragraph.iter(qn("w:r")):
                run.get_or_add_rPr().insert_element_before(OxmlElement("w:rtl"), *_AFTER_RTL)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((one for one in strong if one in ("L", "R", "AL")), "L") != "L"

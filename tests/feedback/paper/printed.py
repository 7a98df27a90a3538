"""Paper as the tests hold it: the PDF opened, and its pages as pictures in which the codes are read."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
import typst
import zxingcpp
from PIL import Image

from documents.pdf import FONTS, inputs
from feedback.paper.letterhead import Letterhead
from feedback.paper.letters import Letter
from feedback.paper.printing import FOLDER

NOW = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)
HEAD = Letterhead(
    "Your views", "City of London Children and Families", "https://views.example", "020 7332 3621", "020 8356 2710"
)
ADDRESS = ["Mrs Almaz Tesfamariam", "Flat 12, Golden Lane Estate", "LONDON", "EC1Y 0RD"]
TOKEN, CODE = "t0kenT0kenT0kenT0ken12", "4XKQ79MTBD"


def a_letter(language: str, audience: str = "parent_carer") -> Letter:
    return Letter(7, language, audience, TOKEN, CODE, NOW, NOW + timedelta(days=30))


def codes_on(picture: bytes) -> list[str]:
    """What a scanner reads in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]


def pictures(template: str, words: Mapping[str, Any]) -> list[bytes]:
    """The pages as they look, at the resolution of a plain office printer's draft."""
    made = typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=150,
        sys_inputs=inputs(words),
    )
    return made if isinstance(made, list) else [made]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def parts(pdf: bytes) -> list[tuple[str, str, str]]:
    """The structure that a screen reader walks: kind, language and described picture of each part."""
    with opened(pdf) as paper:
        return list(_walk(paper.Root.StructTreeRoot))


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in the file, without the tag of their subset."""
    found = (font for page in opened(pdf).pages for font in page.Resources.Font.values())
    return {str(font.BaseFont).partition("+")[2] for font in found}


def _walk(node: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _walk(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)[1:], str(node.get("/Lang", "")), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _walk(node.K)

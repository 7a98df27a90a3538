"""Sets a template with its words as an accessible PDF; the words are data and are never read as mark-up."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
ACCESSIBLE = "ua-1"  # PDF/UA: tagged, titled, each part's language set, each picture described


def typeset(template: str, words: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of `template`.typ. Takes some 50 ms, so not inside a transaction and not on the event loop."""
    made = typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,  # the same paper on each machine
        format="pdf",
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        pdf_standards=[ACCESSIBLE],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made

"""Sets a template with its words as an accessible PDF; the words are data and are never read as mark-up."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from language.isolates import isolated
from people.errors import Unacceptable

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
ACCESSIBLE: Final = "ua-1"  # PDF/UA: tagged, titled, each part's language set, each picture described


_NOT_IN_OUR_FONTS = re.compile(r'the text `"(.+?)"` could not be displayed')


def typeset(template: str, words: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of `template`.typ. Takes some 50 ms, so not inside a transaction and not on the event loop.

    `Unacceptable` names a sign that no font of ours has, rather than printing an empty box.
    """
    try:
        return _compiled(template, words, at)
    except typst.TypstError as error:
        if sign := _NOT_IN_OUR_FONTS.search(str(error)):
            raise Unacceptable(f"“{sign[1]}” cannot be printed. Write it in Latin letters.") from None
        raise


def _isolated(words: Any) -> Any:
    """The words with their numbers kept together, however deep they lie."""
    if isinstance(words, str):
        return isolated(words)
    if isinstance(words, Mapping):
        return {name: _isolated(each) for name, each in words.items()}
    return [_isolated(each) for each in words] if isinstance(words, list | tuple) else words


def _compiled(template: str, words: Mapping[str, Any], at: datetime) -> bytes:
    made = typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,  # the same paper on each machine
        format="pdf",
        sys_inputs={"words": json.dumps(_isolated(words), ensure_ascii=False)},
        pdf_standards=ACCESSIBLE,
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made

"""Letters that were lost because a file was saved in one encoding and read in another."""

import re

LOST = "has letters that were lost when the file was saved. Save it as a workbook or as “CSV UTF-8”."
# behind a letter stand here what older code pages have for one: “Zo‰” was Zoë, “Fa‡ade” Façade
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])(?:[‚‰¤]|[‡„](?=[^\W\d_]))")


def lost_letters(text: str) -> bool:
    """Whether letters of a text are certainly not those that were written; never for words that could be meant so."""
    return not text.isascii() and (_LOST.search(text) is not None or _read_twice(text))


def _read_twice(text: str) -> bool:
    """UTF-8 that was read as another encoding and saved again: “ZoÃ«”."""
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False

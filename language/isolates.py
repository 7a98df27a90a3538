"""Keeps a phone number, a date or a range together, left to right, inside words that run from right to left.

Without it `رقمي 020 7946 0123` is drawn as `0123 7946 020`: each group stands where the next word would.
"""

import re

_BEGIN, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# one gap between two groups of digits; a comma or a full stop with a space after it ends what belongs together
_GAP = "(?: ?[-\u2010-\u2015/] ?|[.:,]|[ \u00a0\u202f]|\\) ?| ?\\()"
_DONE = f"{_BEGIN}[^{_BEGIN}{_END}]*{_END}"
_TOGETHER = re.compile(rf"(?P<done>{_DONE})|[+(]{{1,2}}\d+(?:{_GAP}\d+)*|(?<!\d)\d+(?:{_GAP}\d+)+")
# a page's text; what stands in tags and in boxes is read back by programs and stays as it is
_PIECE = re.compile(r"(?P<kept><(?P<box>textarea|script|style|option|title)\b.*?</(?P=box)>|<[^>]*>)|[^<]+", re.DOTALL)
_OURS = re.compile(rf"{_BEGIN}([+(]{{0,2}}\d+(?:{_GAP}\d+)*){_END}")


def isolated(text: str) -> str:
    """The text with each run of digits in Unicode's isolates, where letters from right to left stand near it."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    return _TOGETHER.sub(lambda run: run[0] if run["done"] else f"{_BEGIN}{run[0]}{_END}", text)


def unisolated(text: str) -> str:
    """The text as it was typed, without what `isolated` put in for the eye."""
    return text if text.isascii() else _OURS.sub(r"\1", text)


def isolated_html(html: str) -> str:
    """The same for the text of a page, outside its tags and boxes."""
    if html.isascii() or not _RIGHT_TO_LEFT.search(html):
        return html
    return _PIECE.sub(lambda piece: piece[0] if piece["kept"] else isolated(piece[0]), html)


def shown(value: object) -> object:
    """For a template's `finalize`: every text is isolated; mark-up and numbers stay as they are."""
    return isolated(value) if type(value) is str else value

"""A paper as an accessible PDF; a sign that no font of ours has is told, and holds nothing up."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from documents.font_signs import MARK, printable
from documents.pdf import NotTypeset, typeset
from people.errors import Unacceptable

READING_PACK, MINUTES, ACCESS_PACK = (
    Path(__file__).with_name(f"{name}.typ") for name in ("reading_pack", "minutes", "access_pack")
)
MOST_TRIES = 12  # signs that a font has by itself and not in the place where they stand
MOST_NAMED = 20
MARKED = f"{MARK} stands where a sign could not be printed."
_LONG_WORD = re.compile(r"\S{41,}")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def paper_pdf(template: Path, said: Mapping[str, Any], at: datetime) -> tuple[bytes, str]:
    """The PDF, and a sentence with the signs in whose place a square stands; "" where there are none.

    Takes a few seconds for twelve long reviews, so not inside a transaction and not on the event loop.
    """
    missing: dict[str, None] = {}
    words = _breakable(printable(said, missing))
    for _ in range(MOST_TRIES):
        try:
            return typeset(template, {**words, "missing": MARKED if missing else ""}, at), told(missing)
        except NotTypeset as fault:
            if not fault.sign:
                break
            missing.setdefault(fault.sign)
            words = _without(words, fault.sign)
    raise Unacceptable("The paper could not be set. Nothing has left; the trouble is in the log.")


def told(missing: Mapping[str, None]) -> str:
    """Which signs could not be printed."""
    return f"No font here has {', '.join(list(missing)[:MOST_NAMED])}: {MARKED}" if missing else ""


def _breakable(words: Any) -> Any:
    """Words of more than 40 letters may break, so that nothing runs off the page."""
    if isinstance(words, str):
        return _LONG_WORD.sub(lambda long: _MAY_BREAK.join(re.findall(".{1,20}", long[0])), words)
    return _each(words, _breakable)


def _without(words: Any, sign: str) -> Any:
    if isinstance(words, str):
        return words.replace(sign, MARK)
    return _each(words, lambda one: _without(one, sign))


def _each(words: Any, change: Any) -> Any:
    if isinstance(words, Mapping):
        return {name: change(each) for name, each in words.items()}
    return [change(each) for each in words] if isinstance(words, list | tuple) else words

"""Sets a template with its words as an accessible PDF; the words are data and are never read as mark-up."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import structlog
import typst

from documents.qr_codes import Picture
from language.isolates import isolated
from language.visible import is_unknown

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Bengali")  # one a script
ONE_LINE = Path(__file__).with_name("line.typ")
ACCESSIBLE: Final = "ua-1"  # PDF/UA: tagged, titled, each part's language set, each picture described
MOST_NAMED = 6  # signs of one line; the sentence that names them is read by a person

_NOT_IN_OUR_FONTS = re.compile(r'the text `"(.+?)"` could not be displayed')
_WRITTEN_OUT = re.compile(r"\\u\{([0-9a-f]+)\}")
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_log = structlog.get_logger("heard.paper")


class NotTypeset(Exception):
    """No PDF could be made; `sign` is what no font of ours has, "" where it is something else."""

    def __init__(self, sign: str = "") -> None:
        self.sign = sign
        super().__init__(f"no font has {sign!r}" if sign else "the template could not be set")


def typeset(template: Path, words: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of a Typst template. Takes some 50 ms, so not inside a transaction and not on the event loop.

    `NotTypeset` names a sign that no font of ours has, rather than printing an empty box.
    """
    try:
        return _compiled(template, words, at)
    except typst.TypstError as error:
        if sign := _refused_sign(error):
            raise NotTypeset(sign) from None
        _log.exception("paper", template=template.stem)
        raise NotTypeset from error


def unprintable(line: str) -> str:
    """The signs of a line that cannot be printed, in their order and each once; "" where all of it can."""
    unknown = "".join(dict.fromkeys(sign for sign in line if is_unknown(sign)))
    rest = "".join(sign for sign in line if sign not in unknown)
    return unknown + "".join(_without_a_font(rest))


def _without_a_font(line: str) -> Iterator[str]:
    """Typst names one sign at a time, so each is taken out and the rest is tried again."""
    for _ in range(MOST_NAMED):
        try:
            _compiled(ONE_LINE, {"line": line}, _ANY_TIME)
        except typst.TypstError as error:
            sign = _refused_sign(error)
            if not sign or sign not in line:
                yield line  # what it does not name, nobody can be told: the line itself is
                return
            yield sign.strip()
            line = line.replace(sign, "")
        else:
            return


def _refused_sign(error: typst.TypstError) -> str:
    found = _NOT_IN_OUR_FONTS.search(str(error))
    return _WRITTEN_OUT.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def _isolated(words: Any) -> Any:
    """The words with their numbers kept together, however deep they lie; what is a picture stays as it is."""
    if isinstance(words, Picture):
        return words
    if isinstance(words, str):
        return isolated(words)
    if isinstance(words, Mapping):
        return {name: _isolated(each) for name, each in words.items()}
    return [_isolated(each) for each in words] if isinstance(words, list | tuple) else words


def inputs(words: Mapping[str, Any]) -> dict[str, str]:
    """What a template reads: `words`, and the `fonts` in the order in which a sign is looked for in them."""
    return {"words": json.dumps(_isolated(words), ensure_ascii=False), "fonts": json.dumps(FAMILIES)}


def _compiled(template: Path, words: Mapping[str, Any], at: datetime) -> bytes:
    made = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,  # the same paper on each machine
        format="pdf",
        sys_inputs=inputs(words),
        pdf_standards=ACCESSIBLE,
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made

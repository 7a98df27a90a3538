"""Which signs our fonts have, read from the fonts themselves: what no font has is marked, and the rest is printed."""

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from documents.pdf import FONTS, unprintable
from language.visible import is_unknown

MARK = "\N{WHITE SQUARE}"  # stands where a sign could not be printed
_SHOWS_NOTHING = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufe0e\u2066\u2067\u2068\u2069\n\r\t ")
_SYMBOLS = ("\u2000", "\u2bff")  # arrows, signs of mathematics, shapes: Typst brings a font for many of them
_UNICODE = {(3, 10), (0, 4), (0, 6), (3, 1), (0, 3)}


def printable(words: Any, missing: dict[str, None]) -> Any:
    """The words, however deep they lie, with a square for each sign that no font has; those are added to `missing`."""
    if isinstance(words, str):
        return words if words.isascii() and words.isprintable() else "".join(_signs(words, missing))
    if isinstance(words, Mapping):
        return {name: printable(each, missing) for name, each in words.items()}
    return [printable(each, missing) for each in words] if isinstance(words, list | tuple) else words


def _signs(words: str, missing: dict[str, None]) -> Iterator[str]:
    known = known_signs()
    for sign in words:
        if sign in _SHOWS_NOTHING:
            yield sign
        elif is_unknown(sign):
            continue
        elif ord(sign) in known or (_SYMBOLS[0] <= sign <= _SYMBOLS[1] and _is_drawn(sign)):
            yield sign
        else:
            missing.setdefault(sign)
            yield MARK


@cache
def _is_drawn(sign: str) -> bool:
    return not unprintable(sign)


@cache
def known_signs() -> frozenset[int]:
    """The code points that any of our fonts draws."""
    return frozenset(point for font in FONTS.glob("*-Regular.ttf") for point in _points(font.read_bytes()))


def _points(font: bytes) -> Iterator[int]:
    """What the `cmap` table of a font maps to a glyph (OpenType, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for number in range(maps):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            (kind,) = struct.unpack_from(">H", font, start + offset)
            yield from {4: _segments, 12: _groups}.get(kind, _none)(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def _groups(font: bytes, at: int) -> Iterator[int]:
    (number,) = struct.unpack_from(">I", font, at + 12)
    for each in range(number):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * each)
        yield from range(first, last + 1)


def _none(font: bytes, at: int) -> Iterator[int]:
    return iter(())

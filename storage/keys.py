"""The text under which a value stands in the index: equal values have equal keys, and keys sort as values do."""

import struct
from typing import Any

ABSENT = "~"  # sorts after every key: a document without the field still has its place in an order
LAST = "}"  # sorts after every key of a value and before ABSENT
NULL = "n"
OTHER = "x"  # a dict, or a list within a list: known to be there, and not what it is
LONGEST = 200  # characters of a text that count for the index; a longer text is still compared whole afterwards

_pack_float = struct.Struct(">d").pack
_unpack_float = struct.Struct(">d").unpack
_WHOLE_NUMBERS = 1 << 53  # below it no two whole numbers share a key


def key_of(value: Any) -> str | None:
    """The key of a scalar; None when such a value is not indexed."""
    if isinstance(value, str):
        return "s" + value[:LONGEST]
    if value is None:
        return NULL
    if isinstance(value, int | float):
        return _number(value)
    return None


def is_whole(key: str) -> bool:
    """Whether equal keys prove equal values."""
    return key != NULL and (key[0] == "h" or (key[0] == "s" and len(key) <= LONGEST))


def proves(value: str | int, key: str) -> bool:
    """Whether nothing but this value, or a list that holds it, can stand under its key."""
    return is_whole(key) if isinstance(value, str) else abs(value) < _WHOLE_NUMBERS


def bounds_of_type(key: str) -> tuple[str, str]:
    """The lowest and the highest key of values that compare with this one."""
    return key[0], chr(ord(key[0]) + 1)


def value_of(key: str) -> str | float | None:
    """What a key was made of, a number as a float; None where the key does not tell it: a hash, or a text cut short."""
    if key[0] == "s":
        return key[1:] if len(key) <= LONGEST else None
    if key[0] == "d":
        bits = int(key[1:], 16)
        plain = bits ^ 0x8000000000000000 if bits >> 63 else bits ^ 0xFFFFFFFFFFFFFFFF
        return float(_unpack_float(plain.to_bytes(8, "big"))[0])
    return None


def _number(value: float) -> str | None:
    """Sixteen hexadecimal digits that sort as the numbers do; 1, 1.0 and True are equal to Python and so here."""
    try:
        bits = int.from_bytes(_pack_float(float(value) + 0.0), "big")
    except OverflowError:
        return None
    if value != value:
        return None
    flipped = bits ^ 0xFFFFFFFFFFFFFFFF if bits >> 63 else bits | 0x8000000000000000
    return f"d{flipped:016x}"

"""How long a text is to the network: its alphabet, its units and its parts, each of which is paid for."""

from collections.abc import Iterable
from dataclasses import dataclass

GSM_7, UCS_2 = "GSM-7", "UCS-2"

# 3GPP TS 23.038: the basic table, and the extension table whose characters take two units.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_ROOM = {GSM_7: (160, 153), UCS_2: (70, 67)}  # units alone in one part, and in each of several


@dataclass(frozen=True)
class Length:
    """What a text comes to: `units` are septets of GSM-7 or 16-bit units of UCS-2."""

    parts: int
    alphabet: str
    units: int

    def pence(self, price: float) -> float:
        """An estimate of what it costs at this price for each part."""
        return round(self.parts * price, 1)


def measure(text: str) -> Length:
    """One character outside GSM-7 makes the whole text UCS-2, where an emoji is two units."""
    alphabet = GSM_7 if all(each in _BASIC or each in _EXTENDED for each in text) else UCS_2
    sizes = [_size(each, alphabet) for each in text]
    alone, together = _ROOM[alphabet]
    units = sum(sizes)
    return Length(1 if units <= alone else _parts(sizes, together), alphabet, units)


def _size(character: str, alphabet: str) -> int:
    if alphabet == GSM_7:
        return 2 if character in _EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1


def _parts(sizes: Iterable[int], room: int) -> int:
    """A character of two units is never cut in two: it begins the next part."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts

"""Digits typed in any of our scripts, read as 0 to 9."""

_ZEROS = {
    "Arabic-Indic": 0x0660,
    "Extended Arabic-Indic": 0x06F0,
    "Bengali": 0x09E6,
    "full width": 0xFF10,
}
# Ethiopic has no nought, and from ten on one sign for each ten. Only 1 to 9 can be read sign by sign,
# so the higher signs stay as they are: a code with them is refused and asked for again, never misread.
_ETHIOPIC_ONE = 0x1369

_FOLDS = {zero + digit: str(digit) for zero in _ZEROS.values() for digit in range(10)} | {
    _ETHIOPIC_ONE + place: str(place + 1) for place in range(9)
}


def fold_digits(text: str) -> str:
    """The text with every digit as 0 to 9; all else stays as it was typed."""
    return text if text.isascii() else text.translate(_FOLDS)

"""Digits typed in any script, read as 0 to 9."""

import unicodedata


class _Folds(dict[int, str]):
    """What each sign is read as, found out when it is first met."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        value = unicodedata.decimal(sign, None)
        # Ethiopic has no nought, and from ten on one sign for each ten. Only 1 to 9 can be read sign by sign,
        # so the higher signs stay as they are: a code with them is refused and asked for again, never misread.
        if value is None and unicodedata.name(sign, "").startswith("ETHIOPIC DIGIT"):
            value = unicodedata.digit(sign)
        self[number] = sign if value is None else str(value)
        return self[number]


_FOLDS = _Folds()


def fold_digits(text: str) -> str:
    """The text with every digit as 0 to 9; all else stays as it was typed."""
    return text if text.isascii() else text.translate(_FOLDS)

"""The spelling in which the alarming words and a text are compared, whatever its language and its keyboard."""

import re
import unicodedata

from language.folding import fold_text

_LATIN = re.compile("([a-zß-öø-ɏḀ-ỿ]+)")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻ`´′＇"), " ")  # l’agression, m'vret: a word of its own stands behind
_ONE_I = {ord("ı"): "i", 0x0307: None}  # Turkish has two, and a keyboard that is not Turkish writes one
_ETHIOPIC = range(0x1200, 0x1358)
_SAME_CONSONANT = {0x1248: 0x1240, 0x1250: 0x1240, 0x1258: 0x1240, 0x1288: 0x1200, 0x12B0: 0x12A8, 0x12B8: 0x12A8,
                   0x12C0: 0x12A8, 0x1310: 0x1308}  # fmt: skip
_WITHOUT_VOWELS = {sign: chr(_SAME_CONSONANT.get(sign & ~7, sign & ~7)) for sign in _ETHIOPIC}
_PERSIAN_PREFIX = re.compile(r"(?<!\S)(ن?م[یي])\s+(?=\S)")  # written apart, together, or with a joiner in between


def as_written(text: str) -> str:
    """Small letters, words with one space, one letter for those that keyboards have two of; marks and vowels stay."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold().translate(_ONE_I))
    parts = _LATIN.split(_PERSIAN_PREFIX.sub(r"\1", small.translate(_APOSTROPHES)))
    parts[::2] = map(fold_text, parts[::2])  # between the Latin words
    return " ".join(filter(None, parts))


def plain(written: str) -> str:
    """The same without accents and tones, and Ethiopic letters without their vowels: these change with each form."""
    return fold_text(written).translate(_WITHOUT_VOWELS)

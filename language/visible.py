"""Text as people see it: without the signs that show nothing, which come along when a name is pasted from elsewhere."""

import re
import unicodedata

# drawn as nothing, or as a gap, whatever the font: byte order mark, soft hyphen, direction marks, fillers
_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
_GAP = re.compile("[\x00-\x1f\x7f-\x9f\u115f\u1160\u2028\u2029\u2800\u3164\uffa0]")
# Joiners and selectors shape the sign before them (Persian, Bengali, emoji); with none before them they are nothing.
_SHAPERS = "\u200c\u200d\u180b-\u180f\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_LOOSE = re.compile(f"(?:(?<=\\s)|^)[{_SHAPERS}]+|[\u200c\u200d]+(?=\\s|$)")
_LONE_HALF = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text in one line, composed, with single spaces; half a sign becomes the sign that says one was lost."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = _LONE_HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    shown = _GAP.sub(" ", _NOTHING.sub("", shown))
    shown = " ".join(unicodedata.normalize("NFC", shown).split())
    return " ".join(_LOOSE.sub("", shown).split())


def is_unknown(sign: str) -> bool:
    """Whether no font can be asked for this sign: it has no meaning that everybody shares, or was lost."""
    return sign == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"}

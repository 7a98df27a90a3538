"""Ethnicity as social-care returns code it, in the words of the harmonised categories, and its state (BR-20)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from language.folding import fold
from people.identity import IdentityField, needs_recommendation, not_recorded, recorded

CODES: Mapping[str, str] = MappingProxyType(
    {
        "WBRI": "English, Welsh, Scottish, Northern Irish or British",
        "WIRI": "Irish",
        "WIRT": "Traveller of Irish heritage",
        "WROM": "Gypsy or Roma",
        "WOTH": "Any other White background",
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "Any other Mixed or Multiple ethnic background",
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "CHNE": "Chinese",
        "AOTH": "Any other Asian background",
        "BCRB": "Caribbean",
        "BAFR": "African",
        "BOTH": "Any other Black, Black British, or Caribbean background",
        "OOTH": "Any other ethnic group",
    }
)
_REFUSED, _NOT_YET = "REFU", "NOBT"
_CODE = re.compile(r"\b(" + "|".join([*CODES, _REFUSED, _NOT_YET]) + r")\b")
_UNSAID = frozenset({"", "not yet obtained", "not obtained", "not known", "unknown", "not stated", "not recorded"})
_DECLINED = frozenset({"refused", "prefer not to say", "declined"})


def ethnicity_of(text: str, evidence: str) -> IdentityField:
    """The field for a code or for words; what is no code is kept as it is written.

    `evidence` says in which file a refusal stands. NOBT is never a reason: a recommendation has to follow.
    """
    found = _CODE.search(text.upper()) if len(text) <= 60 else None
    code = found[1] if found and (text.isupper() or "-" in text or ")" in text or len(text) == 4) else ""
    if code == _NOT_YET or fold(text) in _UNSAID:
        return needs_recommendation()
    if code == _REFUSED or fold(text) in _DECLINED:
        return not_recorded("The family preferred not to say", evidence)
    if not code:
        return recorded(text)
    written = text.strip()
    return recorded(f"{CODES[code]} ({code})", "" if written.upper() == code or ")" in written else written)

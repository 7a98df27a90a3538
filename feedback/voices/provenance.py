"""Where words come from: who wrote them down and whether they are the speaker's own. Decided here and told everywhere.

Only words that are on record as the speaker's own may stand in quotation marks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedback.voices.collectors import COLLECTED_BY, SELF
from feedback.voices.help_given import FIELDS, SUMMARY, has_low_confidence
from feedback.voices.voices import Answer, Voice
from people.staff import name_of
from storage.store import Database

OWN, EXACT, NOTED = "own", "exact", "noted"  # beside `SUMMARY`
HEARD, HEARD_SUMMARY, DESCRIBED, UNDESCRIBED = (
    "heard",
    "heard_summary",
    "described",
    "undescribed",
)  # of a file
WRITTEN_DOWN_FOR_THEM = frozenset({"child_4_7"})  # their form asks whoever helps them to write
QUOTABLE = frozenset({OWN, EXACT, HEARD})
_KEPT: Mapping[str, str] = {
    OWN: "",
    EXACT: "their exact words",
    SUMMARY: "a summary, not their exact words",
    NOTED: "not known whether word for word",
    HEARD: "their exact words, written down from a voice note",
    HEARD_SUMMARY: "written down from a voice note, not their exact words",
    DESCRIBED: "a description of a drawing, not their words",
    UNDESCRIBED: "",
}
_BY_STAFF = "call "  # how one who puts the questions is known in an answer


@dataclass(frozen=True)
class Provenance:
    """What is on record about where one answer comes from; each field is a stored fact, or says that there is none."""

    kept: str  # own, exact, summary or noted
    noted_by: str  # the member of staff who wrote it down; "" where nobody stood between
    collected_by: str  # a code of `COLLECTED_BY` (BR-67)
    helped_by: str | None  # "an interpreter (Hanna), Tigrinya; a summary"
    low_confidence: bool  # the speaker may not have been free to say what they think


def provenance_of(db: Database, voice: Voice, answer: Answer | None) -> Provenance:
    """The provenance of one answer of a voice: what was said of the help in a call is of what was said in that call."""
    collected = (answer.get("collected_by") if answer else None) or voice.get("collected_by") or SELF
    browser = answer["browser"] if answer else ""
    if collected == SELF and not browser.startswith(_BY_STAFF):
        kept = NOTED if voice["audience"] in WRITTEN_DOWN_FOR_THEM else OWN
        return Provenance(kept, "", SELF, None, low_confidence=False)
    number = browser.removeprefix(_BY_STAFF)
    return Provenance(
        kept=_kept((voice.get("helped") or {}).get(FIELDS["words_kept"])),
        noted_by=name_of(db, int(number)) if number.isdecimal() else "",
        collected_by=collected,
        helped_by=voice["helped_by"],
        low_confidence=has_low_confidence(voice),
    )


def is_quotable(kept: str) -> bool:
    """Whether words that were kept so may stand in quotation marks."""
    return kept in QUOTABLE


def in_words(kept: str, noted_by: str, collected_by: str, helped_by: str | None) -> str:
    """What stands beside the words, wherever they are shown; "" for what somebody wrote themselves, unhelped by us.

    That nobody helped is not told: what the speaker's own phone sends, nobody knows who typed.
    """
    noted = f"noted by {noted_by}" if noted_by else ""
    who = "" if collected_by == SELF else COLLECTED_BY.get(collected_by, collected_by)
    helped = f"helped by {helped_by}" if helped_by else ""
    told = [one for one in (_KEPT.get(kept, ""), noted, who, helped) if one]
    return "; ".join(told)


def kept_before(citation: Mapping[str, Any]) -> str:
    """How words were kept that were cited before this was kept with them."""
    if citation.get("is_summary"):
        return SUMMARY
    return OWN if citation.get("collected_by", SELF) == SELF else NOTED


def _kept(said: str | None) -> str:
    return {None: NOTED, SUMMARY: SUMMARY}.get(said, EXACT)

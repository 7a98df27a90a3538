"""The states of a translation, and what a catalogue's own header says of it (languages, rule 7)."""

import re
from dataclasses import dataclass

DRAFT, CHECKED, LIVE = STATUSES = ("draft", "checked", "live")
NOBODY = "none yet"
# A new catalogue's header. The fields stand in its comment, where every translation tool leaves them alone.
NEW = f"# X-Status: draft\n# X-Translator: {NOBODY}\n# X-Second-Reader: {NOBODY}\n# X-Date: {NOBODY}"

_FIELD = re.compile(r"^#\s*X-([\w-]+):\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class CatalogueStatus:
    """Who made a shipped translation and who has checked it; `status` is one of STATUSES, and that of each entry."""

    status: str = DRAFT
    translator: str = NOBODY
    second_reader: str = NOBODY
    date: str = NOBODY


def status_in(header: str) -> CatalogueStatus:
    """What the comment at the head of a catalogue says; what it does not say well is a draft by nobody."""
    fields = dict(_FIELD.findall(header))
    status = fields.get("Status", DRAFT)
    return CatalogueStatus(
        status=status if status in STATUSES else DRAFT,
        translator=fields.get("Translator", NOBODY),
        second_reader=fields.get("Second-Reader", NOBODY),
        date=fields.get("Date", NOBODY),
    )

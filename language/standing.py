"""How far a language's translation has come: draft, checked or live, by whom and when (languages, rule 7)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from language.catalogue import FOLDER, readable_part
from language.registry import LANGUAGES, Language

DRAFT, CHECKED, LIVE = STATUSES = ("draft", "checked", "live")
# A new catalogue's header. The fields stand in its comment, where every translation tool leaves them alone.
NEW = "# X-Status: draft\n# X-Translator: none yet\n# X-Second-Reader: none yet\n# X-Date: none yet"

_FIELD = re.compile(r"^#\s*X-([\w-]+):\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class CatalogueStatus:
    """Who made a translation and who has checked it; `status` is one of STATUSES."""

    status: str
    translator: str
    second_reader: str
    date: str

    @property
    def note(self) -> str:
        """What staff are told before they use or send this language; empty when there is nothing to tell."""
        if self.status == DRAFT:
            return "Draft translation, not yet checked by a second reader."
        return "Translation checked by a second reader, not yet released." if self.status == CHECKED else ""


@lru_cache(maxsize=64)
def catalogue_status(code: str) -> CatalogueStatus:
    """How far this language's catalogue has come; English is the source and is live."""
    if code == "en":
        return CatalogueStatus(LIVE, "the source", "the source", "")
    path = FOLDER / f"{code}.po"
    header = readable_part(path).header_comment if code in LANGUAGES and path.exists() else NEW
    fields = dict(_FIELD.findall(header))
    status = fields.get("Status", DRAFT)
    return CatalogueStatus(
        status=status if status in STATUSES else DRAFT,
        translator=fields.get("Translator", "none yet"),
        second_reader=fields.get("Second-Reader", "none yet"),
        date=fields.get("Date", "none yet"),
    )


def offered(*, drafts: bool) -> tuple[Language, ...]:
    """The languages that families are offered: those that are live, and with `drafts` the others too."""
    return tuple(one for one in LANGUAGES.values() if drafts or catalogue_status(one.code).status == LIVE)

"""What is asked of the audit trail in an address; what cannot be read is said and left as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from language.dates import LONDON
from pages.staff.shell.addresses import AUDIT
from people.audit import AuditSearch

FIELDS = ("who", "child", "action", "since", "until")
LONGEST = 100


@dataclass(frozen=True)
class Asked:
    """`typed` is what stands in the fields; `fault` a sentence, empty when all could be read."""

    typed: Mapping[str, str]
    search: AuditSearch
    before: int
    fault: str

    def earlier(self, number: int) -> str:
        """The address of what stands before that entry."""
        given = {name: value for name, value in self.typed.items() if value}
        return f"{AUDIT}?{urlencode({**given, 'before': number})}"


def asked_of(query: Mapping[str, str]) -> Asked:
    """What an address asks for; days are London's, the last one included."""
    typed = {name: query.get(name, "").strip()[:LONGEST] for name in FIELDS}
    try:
        since, until = _midnight(typed["since"]), _midnight(typed["until"], days=1)
        fault = "The last day is before the first." if until and since >= until else ""
    except (ValueError, OverflowError):
        since = until = ""
        fault = "Give days as a year, a month and a day, like 2026-03-31. Entries of all days stand here."
    who, before = typed["who"], query.get("before", "")
    search = AuditSearch(
        who=int(who) if _is_number(who) else who or None,
        child=typed["child"].upper(),
        action=typed["action"],
        since=since,
        until=until,
    )
    return Asked(typed, search, int(before) if _is_number(before) else 0, fault)


def _midnight(day: str, days: int = 0) -> str:
    if not day:
        return ""
    begins = datetime.combine(date.fromisoformat(day) + timedelta(days), time.min, LONDON)
    return begins.astimezone(UTC).isoformat()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16

"""What the search found as a workbook: asked why, and noted in the trail before it leaves."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from documents.workbook_out import EXCEL, Cell, OutColumn, OutSheet, write_workbook
from language.dates import LONDON
from pages.staff.shell.making import FORM, Make, Tell
from pages.staff.shell.screen import Screen
from pages.staff.shell.words import plural
from people.audit import AuditSearch
from people.audit_export import entries_to_take_out, note_audit_taken_out
from people.audit_views import AuditLine
from people.export_reasons import checked_reason
from people.working_days import london_day

COLUMNS = (
    OutColumn("Entry", 9), OutColumn("When", 20), OutColumn("Who", 26), OutColumn("What", 46),
    OutColumn("Children", 24), OutColumn("Of", 34), OutColumn("Why", 40),
)  # fmt: skip


def taking_out(screen: Screen, search: AuditSearch) -> Make:
    """The act of the form: reads in a thread of its own, writes, notes, and only then lets the file go."""
    marking = screen.context.settings.moderation.marking

    async def make(data: Mapping[str, Any], tell: Tell) -> str:
        reason = checked_reason(str(data.get("reason", "")))
        found = await screen.apart(entries_to_take_out, search)
        await tell("The workbook is written …")
        sheet = OutSheet("Audit", COLUMNS, [cells_of(one) for one in found])
        today = london_day(screen.now)
        content = await asyncio.to_thread(write_workbook, [sheet], marking, f"Audit trail, {today:%d/%m/%Y}")
        await screen.submit(FORM, note_audit_taken_out, search, reason, marking, len(found))
        screen.client.download(content, f"audit-{today.isoformat()}.xlsx", EXCEL)
        return f"{plural(len(found), 'entry', 'entries')}. That you took them out is in the trail too."

    return make


def cells_of(one: AuditLine) -> list[Cell]:
    """An entry as a row of the workbook."""
    at = f"{datetime.fromisoformat(one.at).astimezone(LONDON):%d/%m/%Y %H:%M:%S}"
    return [one.number, at, one.who, one.words, ", ".join(one.children), one.about, one.reason]

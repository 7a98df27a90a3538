"""How far a row had come before it came here, kept as the workbook says it and never as more."""

from datetime import datetime

from people.actor import Actor
from people.working_days import london_day
from tracker.checked_words import LONGEST_WORDS
from tracker.items import ItemChange, NewItem
from tracker.states import DONE, EFFECTIVE, NOT_EFFECTIVE, NOT_NEEDED, OPEN
from tracker.workbooks import columns as of
from tracker.workbooks.matching import first_due
from tracker.workbooks.row_words import RowWords


def as_it_stands(row: RowWords, new: NewItem, who: Actor, now: datetime, place: str) -> ItemChange:
    """The fields that say how far it has come; `place` is where it stood: “tracker.xlsx, QA, row 12”."""
    stands: ItemChange = {"first_due": first_due(row) or new["due"]}
    if of.UPDATED in row.days:
        stands["updated"] = row.days[of.UPDATED].isoformat()
    if row.state == NOT_NEEDED:
        reason = f"{place} says that it is no longer needed."
        stands["drop"] = {"day": "", "reason": reason, "by": who.id, "by_name": who.name, "at": now.isoformat()}
    if row.state in (OPEN, NOT_NEEDED):
        return stands
    day = row.days.get(of.DONE_DAY)
    stands["state"] = DONE
    stands["done"] = {  # nobody here has said it, so whoever brings it in may say what came of it
        "day": day.isoformat() if day else "",
        "words": row.said.get(of.UPDATES) or f"{place} says that it is done.",
        "by": 0,
        "by_name": place,
        "at": now.isoformat(),
    }
    if row.state in (EFFECTIVE, NOT_EFFECTIVE) and who.id != new["owner"]:  # never its owner (BR-52)
        stands["state"] = row.state
        stands["closed"] = london_day(now).isoformat()
        stands["judgement"] = {
            "effect": row.state,
            "impact": row.said[of.CHANGED],
            "evidence": row.said[of.EVIDENCE],
            "again": "",
            "by": who.id,
            "by_name": f"{who.name}, from {place}",
            "at": now.isoformat(),
        }
    return stands


def told_of(row: RowWords, place: str) -> str:
    """What the first line of the item says of where it comes from, with the words that no field holds."""
    updates = row.said.get(of.UPDATES, "")
    parts = [f"From {place}.", *row.kept, *([f"Updates there: {updates}"] if updates else [])]
    if row.state == DONE and of.DONE_DAY not in row.days:
        parts.append("It does not say on which day it was done.")
    return " ".join(parts)[:LONGEST_WORDS]

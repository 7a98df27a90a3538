"""How far an item has come, in words that say no more than what is on record."""

from datetime import date

from language import dates
from tracker.items import Item
from tracker.states import DONE, MOVED, OPEN, PLANS, STATES


def state_in_words(found: Item, today: date) -> str:
    """“In progress”; “Done on 12 November, effect not known”; “Moved to the Service Development Plan, due 3 May”."""
    if found["state"] == OPEN:
        return "In progress" if found["updated"] else "To do"
    if found["state"] == DONE and found["done"]:
        on = f" on {_day(found['done']['day'], today)}" if found["done"]["day"] else ""
        return f"Said to be done{on}, effect not known"
    if found["state"] == MOVED and found["moved"]:
        moved = found["moved"]
        return f"Moved to the {PLANS[moved['plan']]} ({moved['owner']}), due {_day(moved['day'], today)}"
    return STATES[found["state"]]


def _day(text: str, today: date) -> str:
    return dates.day(date.fromisoformat(text), "en", today)

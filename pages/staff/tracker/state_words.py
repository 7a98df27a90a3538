"""What staff read for how an item stands: words with a shape, never a colour alone."""

from dataclasses import dataclass
from datetime import date

from people.working_days import london_day
from tracker.finishing import CANNOT_SAY
from tracker.items import Item
from tracker.states import DONE, EFFECTIVE, MOVED, NOT_EFFECTIVE, OPEN, PLANS, STATES


@dataclass(frozen=True)
class Pill:
    """A few words with their shape; `tone` is `plain`, `info`, `good`, `warn` or `bad`."""

    shape: str
    words: str
    tone: str


def pills(found: Item, today: date) -> list[Pill]:
    """How an item stands, then what about it waits for somebody."""
    return [*_stands(found, today), *_waits(found)]


def source_in_words(found: Item) -> str:
    """The section of the review that it comes from, beside its source: “§5”."""
    return f"§{found['section']}" if found["section"] else ""


def _stands(found: Item, today: date) -> list[Pill]:
    state = found["state"]
    if state == OPEN:
        return [Pill("◐", "in progress", "info") if found["updated"] else Pill("○", "to do", "plain")]
    if state == DONE and (done := found["done"]):
        day = f" {short_day(done['day'], today)}" if done["day"] else ""
        return [Pill("●", f"done{day}", "good"), _effect(found, today)]
    if state == MOVED and (moved := found["moved"]):
        plan = PLANS.get(moved["plan"], moved["plan"])
        return [Pill("→", f"moved: {plan}", "info"), *_effect_of_moved(found, today)]
    shape, tone = {EFFECTIVE: ("✓", "good"), NOT_EFFECTIVE: ("✕", "bad")}.get(state, ("–", "plain"))
    return [Pill(shape, STATES.get(state, state).lower(), tone)]


def _effect(found: Item, today: date) -> Pill:
    judged = found["judgement"]
    if judged and judged["effect"] == CANNOT_SAY:
        return Pill("?", f"effect: look again {short_day(judged['again'], today)}", "warn")
    return Pill("?", "effect not known", "warn")


def _effect_of_moved(found: Item, today: date) -> list[Pill]:
    return [_effect(found, today)] if found["judgement"] else []


def _waits(found: Item) -> list[Pill]:
    waits = []
    if found["later"] is not None:
        waits.append(Pill("◇", "later date asked", "warn"))
    if found["drop"] is not None:
        waits.append(Pill("◇", "no longer needed?", "warn"))
    return waits


def short_day(iso: str, today: date) -> str:
    """A day, or the day of a moment, in a narrow column: “30 Nov”, with the year when it is not this one."""
    on = london_day(iso) if "T" in iso else date.fromisoformat(iso)
    return f"{on.day} {on:%b}" if on.year == today.year else f"{on.day} {on:%b %Y}"

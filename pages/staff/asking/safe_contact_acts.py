"""What a worker does about how it is safe to reach somebody: check it with them, flag abuse, hold back for a time."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from pages.staff.shell.addresses import number
from pages.staff.shell.faults import missing
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable
from people.safe_contact import confirm_safe, flag_abuse, hold
from people.safe_times import DAYS, MIDNIGHT, MOST_SPANS, read_spans

Data = Mapping[str, Any]
HELD = {"until": "Say until which day.", "reason": "Say why, in a few words."}


def add_safe_acts(screen: Screen, redraw: Callable[[], Awaitable[None]]) -> None:
    """The acts of the forms in `safe.html`; a gap is said beside its field."""

    async def checked(data: Data) -> None:
        contact = number(str(data.get("contact")))
        form, rows = f"safe-form-{contact}", _rows(data)
        if gap := next(((at, why) for at, row in rows.items() if (why := _gap(row))), None):
            screen.refuse(form, {f"span-{gap[0]}-from": gap[1]})
            return
        told: dict[str, Any] = {name: str(data.get(name, "")) for name in ("safe_times", "safe_note")}
        told |= {"spans": [*rows.values()], "discreet": bool(data.get("discreet"))}
        try:
            await screen.submit(form, confirm_safe, contact, **told)
        except Unacceptable as trouble:
            screen.refuse(form, {"safe_times": str(trouble)})
            return
        await done("Kept: you checked today how it is safe to reach them.")

    async def flag(data: Data) -> None:
        flagged = data.get("flagged") == "yes"
        await screen.write(flag_abuse, number(str(data.get("contact"))), flagged=flagged)
        await done("The flag stands. Check each week that this way is safe." if flagged else "The flag is lifted.")

    async def hold_back(data: Data) -> None:
        contact = number(str(data.get("contact")))
        form = f"hold-form-{contact}"
        until = _day(str(data.get("until", "")))
        gaps = missing(data, HELD) | ({} if until else {"until": HELD["until"]})
        if gaps:
            screen.refuse(form, gaps)
            return
        await screen.submit(form, hold, contact, until, str(data.get("reason", "")))
        await done("Nobody asks them anything until then.")

    async def end_hold(data: Data) -> None:
        await screen.write(hold, number(str(data.get("contact"))), None)
        await done("The hold has ended.")

    async def done(sentence: str) -> None:
        await redraw()
        screen.tell(sentence)

    for name, act in {"safe": checked, "flag": flag, "hold": hold_back, "end-hold": end_hold}.items():
        screen.on(name, act)


def _rows(data: Data) -> dict[int, dict[str, Any]]:
    """The spans of the form, by the number of their row."""
    return {at: _row(data, f"span-{at}-") for at in range(1, MOST_SPANS + 1)}


def _row(data: Data, name: str) -> dict[str, Any]:
    days = [code for code in DAYS if data.get(name + code)]
    start, end = str(data.get(f"{name}from") or ""), str(data.get(f"{name}to") or "")
    if data.get(f"{name}whole"):
        return {"days": days, "from": "00:00", "to": MIDNIGHT}
    return {"days": days, "from": start, "to": MIDNIGHT if end == "00:00" != start else end}


def _gap(row: Mapping[str, Any]) -> str:
    """What is missing in a row; nothing where it is whole, or empty."""
    try:
        read_spans([row])
    except Unacceptable as gap:
        return str(gap)
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

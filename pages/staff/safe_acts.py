"""What a worker does about how it is safe to reach somebody: check it with them, flag abuse, hold back for a time."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pages.staff.addresses import number
from pages.staff.faults import missing
from pages.staff.screen import Screen
from people.errors import Unacceptable
from people.safe_contact import confirm_safe, flag_abuse, hold

Data = Mapping[str, Any]
HELD = {"until": "Say until which day.", "reason": "Say why, in a few words."}


def add_safe_acts(screen: Screen, redraw: Callable[[], None]) -> None:
    """The acts of the forms in `safe.html`; a gap is said beside its field."""

    async def checked(data: Data) -> None:
        contact = number(str(data.get("contact")))
        told = {name: str(data.get(name, "")) for name in ("safe_times", "safe_note")}
        try:
            form = f"safe-form-{contact}"
            await screen.submit(form, confirm_safe, contact, **told, discreet=bool(data.get("discreet")))
        except Unacceptable as gap:
            screen.refuse(form, {"safe_times": str(gap)})
            return
        done("Kept: you checked today how it is safe to reach them.")

    async def flag(data: Data) -> None:
        flagged = data.get("flagged") == "yes"
        await screen.write(flag_abuse, number(str(data.get("contact"))), flagged=flagged)
        done("The flag stands. Check each week that this way is safe." if flagged else "The flag is lifted.")

    async def hold_back(data: Data) -> None:
        contact = number(str(data.get("contact")))
        form = f"hold-form-{contact}"
        until = _day(str(data.get("until", "")))
        gaps = missing(data, HELD) | ({} if until else {"until": HELD["until"]})
        if gaps:
            screen.refuse(form, gaps)
            return
        await screen.submit(form, hold, contact, until, str(data.get("reason", "")))
        done("Nobody asks them anything until then.")

    async def end_hold(data: Data) -> None:
        await screen.write(hold, number(str(data.get("contact"))), None)
        done("The hold has ended.")

    def done(sentence: str) -> None:
        redraw()
        screen.tell(sentence)

    for name, act in {"safe": checked, "flag": flag, "hold": hold_back, "end-hold": end_hold}.items():
        screen.on(name, act)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

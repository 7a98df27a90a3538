"""Who is gone from the files: shown by what they are, and decided one by one or all at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from pages.staff.shell.screen import Screen
from people.errors import Unacceptable
from people.imports.bringing import AT_ONCE
from people.imports.gone_waiting import ENDED, LEFT, STAYS, StillGone, decide_gone, gone_waiting
from people.imports.picture import CHILD, INVOLVEMENT, MEMBER
from people.records.endings import CLOSED, ENDINGS

TITLES: Final[Mapping[str, str]] = {
    CHILD: "Children",
    INVOLVEMENT: "Who works with a child",
    MEMBER: "Members of staff",
}
HOWS: Final[Mapping[str, Mapping[str, str]]] = {
    CHILD: {CLOSED: ENDINGS[CLOSED], **ENDINGS, STAYS: "Nothing: the child stays as it is"},
    INVOLVEMENT: {ENDED: "They no longer work with the child", STAYS: "Nothing: it stays as it is"},
    MEMBER: {LEFT: "They have left", STAYS: "Nothing: they stay"},
}
MEANS: Final[Mapping[str, str]] = {
    CHILD: "It is noted on the child’s record, where it can be taken back.",
    INVOLVEMENT: "They no longer see the child from that moment, unless another role in the case lets them.",
    MEMBER: "Their access ends at once, and what they wrote stays. On their own page they can be let in again.",
}


class GoneGroup(NamedTuple):
    """Those of one sort, with what can have happened to them."""

    what: str
    title: str
    hows: Mapping[str, str]
    means: str
    those: list[StillGone]


def groups_of(waiting: list[StillGone]) -> list[GoneGroup]:
    """Those who wait by what they are; sorts of which nobody waits are left out."""
    found = [
        GoneGroup(what, title, HOWS[what], MEANS[what], [one for one in waiting if one.what == what])
        for what, title in TITLES.items()
    ]
    return [one for one in found if one.those]


def add_acts(screen: Screen) -> None:
    """What can be decided about them on this screen."""

    async def gone(data: Mapping[str, Any]) -> None:
        what, how = str(data.get("what", "")), str(data.get("how", ""))
        waiting = [one.number for one in await screen.fetch(gone_waiting) if one.what == what]
        ticked = {str(one) for one in data.get("those", ())}
        those = waiting if data.get("pressed") == "all" else [one for one in waiting if str(one) in ticked]
        on = _day(str(data.get("on", "")))
        if faults := _faults(what, how, those, on):
            screen.refuse(f"gone-{what}", faults)
            return
        try:
            refused = await _decide(screen, f"gone-{what}", those, how, on)
        except Unacceptable as why:
            screen.refuse(f"gone-{what}", {"": str(why)})
            return
        screen.tell(" ".join(["Some could not be noted.", *refused[:5]]) if refused else "It is noted.")

    screen.on("gone", gone)


async def _decide(screen: Screen, form: str, those: list[int], how: str, on: date | None) -> list[str]:
    """Some at a time, so that nobody else who writes has to wait; the last of them let the draft of the form go."""
    refused: list[str] = []
    while len(those) > AT_ONCE:
        refused += await screen.write(decide_gone, those[:AT_ONCE], how, on)
        those = those[AT_ONCE:]
    return refused + await screen.submit(form, decide_gone, those, how, on)


def _faults(what: str, how: str, those: list[int], on: date | None) -> dict[str, str]:
    faults = {}
    if not those:
        faults[""] = "Tick whom it is about."
    if how not in HOWS.get(what, {}):
        faults["how"] = "Say what has happened."
    elif on is None and what != MEMBER and how != STAYS:
        faults["on"] = "Say on which day."
    return faults


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

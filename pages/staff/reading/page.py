"""Read today: what families said that waits for a named human, and what is decided about it (BR-31)."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.concerns.kinds import AT_RISK, NOT_ADDRESSED, TITLES
from feedback.triage.attached import KEPT, write_down
from feedback.triage.deciding import DECISIONS, NO_ACTION, decide, say_read
from feedback.triage.item_to_read import ItemToRead
from feedback.triage.taking_back import take_back
from feedback.triage.translating import say_understood
from feedback.triage.triage_list import WaitingItem, decided_lately, triage_list, what_waits
from feedback.voices.attachments import VOICE_NOTE
from feedback.voices.items_to_read import MATTERS, UNFAIR
from language.registry import LANGUAGES
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.listing import ListPage, asked, counted, page_of
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.translation_acts import add_translating
from people.actor import Actor
from people.child_index import entries_of
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

FILTERS: Mapping[str, str] = {
    "": "All",
    "late": "Late",
    **MATTERS,
    UNFAIR: "Was treated unfairly",
    "translation": "Waits for a translation",
}
DECIDED_SHOWN, DECIDED_AT_MOST = 10, 1_000


def passes(only: str, one: WaitingItem) -> bool:
    """Whether an item is left by a filter."""
    if only == "translation":
        return one.translation_asked
    return one.overdue if only == "late" else only in ("", one.matter)


def can_be_waved_through(one: ItemToRead) -> bool:
    """Whether reading it may be all there is to do: the verb asks for no words then."""
    return not one.needs_reason


def usual_concern(one: ItemToRead) -> str:
    """Which concern an escalation raises unless another is chosen."""
    return NOT_ADDRESSED if one.matter == UNFAIR else AT_RISK


@needs(Permission.READ_VOICES)
def names_of(db: Database, actor: Actor, items: Iterable[ItemToRead]) -> dict[str, str]:
    """The names of the children they are about, by reference; of those whom this person may see."""
    if not actor.may(Permission.SEE_CHILDREN):
        return {}
    refs = dict.fromkeys(one.child for one in items if one.child)
    return {ref: one.name for ref, one in entries_of(db, actor, refs).items()}


def add(context: StaffContext) -> None:
    """The screen at /staff/read."""

    @screen_page(context, "/read")
    async def read_today(request: Request, client: Client, decided: str = "", opened: str = "") -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Read today", "read today")
        use("items.css", "listing.css")
        listing, most = asked(request.query_params, (), FILTERS), _wanted(decided)
        wanted = int(opened) if opened.isascii() and opened.isdecimal() and len(opened) < 16 else 0
        highlights = Highlights(screen, "There is something new to read")

        def draw() -> str:
            found = screen.read(what_waits)
            here = page_of([one for one in found if passes(listing.only, one)], listing.page)
            shown = screen.read(triage_list, tuple(one.item for one in here.rows))
            settled = screen.read(decided_lately, most + 1)
            screen.shows("words to read", (one.child for one in (*shown, *settled[:most])))
            values: dict[str, Any] = {"decisions": DECISIONS, "kinds": TITLES, "usual": usual_concern}
            return render(
                "reading/read.html",
                screen.now,
                listing=listing,
                part=ListPage(shown, here.total, here.page),
                filters=counted(found, FILTERS, passes),
                names=screen.read(names_of, [*shown, *settled[:most]]),
                opened=wanted,
                number=len(found),
                late=sum(one.overdue for one in found),
                new=highlights.new(one.item for one in found),
                me=screen.person.id,
                decides=screen.person.may(Permission.TRIAGE),
                makes_items=screen.person.may(Permission.MANAGE_TRACKER),
                waved=can_be_waved_through,
                languages=LANGUAGES.values(),
                kept=KEPT,
                decided=settled[:most],
                earlier=most + 2 * DECIDED_SHOWN if len(settled) > most else 0,
                **values,
            )

        act_on_items(screen, await screen.panel(draw, "voices", "triage"))
        if wanted:
            screen.script("focusOn", f"opens-{wanted}")


def _wanted(decided: str) -> int:
    """How many decisions the address asks for; what is no number asks for the latest ones."""
    known = decided.isascii() and decided.isdecimal() and len(decided) < 6
    return min(max(int(decided), DECIDED_SHOWN), DECIDED_AT_MOST) if known else DECIDED_SHOWN


def act_on_items(screen: Screen, panel: Panel) -> None:
    """The acts of a card: saying that one has read it, and deciding."""

    async def read(data: Mapping[str, Any]) -> None:
        await screen.write(say_read, number(str(data.get("item"))))
        await screen.redraw(panel)
        screen.announce("Marked as read.")

    async def wave_through(data: Mapping[str, Any]) -> None:
        try:
            await screen.write(decide, number(str(data.get("item"))), NO_ACTION)
        except Unacceptable as trouble:  # it has changed since it was drawn, or somebody was quicker
            await screen.redraw(panel)
            screen.tell(str(trouble))
            return
        await screen.redraw(panel)
        screen.announce("Read, and no action needed. It stands under Decided.")

    async def decided(data: Mapping[str, Any]) -> None:
        item = number(str(data.get("item")))
        decision, words, kind = (str(data.get(name) or "") for name in ("decision", "words", "kind"))
        form = f"decide-{item}"
        if gaps := missing(data, {"decision": "Choose what is done about it."}):
            screen.refuse(form, gaps | missing(data, {"words": "Write what was decided and why, in a sentence."}))
            return
        try:
            raised = await screen.submit(form, decide, item, decision, words, concern=kind or None)
        except Unacceptable as trouble:
            screen.refuse(form, {"words": str(trouble)})
            return
        await screen.redraw(panel)
        screen.tell("Decided, and the concern is raised." if raised else "Decided, with your name.")

    async def taken_back(data: Mapping[str, Any]) -> None:
        item, seen = number(str(data.get("item"))), number(str(data.get("seen")))
        form = f"take-back-{item}"
        try:
            await screen.submit(form, take_back, item, str(data.get("words") or ""), seen=seen)
        except Unacceptable as trouble:
            screen.refuse(form, {"words": str(trouble)})
            return
        await screen.redraw(panel)
        screen.tell("Taken back, with your name: it waits again.")

    async def understood(data: Mapping[str, Any]) -> None:
        await screen.write(say_understood, number(str(data.get("item"))))
        await screen.redraw(panel)
        screen.tell("Kept, with your name: you read this language and have understood it.")

    async def written_down(data: Mapping[str, Any]) -> None:
        which = number(str(data.get("number")))
        words, language, kept = (str(data.get(name) or "") for name in ("words", "language", "kept"))
        form = f"write-down-{which}"
        gaps = {"words": "Write it down first."}
        if data.get("kind") == VOICE_NOTE:
            gaps["kept"] = "Say whether it is word for word."
        if faults := missing(data, gaps):
            screen.refuse(form, faults)
            return
        try:
            await screen.submit(form, write_down, which, words, language, kept)
        except Unacceptable as trouble:
            screen.refuse(form, {"words": str(trouble)})
            return
        await screen.redraw(panel)
        screen.tell("Written down, with your name.")

    acts = {
        "write-down": written_down,
        "understood": understood,
        "read": read,
        "no-action": wave_through,
        "decide": decided,
        "take-back": taken_back,
    }
    for name, act in acts.items():
        screen.on(name, act)
    add_translating(screen, lambda: screen.redraw(panel))

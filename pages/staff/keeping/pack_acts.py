"""The pack of a request to see: whose data, each passage decided on, read, made as a file, noted as handed over."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from pages.staff.keeping.acts import kept
from pages.staff.keeping.request_acts import Act
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable
from reviews.papers.paper_pdf import ACCESS_PACK, paper_pdf
from reviews.right_of_access.pack_paper import access_pack
from reviews.right_of_access.packs import check_pack, let_stay, note_handed_over, note_pack_made, say_whose, take_out


def pack_acts(screen: Screen, panel: Panel, which: int) -> dict[str, Act]:
    """What can be done with the pack of the request of this number, by the name of the press."""
    is_making = False

    async def named(data: Mapping[str, Any]) -> None:
        if await kept(screen, "whose", "person", say_whose, which, str(data.get("person", ""))):
            await screen.redraw(panel)

    async def stayed(data: Mapping[str, Any]) -> None:
        key = str(data.get("passage", ""))
        if await kept(screen, f"stay-{place_on_page(key)}", "", let_stay, which, key):
            await screen.redraw(panel)

    async def taken(data: Mapping[str, Any]) -> None:
        key = str(data.get("passage", ""))
        asked = (which, key, str(data.get("reason", "")), str(data.get("why", "")))
        if await kept(screen, f"out-{place_on_page(key)}", "reason", take_out, *asked):
            await screen.redraw(panel)

    async def checked(_: Mapping[str, Any]) -> None:
        if await kept(screen, "check-pack", "", check_pack, which):
            screen.tell("Checked. It may be handed over as it is.")
            await screen.redraw(panel)

    async def made(_: Mapping[str, Any]) -> None:
        nonlocal is_making
        if is_making:  # a second press; the first one's file is on its way
            return
        is_making = True
        try:
            words = await screen.fetch(access_pack, which)
            content, note = await asyncio.to_thread(paper_pdf, ACCESS_PACK, words, screen.now)
            await screen.write(note_pack_made, which)
            screen.client.download(content, f"what-is-held-{which}.pdf", "application/pdf")
            screen.tell(note or "The document is in your downloads. Nobody has it yet: note below when they do.")
        except Unacceptable as trouble:
            screen.tell(str(trouble))
        finally:
            is_making = False

    async def handed(data: Mapping[str, Any]) -> None:
        asked = (which, str(data.get("on", "")), str(data.get("how", "")))
        if await kept(screen, "handed", "on", note_handed_over, *asked, reason_in="how"):
            screen.tell("Noted: they have it.")
            await screen.redraw(panel)

    return {
        "say-whose": named,
        "let-stay": stayed,
        "take-out": taken,
        "check-pack": checked,
        "make-pack": made,
        "handed-over": handed,
    }


def place_on_page(key: str) -> str:
    """What the place of a passage is called in the ids of the page."""
    return re.sub(r"\W+", "-", key)

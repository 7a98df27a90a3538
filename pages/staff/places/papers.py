"""The poster and the cards of a place as files, set outside the event loop."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import Request

from feedback.paper.letterhead import Letterhead
from feedback.paper.poster_pdf import cards_pdf, poster_pdf
from feedback.voices.places import Place
from pages.staff.shell.staff_settings import StaffSettings
from storage.documents import number_of

# the kinds of paper, each with the field that a refusal stands beside
PAPERS: Final[Mapping[str, str]] = {"poster": "languages", "cards": "name"}
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_NAMELESS = Letterhead("Your views", "Children and Families", "", "", "")


def letterhead(settings: StaffSettings, request: Request) -> Letterhead:
    """What stands on paper, with the address that people reach, or the one asked here where no public one is set."""
    asked = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return replace(settings.letterhead or _NAMELESS, public_url=settings.public_url or asked)


def opens_here_only(head: Letterhead) -> bool:
    """Whether the printed address would open on nobody else's phone."""
    return urlsplit(head.public_url).hostname in THIS_MACHINE


async def printed(
    place: Place, kind: str, chosen: Mapping[str, Any], settings: StaffSettings, head: Letterhead, at: datetime
) -> tuple[str, bytes]:
    """A file's name and content; `Unacceptable` says what to choose or write otherwise."""
    if kind == "poster":
        wanted = str(chosen.get("languages", "")).split()
        content = await asyncio.to_thread(
            poster_pdf, place, head, at, [one.code for one in settings.languages if one.code in wanted]
        )
    else:
        content = await asyncio.to_thread(cards_pdf, place, str(chosen.get("name", "")), head, at)
    return f"{kind}-{_in_a_file_name(place)}.pdf", content


def _in_a_file_name(place: Place) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", place["name"].lower()).strip("-")
    return name or str(number_of(place))

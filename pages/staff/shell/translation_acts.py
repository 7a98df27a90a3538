"""The acts of the forms in `translating.html`: a translation is laid beside a family's words, or asked for."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from feedback.triage.asking_for_translation import ask_for_translation
from feedback.triage.translating import lay_beside
from pages.staff.shell.addresses import number
from pages.staff.shell.faults import missing
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable

NOT_LAID = {"made": "Choose how it was translated.", "words": "Write the translation."}
NOT_ASKED = {"whom": "Write who is asked."}


def add_translating(screen: Screen, redraw: Callable[[], Awaitable[None]]) -> None:
    """Both acts, on a screen that draws itself again by `redraw`."""

    async def laid(data: Mapping[str, Any]) -> None:
        voice, question, form = _about(data, "translate")
        if gaps := missing(data, NOT_LAID):
            screen.refuse(form, gaps)
            return
        said = (str(data.get(name) or "") for name in ("words", "made", "translator"))
        try:
            await screen.submit(form, lay_beside, voice, question, *said)
        except Unacceptable as trouble:
            screen.refuse(form, {"translator" if data.get("words") else "words": str(trouble)})
            return
        await redraw()
        screen.tell("It lies beside the original, with your name.")

    async def asked(data: Mapping[str, Any]) -> None:
        voice, question, form = _about(data, "ask-translation")
        if gaps := missing(data, NOT_ASKED):
            screen.refuse(form, gaps)
            return
        said = (str(data.get(name) or "") for name in ("whom", "due"))
        try:
            await screen.submit(form, ask_for_translation, voice, question, *said)
        except Unacceptable as trouble:
            screen.refuse(form, {"whom": str(trouble)})
            return
        await redraw()
        screen.tell("Asked for, with your name. It waits until a translation lies beside it.")

    screen.on("lay-translation", laid)
    screen.on("ask-translation", asked)


def _about(data: Mapping[str, Any], form: str) -> tuple[int, str, str]:
    voice, question = number(str(data.get("voice"))), str(data.get("question"))
    return voice, question, f"{form}-{voice}-{question}"

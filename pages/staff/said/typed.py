"""What was typed about an entry, and what is said where it cannot be kept."""

from collections.abc import Mapping
from typing import Any, cast

from pages.staff.shell.screen import Screen
from people.errors import Unacceptable
from storage.errors import Conflict
from tracker.said.recognisable import WrongWords
from tracker.said.said_entries import SaidEntry, Words
from tracker.said.writing import words_of


def typed_words(data: Mapping[str, Any]) -> Words:
    """The three fields of an entry."""
    return words_of(*(str(data.get(name, "")) for name in ("said", "did", "could_not")))


def refuse_words(screen: Screen, form: str, trouble: Unacceptable, field: str = "") -> None:
    """Say it beside the field that has it; what was typed stays."""
    screen.refuse(form, {trouble.field if isinstance(trouble, WrongWords) else field: str(trouble)})


def refuse_clash(screen: Screen, form: str, clash: Conflict, language: str) -> str:
    """Show what somebody else wrote meanwhile beside what was typed; returns the moment of theirs."""
    theirs = cast("SaidEntry", clash.current)["written"][language]
    told = " / ".join(text for text in cast("Mapping[str, str]", theirs["words"]).values() if text)
    screen.refuse(
        form,
        {
            "": f"{theirs['by_name']} changed this meanwhile. It says now: “{told}”. "
            "Yours stays below and is not kept yet. Press again to put it in the place of theirs."
        },
    )
    return theirs["at"]

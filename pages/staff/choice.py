"""What a worker chooses when asking for feedback, step by step, and what is offered at each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from feedback.codes import AUDIENCES, CHANNELS, OFFERED_CHANNELS, TOUCHPOINTS
from forms.library import Library
from language.registry import LANGUAGES
from storage.table import Document

STEPS = ("touchpoint", "audience", "language", "channel")


@dataclass(frozen=True)
class Choice:
    """What has been chosen so far; empty where nothing is."""

    touchpoint: str = ""
    audience: str = ""
    language: str = ""
    channel: str = OFFERED_CHANNELS[0]
    missing: Mapping[str, str] = field(default_factory=dict)

    def with_(self, step: str, code: str, library: Library, people: list[Document]) -> "Choice":
        """One more thing chosen; what no longer fits is let go, and a contact's language comes with who is asked."""
        chosen = replace(self, **{step: code}, missing={})
        if chosen.audience and library.find(chosen.touchpoint, chosen.audience) is None:
            chosen = replace(chosen, audience="")
        if step == "audience":
            spoken = next((one["language"] for one in people if one["audience"] == code), "")
            chosen = replace(chosen, language=spoken if spoken in LANGUAGES else chosen.language)
        return chosen

    def gaps(self) -> dict[str, str]:
        """What still has to be chosen, in words beside each field."""
        asked = {
            "touchpoint": "Choose what this comes after.",
            "audience": "Choose who is asked.",
            "language": "Choose the language.",
            "channel": "Choose how the link gets there.",
        }
        return {step: text for step, text in asked.items() if not getattr(self, step)}


def offers(library: Library, choice: Choice) -> dict[str, Any]:
    """What can be chosen at each step: only what there are questions for."""
    pairs = library.choices()
    touchpoints = list(dict.fromkeys(touchpoint for touchpoint, _ in pairs))
    audiences = [audience for touchpoint, audience in pairs if touchpoint == choice.touchpoint]
    return {
        "touchpoints": [(code, TOUCHPOINTS[code]) for code in touchpoints],
        "audiences": [(code, AUDIENCES[code]) for code in audiences],
        "languages": list(LANGUAGES.values()),
        "channels": [(code, CHANNELS[code]) for code in OFFERED_CHANNELS],
    }

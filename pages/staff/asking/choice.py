"""What a worker chooses when asking for feedback, step by step, and what is offered at each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from feedback.voices.codes import OFFERED_CHANNELS
from forms.library import Library
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.registry import Language
from language.standing import standing
from people.contacts import Contact
from storage.documents import number_of

STEPS = ("touchpoint", "audience", "language", "channel")
TO_SOMEBODY = frozenset({"sms", "phone"})  # these need to know whose phone it is


@dataclass(frozen=True)
class AskingChoice:
    """What has been chosen so far; empty where nothing is. `contact` is the person asked, where one is on record."""

    touchpoint: str = ""
    audience: str = ""
    contact: int | None = None
    language: str = ""
    channel: str = OFFERED_CHANNELS[0]
    missing: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """Who is asked, as the second step gives it."""
        return f"contact-{self.contact}" if self.contact is not None else self.audience

    @property
    def query(self) -> str:
        """What stands behind the address of the screen, so that a reload and *Back* find the steps again."""
        chosen = {"touchpoint": self.touchpoint, "audience": self.person, "language": self.language}
        if self.channel != OFFERED_CHANNELS[0]:
            chosen["channel"] = self.channel
        given = urlencode({step: code for step, code in chosen.items() if code})
        return f"?{given}" if given else ""

    def with_(
        self,
        step: str,
        code: str,
        library: Library,
        people: Sequence[Contact],
        languages: Sequence[Language],
    ) -> "AskingChoice":
        """One more thing chosen; what no longer fits is let go, and an offered language comes with who speaks it."""
        fields: dict[str, Any] = {step: code}
        chosen = self._asking(code, people) if step == "audience" else replace(self, **fields, missing={})
        if chosen.language not in {one.code for one in languages}:
            # nobody is asked in the language of the one before because their own is not offered
            chosen = replace(chosen, language="" if step == "audience" else self.language)
        if chosen.audience and library.find(chosen.touchpoint, chosen.audience) is None:
            chosen = replace(chosen, audience="", contact=None)
        if chosen.contact is None and chosen.channel in TO_SOMEBODY:
            chosen = replace(chosen, channel=OFFERED_CHANNELS[0])
        return chosen

    def _asking(self, code: str, people: Sequence[Contact]) -> "AskingChoice":
        """Somebody of the people around the child, or anybody of an audience."""
        person = next((one for one in people if code == f"contact-{number_of(one)}"), None)
        audience = str(person["audience"]) if person else code
        like = person or next((one for one in people if one["audience"] == audience), None)
        spoken = str(like["language"]) if like else ""
        return replace(
            self,
            audience=audience,
            contact=number_of(person) if person else None,
            language=spoken or self.language,
            missing={},
        )

    def gaps(self) -> dict[str, str]:
        """What still has to be chosen, in words beside each field."""
        asked = {
            "touchpoint": "Choose what this comes after.",
            "audience": "Choose who is asked.",
            "language": "Choose the language.",
            "channel": "Choose how it reaches them.",
        }
        return {step: text for step, text in asked.items() if not getattr(self, step)}

    def open_gaps(self) -> dict[str, str]:
        """The gaps in the steps that are on the page: a later step comes once the one before it is chosen."""
        gaps = self.gaps()
        if "touchpoint" in gaps:
            return {"touchpoint": gaps["touchpoint"]}
        return {"audience": gaps["audience"]} if "audience" in gaps else gaps


def chosen_in(
    query: Mapping[str, str], library: Library, people: Sequence[Contact], languages: Sequence[Language]
) -> AskingChoice:
    """The choice that an address asks for; what nobody could choose counts as not chosen."""
    possible: Mapping[str, Collection[str]] = {
        "touchpoint": {touchpoint for touchpoint, _ in library.choices()},
        "audience": {*AUDIENCES, *(f"contact-{number_of(one)}" for one in people)},
        "language": {one.code for one in languages},
        "channel": OFFERED_CHANNELS,
    }
    choice = AskingChoice()
    for step in STEPS:
        if (code := query.get(step, "")) in possible[step]:
            choice = choice.with_(step, code, library, people, languages)
    return choice


def offers(
    library: Library, choice: AskingChoice, people: Sequence[Contact], languages: Sequence[Language], *, texts: bool
) -> dict[str, Any]:
    """What can be chosen at each step: only what there are questions for, and only ways that work here."""
    pairs = library.choices()
    touchpoints = list(dict.fromkeys(touchpoint for touchpoint, _ in pairs))
    audiences = [audience for touchpoint, audience in pairs if touchpoint == choice.touchpoint]
    return {
        "touchpoints": [(code, TOUCHPOINTS[code]) for code in touchpoints],
        "people": [one for audience in audiences for one in people if one["audience"] == audience],
        "audiences": [(code, AUDIENCES[code]) for code in audiences if not _is_only_one(code, people)],
        "languages": [(one, standing(one.code).note) for one in languages],
        "channels": [code for code in OFFERED_CHANNELS if _works(code, choice, texts)],
    }


def _is_only_one(audience: str, people: Sequence[Contact]) -> bool:
    """Whether the audience is the child, who is on record: there is no other."""
    return any(one["relation"] == "Self" and one["audience"] == audience for one in people)


def _works(channel: str, choice: AskingChoice, texts: bool) -> bool:
    return (channel not in TO_SOMEBODY or choice.contact is not None) and (channel != "sms" or texts)

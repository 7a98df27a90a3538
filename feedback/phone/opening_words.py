"""The first words of a call: who is there, is it safe to talk, and only then whom the call is for."""

from dataclasses import dataclass

from language.catalogue import N_, say

BEFORE, AFTER = "before", "after"  # before and after it is sure who is there, and that they can talk

_ASK_FOR = N_("Hello. May I speak to {name}, please?")
_ASK_FOR_NOBODY = N_("Hello. Who am I speaking to, please?")
_IF_ASKED = N_("It is a personal call. I can ring again another time.")
_SAFE = N_("Is now a safe and private time to talk?")
_INDEPENDENT = N_(
    "I am calling for the council, to hear what it is like for you. I don't work in the team that supports you."
)
_INDEPENDENT_TO_HELPER = N_(
    "I am calling for the council, to hear how our work looks to you. I don't work in the family's team."
)
_FROM_THE_SERVICE = N_("I am calling from the council, to hear how we are doing for you.")
_TO_TELL = N_("I am calling from the council. You told us what you think, and we want to tell you what we did.")
_CHOICE = N_("It is your choice to take part. Skip anything you like.")
_USE = N_("Your answers help us check and improve our work.")
_HARM = N_("We must act if you or someone else may be at risk of harm.")


@dataclass(frozen=True)
class OpeningLine:
    """One line of the script in the language to be spoken, with a note in English for the caller."""

    said: str
    lang: str  # `en` where there is no translation yet
    when: str  # `before` or `after`
    note: str = ""


def opening(
    language: str, *, name: str = "", independent: bool = True, audience: str = "", tells: bool = False
) -> tuple[OpeningLine, ...]:
    """The lines in order. Until identity is confirmed none of them names the service, a child or the reason."""
    first = _ASK_FOR if name else _ASK_FOR_NOBODY
    own_view = _INDEPENDENT_TO_HELPER if audience == "helper" else _INDEPENDENT
    who = _TO_TELL if tells else own_view if independent else _FROM_THE_SERVICE
    return (
        _line(language, first, BEFORE, "Say nothing of what it is about until you know who is there.", name=name),
        _line(language, _IF_ASKED, BEFORE, "Only if somebody else answers or asks. Leave no message."),
        _line(language, _SAFE, BEFORE, "If not: agree another time, ring off, and log “not safe now”."),
        _line(language, who, AFTER),
        _line(language, _CHOICE, AFTER),
        _line(language, _USE, AFTER),
        _line(language, _HARM, AFTER),
    )


def _line(language: str, message: str, when: str, note: str = "", **values: object) -> OpeningLine:
    said = say(language, message, **values)
    return OpeningLine(said.text, said.lang, when, note)

"""A place's poster on A5, and cards with its code that a worker hands out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from documents.pdf import unprintable
from documents.qr_codes import svg
from feedback.paper.letterhead import Letterhead
from feedback.paper.phrases import phrase
from feedback.paper.printing import printed
from feedback.voices.errors import NotPrintable
from feedback.voices.places import Place
from feedback.voices.typed_codes import grouped
from language.catalogue import Translated, say
from language.registry import LANGUAGES
from language.visible import one_line
from people.contact_points import CHILDLINE, EMERGENCY
from people.errors import Unacceptable

EVERY_LANGUAGE = tuple(LANGUAGES)
LONGEST_NAME = 40  # letters on a card


def poster_pdf(place: Place, head: Letterhead, at: datetime, languages: Sequence[str] = EVERY_LANGUAGE) -> bytes:
    """The A5 poster of a place, inviting in each of these languages, the first one largest."""
    if not translated(languages):
        raise Unacceptable("Choose at least one language.")
    words = {
        **shared_words(place, head, languages),
        "said": what_came_of_it(head, languages),
        "promises": [
            phrase(code, "We will not know who you are unless you tell us.") for code in translated(languages)
        ],
        "help": [
            phrase("en", "In danger now? Call {number}.", number=EMERGENCY),
            phrase("en", "Under 19? Childline {number}, free, any time.", number=CHILDLINE),
        ],
    }
    return printed("poster", words, at)


def cards_pdf(
    place: Place, name: str, head: Letterhead, at: datetime, languages: Sequence[str] = EVERY_LANGUAGE
) -> bytes:
    """A sheet of ten cards with a worker's name and the place's code; no card says what the worker does."""
    shown = one_line(name)
    if not 0 < len(shown) <= LONGEST_NAME:
        raise Unacceptable(f"Write the name that stands on the cards, of up to {LONGEST_NAME} letters.")
    if signs := unprintable(shown):
        raise NotPrintable(signs)
    return printed("cards", {**shared_words(place, head, languages), "name": shown}, at)


def shared_words(place: Place, head: Letterhead, languages: Sequence[str]) -> Mapping[str, Any]:
    """What poster and cards both say; a closed place has neither, since its code opens nothing."""
    if place["closed"]:
        raise Unacceptable("This is closed: what is printed now would lead nowhere. Make a new one.")
    if signs := unprintable(place["name"]):
        raise Unacceptable(
            f"The name of this place has “{signs}”, which cannot be printed: no font here has it. "
            "Make a new place with its name in Latin letters, and close this one."
        )
    label = say("en", "QR code that opens the questions").text
    return {
        "title": f"{head.service_name}: {place['name']}",
        "place": {"text": place["name"], "lang": "en", "dir": "ltr"},
        "invitations": [phrase(code, "Tell us what it is like for you") for code in translated(languages)],
        "qr": svg(head.poster(place["code"]), label),
        "qr_label": label,
        "or_type": phrase("en", "Scan the code, or go to this address and type it:"),
        "address": head.short_address,
        "code": grouped(place["code"]),
    }


def what_came_of_it(head: Letterhead, languages: Sequence[str]) -> Mapping[str, Any]:
    """Where families read what was done about what they said: its name in each language, and one address (BR-54)."""
    names = [phrase(code, "You said, we did") for code in translated(languages)]
    return {"names": names, "address": f"{head.short_address}/said"}


def translated(languages: Sequence[str]) -> list[str]:
    """Those of the languages that can say the invitation; English beside English would look like a mistake."""
    return [code for code in languages if _invitation(code).lang == code]


def _invitation(code: str) -> Translated:
    return say(code, "Tell us what it is like for you")

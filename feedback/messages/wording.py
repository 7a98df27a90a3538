"""The words of the texts that ask: no name, no role, nothing of the case, for others may see or hear them."""

import re
from dataclasses import dataclass

from feedback.messages.text_length import measure
from language.catalogue import N_, Translated, say
from people.contact_points import EMERGENCY

MOST_PARTS = 2  # a text in another script that needs more goes out in English; its link opens in their language
_LINK = re.compile(r"/f/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
_BLANK = "/f/…"

# Translators: {place} is the council's name; no name of a person, no role, nothing of why we ask. As short as you can.
REQUEST = N_("{place}: how are we doing? A few questions, skip any: {link} Urgent help: {number}. STOP ends texts.")
# Translators: for somebody whose phone others look at. It must not show who sends it or why.
REQUEST_DISCREET = N_("You asked to give your views. 3 min: {link}")
# Translators: the one reminder, five days after the first text.
REMINDER = N_(
    "{place}: you can still tell us how we are doing. Skip any: {link} Urgent help: {number}. STOP ends texts."
)
# Translators: the one reminder, for somebody whose phone others look at.
REMINDER_DISCREET = N_("You can still give your views. 3 min: {link}")
# Translators: the text that leads to what was done because of what somebody said. Nothing of what that is.
TOLD = N_("{place}: you told us what you think. This is what we did: {link} Urgent help: {number}. STOP ends texts.")
# Translators: the same, for somebody whose phone others look at.
TOLD_DISCREET = N_("There is an answer for you: {link}")


@dataclass(frozen=True)
class Wording:
    """How this house words its texts: the council's name, and where families reach it (no slash at the end)."""

    place: str
    base: str

    def request(self, token: str, language: str, *, discreet: bool) -> Translated:
        """The text that asks, in the language that it is worth being in."""
        return self._said(REQUEST_DISCREET if discreet else REQUEST, token, language)

    def reminder(self, token: str, language: str, *, discreet: bool) -> Translated:
        """The one reminder."""
        return self._said(REMINDER_DISCREET if discreet else REMINDER, token, language)

    def told(self, token: str, language: str, *, discreet: bool) -> Translated:
        """The text that leads to what came of their words."""
        return self._said(TOLD_DISCREET if discreet else TOLD, token, language)

    def _said(self, message: str, token: str, language: str) -> Translated:
        values = {"place": self.place, "link": f"{self.base}/f/{token}", "number": EMERGENCY}
        said = say(language, message, **values)
        return said if measure(said.text).parts <= MOST_PARTS else say("en", message, **values)


def without_link(body: str) -> str:
    """The text as it is kept once it has gone: the secret in its link is for the phone alone."""
    return _LINK.sub(_BLANK, body)


def is_whole(body: str) -> bool:
    """Whether the text could go as it stands: it has no link, or the secret of its link is still in it."""
    return _BLANK not in body

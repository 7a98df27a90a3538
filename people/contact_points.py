"""Where people who text us can reach a person or a page: what differs from one council to the next."""

from collections.abc import Iterator
from dataclasses import dataclass

from language.catalogue import N_, say

EMERGENCY = "999"
CHILDLINE = "0800 1111"
NSPCC = "0808 800 5000"
# For who does not hear or cannot speak; `docs/guides/before-going-live.md` says which of these somebody has to confirm.
RELAY = "18001"  # Relay UK: before the number that is called
RELAY_EMERGENCY = "18000"
EMERGENCY_IN_SIGNS = "999bsl.co.uk"
CANNOT_SPEAK = "55"  # pressed on a mobile when the operator asks
REGISTER = "register"  # the first text to 999, long before one is needed
# To whom one complains
EASS = "0808 800 0082"
ICO = "0303 123 1113"
CALL_US = N_("You can call us: {day} (Monday to Friday, 9 to 5). Or {evening} (evenings and weekends).")
IN_DANGER_NOW = N_("If you are in danger now, call {number}.")
UNDER_19 = N_("If you are under 19 you can talk to Childline any time: {number} (free).")
WORRIED = N_("Worried about a child? NSPCC {number}.")


@dataclass(frozen=True)
class ContactPoints:
    """`base` is the address that families reach, without a slash at the end; the numbers as they are printed."""

    base: str = "http://localhost:8080"
    day: str = "020 7332 3621"
    evening: str = "020 8356 2710"

    def link(self, token: str) -> str:
        """The web address of one conversation."""
        return f"{self.base}/f/{token}"

    def help_lines(self, language: str) -> Iterator[str]:
        """Whom to call, the most urgent first; no line names the service, for others may see the text."""
        yield say(language, IN_DANGER_NOW, number=EMERGENCY).text
        yield say(language, UNDER_19, number=CHILDLINE).text
        yield say(language, WORRIED, number=NSPCC).text
        yield say(language, CALL_US, day=self.day, evening=self.evening).text

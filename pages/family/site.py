"""What differs from one council to the next on the family's pages."""

from dataclasses import dataclass, field

from language.catalogue import N_
from language.registry import LANGUAGES, Language
from pages.family.notices import Notices
from people.contact_points import ContactPoints

YOUR_VIEWS = N_("Your views")


@dataclass(frozen=True)
class Site:
    """Names, numbers and addresses. `public_url` is scheme and host, as families reach us, or None when not known."""

    service_name: str = YOUR_VIEWS
    team_name: str = "City of London Children and Families"
    public_url: str | None = None
    secure_cookies: bool = False
    duty_day_number: str = ContactPoints.day
    duty_evening_number: str = ContactPoints.evening
    forget_after: int = 900  # seconds after the last press, when the same browser too shows no earlier answer
    leave_to: str = "https://www.bbc.co.uk/weather"
    notices: Notices = field(default_factory=Notices)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that families are offered: all; what is not live of one stands in English, marked."""
        return tuple(LANGUAGES.values())

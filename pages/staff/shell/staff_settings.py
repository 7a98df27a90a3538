"""What the staff screens need to know of the place they run in."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from feedback.asking.text_requests import TextSettings
from feedback.messages.quiet_hours import QuietHours
from feedback.paper.letterhead import Letterhead
from language.registry import LANGUAGES, Language
from people.access_reviews.rules import MONTHS
from people.contact_points import ContactPoints
from people.passkey_ceremonies import Site
from people.sign_on_provider import SignOnSettings
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.planning.rules import PLANNING, PlanningRules
from tracker.said.recognisable import FEWEST


@dataclass(frozen=True)
class StaffSettings:
    """Settings of the staff screens; `public_url` is the address that people reach, without a slash at the end."""

    public_url: str | None
    secure_cookies: bool
    demo: bool
    service_name: str = "Heard"
    texting: TextSettings | None = None  # how texts go out; None where none can, so that the screens offer what works
    asking_by_itself: TextSettings | None = None  # how safe proposals go with nobody pressing; None where none may
    contact_points: ContactPoints = field(default_factory=ContactPoints)  # where families reach a page or a person
    hours: QuietHours = field(default_factory=QuietHours)  # when nobody is called who does not wait for it
    public_name: str = "Your views"  # what families read: it says nothing of what the service does
    team_name: str = "Children and Families"
    moderation: ModerationRules = PROPOSED  # where the framework leaves moderation open
    planning: PlanningRules = PLANNING  # re-audits, dip samples, reminders
    said_fewest: int = FEWEST  # children behind an entry of “You said, we did”, below which a Head writes a reason
    access_review_months: int = MONTHS  # after which who can see what is gone through anew
    backups: bool = False  # whether one is made each night
    head_copy: bool = False  # whether a line of `heard head` goes outside each night
    unanchored: str = ""  # a sentence where what was last known of the data proves nothing
    imports: bool = False  # whether files come in from a folder by themselves
    mail: str = "off"  # who carries mails to staff: `off`, `console` or `smtp`
    second_factor_required: bool = False  # of whoever signs in with a password
    sign_on: SignOnSettings | None = None  # the provider through which people sign in
    passwords_for_all: bool = True  # false: only administrators sign in with a password

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that families are offered."""
        return tuple(LANGUAGES.values())

    @property
    def origin(self) -> str | None:
        """Scheme and host of the public address, as a browser writes them in `Origin`."""
        if not self.public_url:
            return None
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    @property
    def passkey_site(self) -> Site | None:
        """Where passkeys count; None where the public address is not known, or is none that browsers trust."""
        parts = urlsplit(self.public_url or "")
        if not (parts.hostname and (parts.scheme == "https" or parts.hostname == "localhost")):
            return None
        return Site(f"{parts.scheme}://{parts.netloc}".lower(), parts.hostname)

    @property
    def letterhead(self) -> Letterhead:
        """What stands on every paper."""
        return Letterhead(
            self.public_name,
            self.team_name,
            self.contact_points.base,
            self.contact_points.day,
            self.contact_points.evening,
        )

    @property
    def cookie(self) -> str:
        """The name of the session cookie; the prefix makes browsers insist on HTTPS (ASVS 3.3.1)."""
        return "__Secure-heard_staff" if self.secure_cookies else "heard_staff"

    @property
    def half_cookie(self) -> str:
        """The name of the cookie that is held between the password and the code."""
        return "__Secure-heard_half" if self.secure_cookies else "heard_half"

    @property
    def ticket_cookie(self) -> str:
        """The name of the cookie that is carried to the provider and back."""
        return "__Secure-heard_ticket" if self.secure_cookies else "heard_ticket"

    @property
    def known_cookie(self) -> str:
        """The name of the cookie by which a browser is known again at the next sign-in."""
        return "__Secure-heard_known" if self.secure_cookies else "heard_known"

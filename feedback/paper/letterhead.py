"""What stands on every paper of one council: its neutral name, its address on the web, and the numbers to call."""

from dataclasses import dataclass

from feedback.voices.typed_codes import grouped


@dataclass(frozen=True)
class Letterhead:
    """`public_url` is scheme and host, as families reach it; `service_name` says nothing of what the service does."""

    service_name: str
    team_name: str
    public_url: str
    day_number: str
    evening_number: str

    @property
    def short_address(self) -> str:
        """The address as a person types it."""
        return self.public_url.partition("://")[2].rstrip("/")

    def conversation(self, token: str) -> str:
        """Where a letter's QR code leads."""
        return f"{self.public_url.rstrip('/')}/f/{token}"

    def poster(self, code: str) -> str:
        """Where a poster's QR code leads."""
        return f"{self.public_url.rstrip('/')}/q/{grouped(code)}"

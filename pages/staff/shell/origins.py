"""Whether a request comes from our own pages (ASVS 3.5.1, 4.4.2)."""

from urllib.parse import urlsplit

from pages.staff.shell.staff_settings import StaffSettings


def is_own(settings: StaffSettings, origin: str, host: str) -> bool:
    """Whether this `Origin` is ours: the public address, or the host that was asked where no public one is set."""
    origin = origin.lower()
    if settings.origin and origin == settings.origin:
        return True
    if settings.origin and not settings.demo:
        return False
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and parts.netloc == host.lower()

"""Addresses and numbers that a person typed into a setting, as browsers and phones need them; a wrong one is told."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

_USUAL_PORT = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.?")
_NUMBER = re.compile(r"\+?[0-9 ()-]+")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15  # 999 and 111 are numbers too; E.164 ends at fifteen
_ANY_HOST = {"127.0.0.1", "0.0.0.0", "::", "::1", ""}  # noqa: S104  # compared, not bound


def address_of(host: str, port: int) -> str:
    """Where a program that listens there is reached from its own machine."""
    if host in _ANY_HOST - {"::1"}:
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def origin_of(value: str) -> str:
    """A public address as browsers write it in `Origin`. ValueError where it holds more than scheme, host and port."""
    parts = _parts(value, "https://views.example.gov.uk")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("must be a scheme and a host alone, for example https://views.example.gov.uk, with no path")
    return f"{parts.scheme}://{_host(parts)}{_port(parts)}"


def web_page(value: str) -> str:
    """An address that a link can lead to. ValueError where it would stay on our own site."""
    _host(_parts(value, "https://www.bbc.co.uk/weather"))
    if re.search(r"[\s\"'<>\\]", value.strip()):
        raise ValueError("must be a web address without spaces or quotation marks")
    return value.strip()


def safe_base(value: str) -> str:
    """The base address of a provider, without a slash at the end. ValueError where texts would go in clear."""
    parts = urlsplit(value)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ValueError("must begin with https://, since it carries phone numbers; http:// only on this machine")
    return value.rstrip("/")


def phone_number(value: str) -> str:
    """A number that a phone can call, as it is shown. ValueError where there is nothing to call."""
    shown = " ".join(value.split())
    digits = sum(character.isdigit() for character in shown)
    if not _NUMBER.fullmatch(shown) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        raise ValueError("must be a phone number, in digits, for example 020 7946 0123")
    return shown


def _parts(value: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(value.strip())
        _ = parts.port
    except ValueError:
        raise ValueError(f"is not a web address; write it like {example}") from None
    if parts.scheme not in _USUAL_PORT or not parts.hostname:
        raise ValueError(f"must begin with http:// or https:// and name a host, for example {example}")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if not host.isascii():
            raise ValueError("must be written in Latin letters, a name of another script as xn--…") from None
        if not _HOST.fullmatch(host) or re.fullmatch(r"[0-9.]+|.*\.?0x[0-9a-f]+", host):
            raise ValueError(f"names no host: “{host}”") from None
        return host
    return f"[{address.compressed}]" if address.version == 6 else str(address)  # IP version 6


def _port(parts: SplitResult) -> str:
    return f":{parts.port}" if parts.port and parts.port != _USUAL_PORT[parts.scheme] else ""

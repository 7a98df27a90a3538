"""Tells a form of our own from one that another website sends in a family's name."""

from starlette.types import Scope

from pages.family.site import Site

_OWN = (b"same-origin", b"none")


def is_foreign(scope: Scope, site: Site) -> bool:
    """Whether another website sent this (ASVS 3.5.1).

    Our pages say `no-referrer`, and browsers then send `Origin: null` with our own forms: that alone says nothing.
    """
    headers = dict(scope["headers"])
    fetched_from = headers.get(b"sec-fetch-site")
    if fetched_from is not None and fetched_from not in _OWN:
        return True
    origin = headers.get(b"origin", b"null")
    return origin != b"null" and not _is_ours(origin, headers.get(b"host", b""), site)


def _is_ours(origin: bytes, host: bytes, site: Site) -> bool:
    if site.public_url:
        return origin.decode("latin-1").lower() == site.public_url.rstrip("/").lower()
    return origin.lower().partition(b"://")[2] == host.lower()

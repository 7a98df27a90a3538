"""What a provider posted: nothing of it is believed unsigned."""

from collections.abc import Mapping
from typing import Protocol

from starlette.requests import Request

from pages.form_body import BadBody, read_form

LARGEST = 64_000  # bytes: 1,600 characters, each escaped at its longest, and all the rest that comes with a text
HEADER = "x-twilio-signature"


class SignatureCheck(Protocol):
    """Tells whether a signature was made over our public address and these fields."""

    def fits(self, path_and_query: str, fields: Mapping[str, str], signature: str) -> bool: ...


async def signed_fields(request: Request, check: SignatureCheck) -> Mapping[str, str]:
    """The fields of a signed post; BadBody: 400 no form, 413 too long, 415 another kind, 403 not signed.

    A field that stands twice could be read in two ways, so nothing of it is believed.
    """
    pairs = await read_form(request, LARGEST)
    fields = dict(pairs)
    if len(fields) < len(pairs) or not check.fits(_address(request), fields, request.headers.get(HEADER, "")):
        raise BadBody(403)
    return fields


def _address(request: Request) -> str:
    """Path and query just as they came, for the signature covers them."""
    path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    query: bytes = request.scope["query_string"]
    return (path.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1")

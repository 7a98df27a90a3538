"""Where a request comes from, for counting alone: no address of a family is written down."""

from starlette.types import Scope


def address_of(scope: Scope) -> str:
    """The network address; behind a proxy the server has put the real one here."""
    client = scope.get("client")
    return str(client[0]) if client else ""

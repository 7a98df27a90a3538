"""What a GET asks for in its query: another language, or to leave. Neither changes anything."""

from urllib.parse import parse_qs

from starlette.types import Scope

_LONGEST = 500  # bytes; a longer query is none of ours


def asks_to_leave(scope: Scope) -> bool:
    """Whether Leave this page was pressed."""
    return "leave" in _query(scope)


def asks_easy(scope: Scope) -> bool:
    """Whether a first page is asked for in Easy Read."""
    return "easy" in _query(scope)


def asked_page(scope: Scope) -> str:
    """The page that stands beside all others, as help does; the way back stays in the address."""
    return _query(scope).get("page", [""])[0]


def has_just_begun(scope: Scope) -> bool:
    """Whether the browser was sent here from the button that sets the cookie."""
    return "begun" in _query(scope)


def asked_before(scope: Scope) -> str:
    """After which entry of “You said, we did” the older ones are asked for."""
    return _query(scope).get("before", [""])[0]


def asked_language(scope: Scope) -> str:
    """The language code in the query, or nothing."""
    return _query(scope).get("lang", [""])[0]


def accepted_languages(scope: Scope) -> str | None:
    """The Accept-Language header."""
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-language"), None)


def _query(scope: Scope) -> dict[str, list[str]]:
    query: bytes = scope["query_string"]
    if not query or len(query) > _LONGEST:
        return {}
    return parse_qs(query.decode("latin-1"), keep_blank_values=True)

"""A real OpenID Connect provider on this machine, which can be told to misbehave."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import httpx
from authlib import jose
from oidc_provider_mock import app as provider_app
from werkzeug.serving import make_server

Answer = Callable[[], flask.Response | None]


class RealProvider:
    """`oidc-provider-mock` as its people and its clients reach it."""

    def __init__(self, url: str, app: flask.Flask) -> None:
        self.url = url
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.faults: dict[str, Answer] = {}  # by the end of the path
        self._storage: Any = None
        app.before_request(self._before)

    def _before(self) -> flask.Response | None:
        self._storage = flask.g.oidc_provider_mock_storage
        self.asked.append((flask.request.path, flask.request.values.to_dict()))
        for path, fault in self.faults.items():
            if flask.request.path.endswith(path):
                return fault()
        return None

    def asks(self, path: str) -> list[dict[str, str]]:
        """What it was asked at a path, the oldest first."""
        return [values for at, values in self.asked if at.endswith(path)]

    def knows(self, subject: str, **claims: object) -> None:
        """A person of the provider's and what it says of them in a token, over what it would say by itself."""
        assert httpx.put(f"{self.url}/users/{subject}", json=claims).status_code == 204

    def signs_in(self, address: str, subject: str) -> str:
        """Somebody signs in at its page; where it sends their browser."""
        return self._answers(address, {"sub": subject})

    def cancels(self, address: str) -> str:
        """Somebody presses Deny at its page."""
        return self._answers(address, {"action": "deny"})

    def _answers(self, address: str, form: dict[str, str]) -> str:
        back = httpx.post(address, data=form).headers["location"]
        parts = urlsplit(back)
        return f"{parts.path}?{parts.query}"

    def changes_key(self) -> None:
        """From now on it signs with another key."""
        self._storage.jwk = jose.JsonWebKey.generate_key("RSA", 2048, is_private=True)


def answering(body: str, status: int = 200) -> Answer:
    """Something else than the right answer."""
    return lambda: flask.Response(body, status, content_type="application/json")


def waiting(seconds: float) -> Answer:
    """The right answer, late."""

    def late() -> None:
        time.sleep(seconds)

    return late


@contextmanager
def a_provider() -> Iterator[RealProvider]:
    """One that runs on a free port until the block ends."""
    app = provider_app(require_nonce=True)
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    found = RealProvider(f"http://localhost:{server.server_port}", app)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def query_of(address: str) -> dict[str, str]:
    """The values of an address's query."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

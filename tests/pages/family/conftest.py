"""A real store with one child, and phones that families hold in their hands."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from feedback.kinds import KINDS as FEEDBACK
from feedback.requests import ask, revoke
from feedback.voices import VOICES
from forms.library import Library
from pages.family.routes import routes
from pages.family.site import Site
from people.actor import Actor
from people.children import add_child
from people.kinds import KINDS as PEOPLE
from people.roles import Role
from people.staff import add_staff
from storage.store import Store

LIBRARY = Library.load()
ADDRESS = "http://views.example"


@dataclass
class Office:
    """The service's side: makes links, revokes them, and looks at what was kept."""

    store: Store
    worker: Actor
    requests: dict[str, int] = field(default_factory=dict)

    def link(self, touchpoint: str = "conference", audience: str = "parent_carer", language: str = "en") -> str:
        asked = self.store.write_now(
            ask,
            self.worker,
            child="D0001",
            touchpoint=touchpoint,
            audience=audience,
            language=language,
            channel="link",
            form=LIBRARY.find(touchpoint, audience),
        )
        self.requests[asked.token] = asked.request
        return asked.token

    def revoke(self, token: str) -> None:
        self.store.write_now(revoke, self.worker, self.requests[token])

    def voices(self) -> list[dict]:
        return [dict(voice) for voice in self.store.read(lambda db: db.table(VOICES).all())]

    def answers(self) -> dict:
        (voice,) = self.voices()
        return {question: answer["value"] for question, answer in voice["answers"].items()}


class Phone(TestClient):
    """A browser that stays on one link and presses the buttons of the page it sees."""

    def __init__(self, app: Starlette, token: str) -> None:
        super().__init__(app, base_url=ADDRESS, follow_redirects=False, headers={"accept-language": "en"})
        self.address = f"/f/{token}"
        self.page = ""

    def open(self, query: str = "") -> Response:
        reply = self.get(self.address + query)
        self.page = reply.text
        return reply

    def press(self, button: str, answer: str | list[str] | None = None, **fields: str) -> Response:
        """Press a button; on success the page after it is open, and the first reply is returned."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.page))
        standing = self._standing() if answer is None else answer
        more = {"answer": standing} if standing else {}
        reply = self.post(self.address, data={**hidden, "do": button, **more, **fields})
        self.page = self.open().text if reply.status_code == 303 else reply.text
        return reply

    def _standing(self) -> str | list[str]:
        """What stands in the page's field, as a browser would send it."""
        if written := re.search(r'<textarea id="answer"[^>]*>\n(.*?)</textarea>', self.page, re.DOTALL):
            return html.unescape(written[1])
        if short := re.search(r'<input id="answer"[^>]* value="([^"]*)"', self.page):
            return html.unescape(short[1])
        return re.findall(r'name="answer" value="([^"]*)"[^>]* checked', self.page)

    @property
    def heading(self) -> str:
        """The words of the page's heading."""
        (heading,) = re.findall(r"<h1>(.*?)</h1>", self.page, re.DOTALL)
        return html.unescape(re.sub(r"<[^>]*>", "", heading))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = Store.open(tmp_path, (*PEOPLE, *FEEDBACK), secret=b"a secret of the tests, 32 bytes!")
    worker = store.write_now(add_staff, "Wendy Worker", "wendy@example.org", [Role.SOCIAL_WORKER])
    manager = store.write_now(add_staff, "Mona Manager", "mona@example.org", [Role.TEAM_MANAGER])
    child = {"ref": "D0001", "mosaic_id": "1", "name": "Noor Secretname", "born": "2014-05-01"}
    store.write_now(add_child, {**child, "worker": worker, "manager": manager})
    yield Office(store, Actor(worker, "Wendy Worker", frozenset({Role.SOCIAL_WORKER})))
    store.close()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def app(office: Office, site: Site) -> Starlette:
    return Starlette(routes=routes(office.store, site))


@pytest.fixture
def phone(app: Starlette) -> Callable[[str], Phone]:
    """Another browser on a link: `phone(token)`."""
    return lambda token: Phone(app, token)


@pytest.fixture
def begun(office: Office, phone: Callable[[str], Phone]) -> Phone:
    """A parent's phone that has pressed Start."""
    mine = phone(office.link())
    mine.open()
    mine.press("begin")
    return mine

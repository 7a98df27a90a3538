"""The service's desk, and phones that families hold in their hands."""

import html
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from httpx import Response
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from feedback.asking.requests import revoke
from feedback.voices.voices import VOICES
from pages.family.pages import FamilyPages
from pages.family.routes import family_pages
from pages.family.site import Site
from storage.store import Store
from tests.browsing import a_browser
from tests.cast import LIBRARY, Cast

ADDRESS = "http://views.example"


class Office:
    """The service's side: makes links, revokes them, and looks at what was kept."""

    def __init__(self, store: Store, cast: Cast) -> None:
        self.store = store
        self.cast = cast
        self.requests: dict[str, int] = {}

    def link(self, touchpoint: str = "conference", audience: str = "parent_carer", language: str = "en") -> str:
        asked = self.cast.ask(touchpoint, audience, language)
        self.requests[asked.token] = asked.request
        return asked.token

    def revoke(self, token: str) -> None:
        self.store.write_now(revoke, self.cast.worker, self.requests[token])

    def voices(self) -> list[dict]:
        return [dict(voice) for voice in self.store.read(lambda db: db.table(VOICES).all())]

    def answers(self) -> dict:
        (voice,) = self.voices()
        return {question: answer["value"] for question, answer in voice["answers"].items()}


class Phone(TestClient):
    """A browser that stays on one link and presses the buttons of the page it sees."""

    def __init__(self, app: FamilyPages, token: str) -> None:
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
def office(store: Store, cast: Cast) -> Office:
    return Office(store, cast)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def app(office: Office, site: Site) -> FamilyPages:
    return family_pages(office.store, site, LIBRARY)


@pytest.fixture
def phone(app: FamilyPages) -> Callable[[str], Phone]:
    """Another browser on a link: `phone(token)`."""
    return lambda token: Phone(app, token)


@pytest.fixture
def begun(office: Office, phone: Callable[[str], Phone]) -> Phone:
    """A parent's phone that has pressed Start."""
    mine = phone(office.link())
    mine.open()
    mine.press("begin")
    return mine


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser


@pytest.fixture
def home(office: Office) -> Iterator[str]:
    """The family's pages, served for real; leaving leads to the help page, to stay off the net."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        here = f"http://127.0.0.1:{door.getsockname()[1]}"
        app = family_pages(office.store, Site(leave_to=f"{here}/help"), LIBRARY)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield here
        server.should_exit = True
        thread.join()

"""The demo as it is served, in each way that it can be, and one browser for the whole walk."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import PHONE, a_browser, a_desk, ready
from tests.deployments import DEPLOYMENTS, ONE_MACHINE, TWO_PROCESSES
from tests.server import Server


@pytest.fixture(scope="module", params=[ONE_MACHINE, pytest.param(TWO_PROCESSES, marks=pytest.mark.soak)])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with DEPLOYMENTS[request.param](tmp_path_factory.mktemp("walk") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A family's phone, where JavaScript does not run."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(server: Server, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Signs somebody in at a desk of their own."""
    contexts = []

    def sign_in(name: str) -> Page:
        context = a_desk(browser)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{server.url}/staff")  # as people type it
        page.get_by_role("button", name=name).click()
        page.get_by_role("heading", name="Home").wait_for()
        ready(page)
        return page

    yield sign_in
    for context in contexts:
        context.close()

"""A real browser: Debian's Chromium without a window where it stands, else with one, else Playwright's own."""

import contextlib
import shutil
from collections.abc import Callable, Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 20_000  # ms that an expectation waits for; who is met early waits no longer, and these machines are shared
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
NOTES = "document.addEventListener('drafts', () => { window.draftsCame = true; });"
READY = """() => !document.querySelector('meta[name=heard-keeper]')
  || (window.did_handshake && window.draftsCame && document.fonts.status === 'loaded')"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"  # then it is drawn

expect.set_options(timeout=PATIENCE)


_running = contextlib.ExitStack()
_browsers: list[Browser] = []


@contextlib.contextmanager
def a_browser() -> Iterator[Browser]:
    """Headless Chromium, with nothing open in it before and after; one for all files of tests that need it in turn."""
    if not _browsers:
        playwright = _running.enter_context(sync_playwright())
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        _browsers.append(playwright.chromium.launch(executable_path=found, args=QUIET))
        _running.callback(lambda: _browsers.pop().close())
    try:
        yield _browsers[0]
    finally:
        for context in _browsers[0].contexts:
            context.close()


def no_browser() -> None:
    """End it: while it runs, this thread's event loop is Playwright's, and a test of its own loop cannot begin."""
    _running.close()


def a_desk(browser: Browser) -> BrowserContext:
    """A browser of somebody's own, at a desk, whose pages `ready` can wait for."""
    context = browser.new_context(viewport=DESK)
    context.add_init_script(NOTES)
    return context


def ready(page: Page) -> None:
    """Wait until a staff screen is drawn, its line is up, and what was typed there before is back."""
    page.locator("h1").first.wait_for()
    page.wait_for_function(READY)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for something that no page shows."""
    for _ in range(400):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It did not come to pass.")


def says(page: Page, button: str) -> None:
    """Answer the page's own question, which stands over it."""
    page.get_by_role("alertdialog").get_by_role("button", name=button, exact=True).click()


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands (WCAG 2.2 A and AA, and its best practices)."""
    found = Axe().run(page).response["violations"]
    said = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    return [one for one in said if "q-loading-bar" not in one]  # the framework's own, for as long as a page loads

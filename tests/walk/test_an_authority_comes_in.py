"""From an empty folder: an administrator signs on, brings an authority in, corrects a number, and a worker asks."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.authority_files import Authority, table
from tests.browsing import a_browser, a_desk, ready
from tests.provider import a_provider
from tests.server import HEARD, Server, free_port

pytestmark = pytest.mark.browser

CHILD = "C0"
ADMINISTRATOR, WORKER = "omar.haddad@heard.example", "ruth.sample@heard.example"
STAFF = ("staff id", "staff name", "email", "roles", "team", "mobile")


def authority(folder: Path) -> list[Path]:
    """The files in hand: SSD, our own staff file with the worker of the first child in it, and the contacts."""
    known = Authority(children=12, staff=4)
    files = {**known.files(), "staff.csv": table(STAFF, [("P1", "Leo B Invented", WORKER, "Social worker", "", "")])}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


@contextmanager
def empty_but_for_an_administrator(folder: Path, provider_url: str) -> Iterator[Server]:
    port = free_port()
    added = [HEARD, "user", "add", "Omar Haddad", ADMINISTRATOR, "--role", "administrator", "--no-password"]
    subprocess.run([*added, "--data", str(folder)], check=True, capture_output=True)
    server = Server(
        folder,
        port,
        HEARD_PUBLIC_URL=f"http://localhost:{port}",
        HEARD_SIGN_ON_ISSUER=provider_url,
        HEARD_SIGN_ON_CLIENT="heard",
        HEARD_SIGN_ON_SECRET="a secret",
        HEARD_SIGN_ON_SECOND_FACTOR="provider",
    )
    server.demo = False
    server.start()
    try:
        yield server
    finally:
        server.kill()


def signed_on(browser: Browser, server: Server, subject: str) -> Page:
    page = a_desk(browser).new_page()
    page.goto(f"{server.url}/staff/sign-in")
    page.locator("#sign-on").click()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/staff/")
    ready(page)
    return page


def test_an_administrator_brings_an_authority_in_and_a_worker_asks_the_first_family(tmp_path: Path) -> None:
    with a_provider() as provider, a_browser() as browser:
        provider.knows("omar", preferred_username=ADMINISTRATOR)
        provider.knows("ruth", preferred_username=WORKER)
        with empty_but_for_an_administrator(tmp_path / "data", provider.url) as server:
            page = signed_on(browser, server, "omar")
            page.goto(f"{server.url}/staff/bringing-in")
            ready(page)
            for file in authority(tmp_path):
                page.get_by_label("A workbook or a CSV file").set_input_files(file)
                page.get_by_role("button", name="Add this file").click()
                expect(page.locator("table").filter(has_text=file.name).first).to_be_visible()
            page.get_by_role("button", name="See what would change").click()
            page.get_by_role("button", name="Bring it in").click()
            earlier = page.locator("section").filter(has_text="Brought in before")
            expect(earlier).to_contain_text("Omar Haddad")
            expect(earlier.locator("progress")).to_have_count(0)

            page.goto(f"{server.url}/staff/records?q={CHILD}")
            page.locator(f"#record-{CHILD}").click()
            page.locator("[id^=contact-open-]").first.click()
            phone = page.locator("[id^=contact-phone-]").first
            expect(phone).to_have_value("07700 900000")
            phone.fill("07700 900777")
            page.get_by_text("The old number was never theirs").click()
            page.locator("[id^=contact-go-]").first.click()
            expect(page.locator(".history")).to_contain_text("07700 900777")

            worker = signed_on(browser, server, "ruth")
            worker.goto(f"{server.url}/staff/children/{CHILD}/ask?touchpoint=conference&channel=link")
            ready(worker)
            worker.locator("label[for^=audience-contact-]").first.click()
            worker.get_by_role("button", name="Make the link").click()
            link = worker.get_by_label("The link, shown this once").input_value()
            family = browser.new_context(java_script_enabled=False).new_page()
            family.goto(link)
            expect(family.get_by_role("button").first).to_be_visible()

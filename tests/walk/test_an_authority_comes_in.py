"""From an empty store: an authority comes in, a worker asks its first family, and their reviewer sees what they say."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.opening import open_store
from benchmarks.authority_files import Authority, table
from people.staff import by_email
from storage.documents import number_of
from tests.browsing import PHONE, a_browser, a_desk, ready
from tests.deployments import DEPLOYMENTS, Deployment
from tests.provider import RealProvider, a_provider
from tests.server import Server
from tests.walk.test_one_family_end_to_end import FamilyPhone
from tests.walk.test_one_review_end_to_end import planned

pytestmark = pytest.mark.browser

CHILD, WORDS = "C0", "They were on time, and they listened to her."
ADMINISTRATOR, WORKER = "omar.haddad@heard.example", "ruth.sample@heard.example"
HEAD, REVIEWER = "helen.sample@heard.example", "maya.madeup@heard.example"
BY_HAND = (  # no file gives these roles
    ("Omar Haddad", ADMINISTRATOR, "administrator"),
    ("Helen Sample", HEAD, "head_of_safeguarding"),
)
STAFF = (
    ("P1", "Leo B Invented", WORKER, "Social worker", "", ""),
    ("P3", "Maya D Madeup", REVIEWER, "Reviewer", "", ""),  # who never worked with the child
)


def authority(folder: Path) -> list[Path]:
    """The files in hand: SSD, our own staff file with the worker of the first child in it, and the contacts."""
    known = Authority(children=12, staff=4)
    files = {**known.files(), "staff.csv": table(("staff id", "staff name", "email", "roles", "team", "mobile"), STAFF)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


class Office:
    """The people of the authority at their desks, who sign on through its provider."""

    def __init__(self, browser: Browser, server: Server, provider: RealProvider) -> None:
        self.browser, self.server, self.provider = browser, server, provider

    def desk(self, address: str) -> Page:
        """Signs somebody on for the first time."""
        self.provider.knows(address, preferred_username=address)
        page = a_desk(self.browser).new_page()
        page.goto(f"{self.server.url}/staff/sign-in")
        page.locator("#sign-on").click()
        page.get_by_placeholder("sub").fill(address)
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url("**/staff/")
        ready(page)
        return page

    def opens(self, page: Page, there: str) -> None:
        page.goto(f"{self.server.url}/staff/{there}")
        ready(page)

    def phone(self) -> BrowserContext:
        """A family's, where JavaScript does not run."""
        return self.browser.new_context(viewport=PHONE, java_script_enabled=False)

    def number_of(self, address: str) -> int:
        store = open_store(self.server.settings)
        found = store.read(by_email, address)
        store.close()
        assert found is not None
        return number_of(found)


def brings_in(office: Office, page: Page, files: list[Path]) -> None:
    office.opens(page, "bringing-in")
    for file in files:
        page.get_by_label("A workbook or a CSV file").set_input_files(file)
        page.get_by_role("button", name="Add this file").click()
        expect(page.locator("table").filter(has_text=file.name).first).to_be_visible()
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Bring it in").click()
    earlier = page.locator("section").filter(has_text="Brought in before")
    expect(earlier).to_contain_text("Omar Haddad")
    expect(earlier.locator("progress")).to_have_count(0)


def corrects_a_number(office: Office, page: Page) -> None:
    office.opens(page, f"records?q={CHILD}")
    page.locator(f"#record-{CHILD}").click()
    page.locator("[id^=contact-open-]").first.click()
    phone = page.locator("[id^=contact-phone-]").first
    expect(phone).to_have_value("07700 900000")
    phone.fill("07700 900777")
    page.get_by_text("The old number was never theirs").click()
    page.locator("[id^=contact-go-]").first.click()
    expect(page.locator(".history")).to_contain_text("07700 900777")


def asks(office: Office, worker: Page) -> str:
    """The link that the worker makes for the child's mother."""
    office.opens(worker, f"children/{CHILD}/ask?touchpoint=conference&channel=link")
    worker.locator("label[for^=audience-contact-]").first.click()
    worker.get_by_role("button", name="Make the link").click()
    return worker.get_by_label("The link, shown this once").input_value()


def answers(page: Page, link: str) -> None:
    page.goto(link)
    family = FamilyPhone(page)
    family.presses("begin")
    while not page.locator("textarea").count():
        family.presses("skip")
    page.locator("textarea").fill(WORDS)
    family.presses("answer")
    while not page.locator("button[value=finish]").count():
        family.presses("skip")
    family.presses("finish")
    expect(page.locator("main")).to_contain_text("999")


@pytest.mark.parametrize("deployment", DEPLOYMENTS.values(), ids=DEPLOYMENTS)
def test_an_authority_comes_in_and_its_first_family_is_heard(deployment: Deployment, tmp_path: Path) -> None:
    with a_provider() as provider, a_browser() as browser:
        sign_on = {"ISSUER": provider.url, "CLIENT": "heard", "SECRET": "a secret", "SECOND_FACTOR": "provider"}
        settings = {f"HEARD_SIGN_ON_{name}": value for name, value in sign_on.items()}
        with deployment(tmp_path / "data", demo=False, **settings) as server:
            for name, address, role in BY_HAND:
                server.command("user", "add", name, address, "--role", role, "--no-password")
            office = Office(browser, server, provider)
            administrator = office.desk(ADMINISTRATOR)
            brings_in(office, administrator, authority(tmp_path))
            corrects_a_number(office, administrator)
            link = asks(office, office.desk(WORKER))

            review = planned(office.desk(HEAD), server, CHILD, office.number_of(REVIEWER))
            reviewer = office.desk(REVIEWER)
            office.opens(reviewer, f"reviews/{review}?part=6")
            assert WORDS not in reviewer.content()
            answers(office.phone().new_page(), link)
            expect(reviewer.locator(".family .words", has_text=WORDS).first).to_be_visible()  # it came by itself

"""Texts, letters and the phone on the screen, as people meet them in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from feedback.asking.requests import requests_for
from feedback.messages import inbox, outbox
from feedback.messages.outbox import OUTBOX, SENT, UNDELIVERED, queue
from feedback.messages.state_transitions import move
from feedback.sms.receiving import receive
from feedback.sms.threads import thread_of
from feedback.voices import attempts, voices
from people import contacts
from people.safe_contact import flag_abuse
from storage.store import Database
from tests.browsing import DESK, PHONE, faults
from tests.cast import CHILD, LIBRARY
from tests.outgoing import a_mother
from tests.pages.staff.conftest import Office
from tests.pages.staff.test_screens import choose
from tests.sampling import turning

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
WORDS = "ሓገዝ ቀልጢፉ መጺኡ።"
ASK = f"/staff/children/{CHILD}/ask"


def mother(office: Office, phone: str | None, **about: Any) -> int:
    fields = {"language": "ti", "phone": phone, "safe_checked": datetime.now(UTC).date().isoformat()}
    return a_mother(office.store, **{**fields, **about})


def asks_by_text(page: Page, contact: int) -> None:
    choose(page, "touchpoint-conference", f"audience-contact-{contact}", "channel-sms")


class MothersPhone:
    """What a mother does on the phone on the screen: one text, and she waits for what comes back."""

    def __init__(self, page: Page, office: Office, number: str) -> None:
        self.page, self.office, self.number = page, office, number
        self.texts = page.locator(".chat-text:not(.own)")
        # the same words again within three seconds would be a copy, and no answer
        self._ones = cycle(["1", "1.", "1)", "(1)", "1!", "1,", "1:", "01", "1..", "[1]", "1;", "001"])

    def sends(self, words: str, *, answered: bool = True) -> None:
        before = self.texts.count()
        box = self.page.get_by_label("Reply")
        box.fill(words)
        box.press("Enter")
        expect(box).to_have_value("")
        if answered:
            expect(self.texts).to_have_count(before + 1)

    def answers_everything(self) -> None:
        self.sends("ሰላም")
        while asked := self._asked():
            self.sends(self._answer_to(asked))

    def _asked(self) -> str | None:
        """What she is asked now: whether the phone is private, or a question of the form; None at the end."""
        put = self.office.store.read(thread_of, self.number)["put"]
        return str(put.get("question", put["what"])) if put else None

    def _answer_to(self, asked: str) -> str:
        form = LIBRARY.find("conference", "parent_carer")
        question = next((one for one in form.questions if one.id == asked), None) if form else None
        if question and question.purpose == "call_back":
            return "2"
        return WORDS if question and not question.options() else next(self._ones)


def test_a_mother_is_asked_in_tigrinya_answers_it_all_by_text_and_her_stop_is_kept_and_shown(
    office: Office, tab: Tab
) -> None:
    number = "+447700900101"
    contact = mother(office, number)
    worker = tab(office.cast.worker, ASK)
    asks_by_text(worker, contact)
    expect(worker.locator("#text-words")).to_have_attribute("lang", "ti")
    expect(worker.locator("#text-size")).to_contain_text("2 parts, about 8p")
    worker.get_by_role("button", name="Send the text").click()
    expect(worker.get_by_role("heading", name="The text goes out now")).to_be_focused()
    phone = MothersPhone(tab(office.cast.worker, f"/staff/phone?contact={contact}"), office, number)
    expect(phone.texts).to_have_count(1)
    expect(phone.texts.locator("p")).to_have_attribute("lang", "ti")
    expect(phone.texts.locator("a[data-outside]")).to_have_attribute(
        "href", f"{office.url}/f/" + _token(office, number)
    )
    phone.answers_everything()
    request = office.store.read(requests_for, office.cast.worker, CHILD)[0]
    voice = office.store.read(voices.by_request, request.doc_id)
    assert voice is not None
    assert voice["finished"]
    assert voice["channel"] == "sms"
    before = phone.texts.count()
    phone.sends("STOP")
    phone.sends("STOP please", answered=False)
    worker.goto(f"{office.url}/staff/children/{CHILD}")
    expect(worker.locator(".stop")).to_contain_text("Asked us to stop")
    expect(worker.locator(".stop")).to_contain_text("STOP")
    assert phone.texts.count() == before + 1


def _token(office: Office, number: str) -> str:
    (body,) = [one["body"] for one in office.store.read(outbox.by_phone, number)]
    return str(body.partition("/f/")[2][:22])


def test_what_no_reason_overrides_is_mended_right_there(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900102", name="Ms Mended")
    office.store.write_now(flag_abuse, office.cast.worker, contact, flagged=True)
    page = tab(office.cast.worker, ASK)
    asks_by_text(page, contact)
    expect(page.get_by_role("heading", name="This cannot go")).to_be_visible()
    expect(page.get_by_role("button", name="Send the text")).to_have_count(0)
    assert faults(page) == []
    times = page.get_by_label("What days and hours cannot say, in words")
    times.fill("")
    page.get_by_role("button", name="I checked this with them today").click()
    expect(times).to_have_attribute("aria-invalid", "true")
    times.fill("Mornings")
    page.get_by_label("send the discreet text").check()
    page.get_by_role("button", name="I checked this with them today").click()
    expect(page.get_by_role("button", name="Send the text")).to_be_visible()
    expect(page.get_by_role("heading", name="the discreet one")).to_be_visible()
    kept = office.store.read(contacts.by_id, contact)
    assert kept is not None
    assert (kept["safe_times"], kept["discreet"]) == ("Mornings", True)


def test_what_can_be_overridden_needs_a_reason(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900103", safe_checked=None)
    page = tab(office.cast.worker, ASK)
    asks_by_text(page, contact)
    expect(page.get_by_text("was never checked")).to_be_visible()
    page.get_by_role("button", name="Send the text").click()
    reason = page.get_by_label("Or say why it goes all the same.")
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(reason).to_be_focused()
    reason.fill("She asked me for it at the visit.")
    page.get_by_role("button", name="Send the text").click()
    expect(page.get_by_role("heading", name="The text goes out now")).to_be_visible()


@pytest.mark.parametrize(("phone", "said"), [(None, "no phone number"), ("+442073323621", "This is a landline")])
def test_a_number_that_no_text_reaches_is_said_at_once(office: Office, tab: Tab, phone: str | None, said: str) -> None:
    contact = mother(office, phone)
    page = tab(office.cast.worker, ASK)
    choose(page, "touchpoint-conference", f"audience-contact-{contact}")
    expect(page.locator("label[for=channel-sms]")).to_contain_text(said)


def test_a_letter_is_printed_to_an_address_that_is_kept_nowhere(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900104")
    page = tab(office.cast.worker, ASK)
    choose(page, "touchpoint-closure", f"audience-contact-{contact}", "channel-letter")
    page.get_by_role("button", name="Go on to the letter").click()
    page.get_by_role("heading", name="Print the letter").wait_for()
    page.get_by_role("button", name="Print the letter").click()
    address = page.get_by_label("Name and address for the envelope’s window")
    expect(address).to_have_attribute("aria-invalid", "true")
    address.fill("Ms Tesfamariam\n17 Quince Street")
    with page.expect_download() as download:
        page.get_by_role("button", name="Print the letter").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    expect(page.locator("#letter-ready")).to_be_visible()
    assert faults(page) == []
    newest = office.store.read(attempts.by_child, CHILD)[-1]
    assert (newest["method"], newest["outcome"]) == ("letter", "printed")
    assert "Quince" not in str(office.store.read(_everything))


def _everything(db: Database) -> list[Any]:
    from app.opening import KINDS

    return [dict(one) for kind in KINDS for one in db.table(kind)]


def test_a_call_that_was_asked_for_stands_on_the_call_list(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900105")
    page = tab(office.cast.worker, ASK)
    choose(page, "touchpoint-conference", f"audience-contact-{contact}", "channel-phone")
    page.get_by_role("button", name="Put on the call list").click()
    expect(page.get_by_role("heading", name="On the call list")).to_be_visible()


def test_a_text_that_nobody_could_place_appears_by_itself_and_is_read_by_a_person(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/texts")
    sender = "+447700900106"
    office.store.write_now(receive, provider_id="a-stray", sender=sender, body="لا أعرف من أنتم")
    stray = page.locator(".voice", has_text="07700 900106")
    expect(stray.locator("blockquote")).to_have_attribute("dir", "rtl")
    expect(stray).to_contain_text("From a number that nobody here knows")
    stray.get_by_label("What was decided (optional)").fill("Rang back, wrong number")
    assert faults(page) == []
    stray.get_by_role("button", name="I have read this").click()
    expect(stray).to_have_count(0)
    (text,) = office.store.read(inbox.by_phone, sender)
    assert (text["read_by"], text["decided"]) == (office.cast.head.id, "Rang back, wrong number")


def test_a_text_that_did_not_arrive_waits_for_a_decision(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900107")
    page = tab(office.cast.worker, ASK)
    asks_by_text(page, contact)
    page.get_by_role("button", name="Send the text").click()
    page.get_by_role("heading", name="The text goes out now").wait_for()
    page.goto(f"{office.url}/staff/children/{CHILD}")
    expect(page.locator(".text-line", has_text="07700 900107")).to_contain_text("Delivered")
    office.store.write_now(_comes_back, "+447700900107")
    page.goto(f"{office.url}/staff/texts")
    line = page.locator(".text-line", has_text="07700 900107")
    expect(line).to_contain_text("Not delivered")
    assert faults(page) == []
    line.get_by_role("button", name="Leave it").click()
    expect(line).to_have_count(0)


def _comes_back(db: Database, number: str) -> None:
    """As if it had only been on its way, and then was not delivered."""
    (text,) = outbox.by_phone(db, number)
    db.table(OUTBOX).replace(text.doc_id, {"state": SENT})
    move(db, outbox.by_phone(db, number)[0], UNDELIVERED, code="30003")


def test_a_hold_is_kept_with_its_reason_and_ends(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900108", name="Ms Held")
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    card = page.locator(".contacts > li", has_text="Ms Held")
    card.locator("summary").first.click()
    card.get_by_label("Ask nothing up to and with").fill("2099-01-31")
    card.get_by_role("button", name="Hold back").click()
    expect(card.get_by_label("Why, in a few words")).to_have_attribute("aria-invalid", "true")
    card.get_by_label("Why, in a few words").fill("A death in the family")
    card.get_by_role("button", name="Hold back").click()
    expect(card.locator(".safety")).to_contain_text("A death in the family")
    card.get_by_role("button", name="End the hold").click()
    expect(card.locator(".safety")).to_have_count(0)
    kept = office.store.read(contacts.by_id, contact)
    assert kept is not None
    assert kept["hold_until"] is None


def test_what_is_typed_stays_when_the_page_draws_itself_again(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    page.get_by_text("Log a try", exact=True).click()
    page.get_by_label("Anything to add (optional)").fill("Rang twice, and")
    office.cast.ask(language="ar")
    expect(page.locator(".requests li").first).to_contain_text("العربية")
    expect(page.get_by_label("Anything to add (optional)")).to_have_value("Rang twice, and")


def test_a_text_that_waits_for_the_morning_comes_when_the_night_is_let_pass(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900110")
    morning = datetime.now(UTC) + timedelta(hours=20)
    waiting = {"to": "+447700900110", "body": "Good morning", "purpose": "request", "language": "en"}
    office.store.write_now(queue, **waiting, not_before=morning)
    page = tab(office.cast.worker, f"/staff/phone?contact={contact}")
    expect(page.get_by_text("1 text waits for the morning")).to_be_visible()
    expect(page.locator(".chat-text")).to_have_count(0)
    page.get_by_role("button", name="Let the night pass").click()
    expect(page.locator(".chat-text")).to_contain_text("Good morning")
    expect(page.get_by_role("button", name="Let the night pass")).to_have_count(0)


def test_the_phone_is_only_there_in_demo_mode(office: Office) -> None:
    assert office.opens(office.cast.worker, "/staff/phone").status_code == 200
    object.__setattr__(office.settings, "demo", False)
    try:
        assert office.opens(office.cast.worker, "/staff/phone").status_code == 404
    finally:
        object.__setattr__(office.settings, "demo", True)


def test_where_no_text_can_go_none_is_offered(office: Office, tab: Tab) -> None:
    contact = mother(office, "+447700900109")
    house = office.settings.texting
    object.__setattr__(office.settings, "texting", None)
    try:
        page = tab(office.cast.worker, ASK)
        choose(page, "touchpoint-conference", f"audience-contact-{contact}")
        expect(page.locator("label[for=channel-letter]")).to_be_visible()
        expect(page.locator("label[for=channel-sms]")).to_have_count(0)
    finally:
        object.__setattr__(office.settings, "texting", house)


@pytest.mark.parametrize(("colours", "size"), turning(["light", "dark"], [DESK, PHONE]))
def test_the_screens_of_texts_are_accessible_and_fit_a_phone(office: Office, tab: Tab, colours: Any, size: Any) -> None:
    page = tab(office.cast.manager, "/staff/texts")
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size(size)
    for path in ("texts", "phone", f"children/{CHILD}", f"children/{CHILD}/ask"):
        page.goto(f"{office.url}/staff/{path}")
        page.locator("h1").wait_for()
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

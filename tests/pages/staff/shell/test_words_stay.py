"""What is typed on a staff screen is there after a reload, Back, the session's end, a dead line: for its person."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Page, expect
from tinydb import where

from feedback.asking.requests import ask
from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.phone.call import take_up
from feedback.sms.receiving import receive
from feedback.sms.unmatched_texts import texts_to_read
from feedback.voices.places import add_place
from feedback.voices.triage_items import TRIAGE
from feedback.web.poster_conversations import poster_voices
from people.actor import Actor
from people.drafts import DRAFTS
from people.sessions import SESSIONS, sign_out
from storage.store import Database
from storage.table import Document
from tests.browsing import ready, until
from tests.cast import CHILD, LIBRARY
from tests.feedback.phone.people_to_call import ALWAYS, add_mother
from tests.pages.staff.conftest import COOKIE, Office
from tests.pages.staff.places.test_places import visit
from tests.pages.staff.test_screens import choose
from tests.sampling import sampled

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_waits")]

Tab = Callable[..., Page]
WORDS = "She said that nobody came, and that it was cold."
ELSEWHERE = {"Origin": "https://evil.example"}
NOTE = f"/staff/children/{CHILD}/note"
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('heard.kept.'))"


@dataclass
class Form:
    """A form on a screen: what to open first, and the field that is typed in."""

    actor: Actor
    path: str
    field: str
    opens: tuple[str, ...] = ()


def _note(office: Office) -> Form:
    return Form(office.cast.worker, NOTE, "#note-words")


def _raise(office: Office) -> Form:
    return Form(office.cast.worker, f"/staff/children/{CHILD}", "#raise-words", ("#raise-open",))


def _log(office: Office) -> Form:
    return Form(office.cast.worker, f"/staff/children/{CHILD}", "#log-detail", ("#log-box summary",))


def _care(office: Office, name: str) -> Form:
    mother = add_mother(office.store)
    opens = (f"#care-open-{mother}",)
    return Form(office.cast.worker, f"/staff/children/{CHILD}", f"#{name}-{mother}", opens)


def _decide(office: Office) -> Form:
    office.family().writes("To be read and decided.")
    item = office.store.read(lambda db: db.table(TRIAGE).newest())
    assert item is not None
    opens = (f"#opens-{item.doc_id}",)
    return Form(office.cast.head, "/staff/read", f"#decide-{item.doc_id}-words", opens)


def _act(office: Office) -> Form:
    made = office.store.write_now(raise_concern, office.cast.worker, AT_RISK, words="Seen", child=CHILD)
    return Form(office.cast.head, "/staff/concerns", f"#act-{made}-words")


def _more(office: Office) -> Form:
    made = office.store.write_now(raise_concern, office.cast.worker, AT_RISK, words="Heard", child=CHILD)
    return Form(office.cast.worker, "/staff/concerns", f"#more-{made}-words", (f"#more-box-{made} summary",))


def _stray(office: Office) -> Form:
    office.store.write_now(receive, provider_id="words-stay", sender="+447700900177", body="Who are you")
    stray = office.store.read(texts_to_read, office.cast.head)[-1]
    return Form(office.cast.head, "/staff/texts", f"#decided-{stray.doc_id}")


def _letter(office: Office) -> Form:
    asked = office.cast.ask()
    return Form(office.cast.worker, f"/staff/children/{CHILD}/letters/{asked.request}", "#letter-address")


def _place(office: Office) -> Form:
    return Form(office.cast.manager, "/staff/places", "#place-name")


def _cards(office: Office) -> Form:
    hall = office.store.write_now(add_place, office.cast.manager, "Hall of words", "place")
    return Form(office.cast.manager, f"/staff/places/{hall.doc_id}", "#card-name")


def _tie(office: Office) -> Form:
    hall = office.store.write_now(add_place, office.cast.manager, "Hall of ties", "place")
    visit(office, hall)
    voice = next(one for one in office.store.read(poster_voices, office.cast.head) if one["place"] == hall.doc_id)
    return Form(office.cast.head, f"/staff/places/{hall.doc_id}/tie/{voice.doc_id}", "#tie-reason")


def _plan(office: Office) -> Form:
    return Form(office.cast.head, "/staff/reviews/plan", "#plan-theme")


def _phone(office: Office) -> Form:
    return Form(office.cast.head, "/staff/phone", "#reply-words")


def _my_number(office: Office) -> Form:
    return Form(office.cast.head, "/staff/concerns", "#phone-form-number")


def asks_by_phone(office: Office) -> int:
    about = {"child": CHILD, "touchpoint": "practice_review", "audience": "parent_carer", "language": "en"}
    form = LIBRARY.find("practice_review", "parent_carer")
    today = office.store.read(lambda db: db.now).date().isoformat()
    mother = add_mother(office.store, safe_spans=ALWAYS, safe_checked=today)
    given = {**about, "channel": "phone", "contact": mother, "form": form, "override": "A test."}
    return office.store.write_now(ask, office.cast.worker, **given).request


def _call(office: Office) -> Form:
    request = asks_by_phone(office)
    reason = "Every test calls anew."
    office.store.write_now(take_up, office.cast.caller, request, override=reason, hours=office.settings.hours)
    return Form(office.cast.caller, f"/staff/calls/{request}", "#help-helper_name")


FORMS = {
    "noting a talk": _note,
    "raising a concern": _raise,
    "logging a try": _log,
    "safe times": lambda office: _care(office, "safe-times"),
    "holding back": lambda office: _care(office, "hold-reason"),
    "deciding": _decide,
    "an action on a concern": _act,
    "saying more of a concern": _more,
    "a text that came in": _stray,
    "a letter's address": _letter,
    "a new place": _place,
    "cards": _cards,
    "tying a voice": _tie,
    "planning a review": _plan,
    "a reply on the demo's phone": _phone,
    "a number to be told on": _my_number,
    "how they spoke on a call": _call,
}
# a page of its own, a dialog, folded away, one for each contact, one for each line of a list, drawn by a panel, a call
ONE_OF_EACH_KIND = (
    "noting a talk", "raising a concern", "logging a try", "safe times", "deciding", "a text that came in",
    "how they spoke on a call",
)  # fmt: skip


def types(page: Page, form: Form, words: str = WORDS) -> None:
    for opener in form.opens:
        page.locator(opener).click()
    page.locator(form.field).fill(words)


def kept_on_the_server(office: Office, actor: Actor) -> list[str]:
    found = office.store.read(lambda db: [one for one in db.table(DRAFTS) if one["staff"] == actor.id])
    return [str(value) for one in found for value in one["fields"].values()]


def comes_back(page: Page, office: Office, actor: Actor, path: str) -> None:
    """Signs in again in the same browser, and goes on to where they were."""
    key = office.key_of(actor)
    page.context.add_cookies([{"name": COOKIE, "value": key, "url": f"{office.url}/staff"}])
    page.goto(f"{office.url}{path}")
    ready(page)


@pytest.mark.parametrize("screen", sampled(FORMS, ONE_OF_EACH_KIND))
def test_a_session_that_ends_loses_no_word_on_any_screen(office: Office, tab: Tab, screen: str) -> None:
    form = FORMS[screen](office)
    words = WORDS[:38] if screen in ("cards", "a new place") else WORDS
    key = office.key_of(form.actor)
    page = tab(form.actor, form.path, key)
    types(page, form, words)
    office.store.write_now(sign_out, key)
    page.wait_for_url(re.compile("/staff/sign-in"))
    expect(page.get_by_role("alert")).to_contain_text("What you typed is kept for you")
    comes_back(page, office, form.actor, form.path)
    expect(page.locator(form.field)).to_have_value(words)


def test_a_session_that_ends_before_the_page_has_asked_for_its_drafts_loses_no_word(office: Office, tab: Tab) -> None:
    key = office.key_of(office.cast.worker)
    page = tab(office.cast.worker, "/staff/", key)
    page.route("**/staff/drafts**", lambda route: route.abort())
    page.goto(f"{office.url}{NOTE}")
    page.locator("#note-words").fill(WORDS)
    office.store.write_now(sign_out, key)
    page.wait_for_url(re.compile("/staff/sign-in"))
    page.unroute("**/staff/drafts**")
    comes_back(page, office, office.cast.worker, NOTE)
    expect(page.locator("#note-words")).to_have_value(WORDS)


class TestOneForm:
    """Each way of losing a page, tried on the form for noting a talk."""

    @pytest.fixture
    def page(self, office: Office, tab: Tab) -> Page:
        page = tab(office.cast.worker, NOTE)
        page.locator("#note-words").fill(WORDS)
        return page

    def test_a_reload_keeps_the_words_and_the_choices_and_says_that_they_are_back(self, page: Page) -> None:
        page.get_by_label("How?").select_option("phone")
        page.locator("#note-section-2").check()
        page.locator("#note-shared").check()
        page.locator("#note-exact").check()
        page.reload()
        expect(page.locator(".put-back")).to_contain_text("What you typed here before is back.")
        expect(page.locator("#note-words")).to_have_value(WORDS)
        expect(page.get_by_label("How?")).to_have_value("phone")
        for ticked in ("#note-section-2", "#note-shared", "#note-exact"):
            expect(page.locator(ticked)).to_be_checked()

    def test_going_away_and_back_keeps_it(self, page: Page) -> None:
        page.locator("#brand").click()
        page.get_by_role("heading", name="Home").wait_for()
        page.go_back()
        expect(page.locator("#note-words")).to_have_value(WORDS)

    def test_it_can_be_let_go_and_is_gone_for_good(self, office: Office, page: Page) -> None:
        until(page, lambda: WORDS in kept_on_the_server(office, office.cast.worker))
        page.reload()
        page.get_by_role("button", name="Let it go").click()
        expect(page.locator("#note-words")).to_have_value("")
        until(page, lambda: kept_on_the_server(office, office.cast.worker) == [])
        page.reload()
        ready(page)
        expect(page.locator(".put-back")).to_have_count(0)

    def test_once_it_is_sent_no_draft_of_it_is_anywhere(self, office: Office, page: Page) -> None:
        until(page, lambda: WORDS in kept_on_the_server(office, office.cast.worker))
        page.get_by_label("How?").select_option("phone")
        page.get_by_label("Who spoke?").select_option("parent_carer")
        page.get_by_role("button", name="Keep this note").click()
        page.wait_for_url(re.compile(f"/staff/children/{CHILD}$"))
        until(page, lambda: kept_on_the_server(office, office.cast.worker) == [])
        page.goto(f"{office.url}{NOTE}")
        ready(page)
        expect(page.locator("#note-words")).to_have_value("")
        assert page.evaluate(KEPT) == []

    def test_signing_out_in_another_tab_keeps_it(self, office: Office, page: Page) -> None:
        other = page.context.new_page()
        other.goto(f"{office.url}/staff/")
        other.locator("#sign-out").click()
        page.wait_for_url(re.compile("/staff/sign-in"))
        assert "next=" in page.url
        comes_back(page, office, office.cast.worker, NOTE)
        expect(page.locator("#note-words")).to_have_value(WORDS)

    def test_a_session_that_idled_out_says_so_at_the_next_press_and_keeps_it(self, office: Office, tab: Tab) -> None:
        key = office.key_of(office.cast.worker)
        page = tab(office.cast.worker, NOTE, key)
        page.locator("#note-words").fill(WORDS)
        until(page, lambda: WORDS in kept_on_the_server(office, office.cast.worker))
        _last_seen(office, key, "2026-01-01T09:00:00+00:00")
        page.get_by_role("button", name="Keep this note").click()
        page.wait_for_url(re.compile("/staff/sign-in"))
        comes_back(page, office, office.cast.worker, NOTE)
        expect(page.locator("#note-words")).to_have_value(WORDS)


def _last_seen(office: Office, key: str, at: str) -> None:
    office.store.write_now(
        lambda db: [db.table(SESSIONS).replace(one.doc_id, {"seen": at}) for one in _session(db, key)]
    )


def _session(db: Database, key: str) -> list[Document]:
    return db.table(SESSIONS).search(where("key") == db.keyed_hash(key))


class TestALineThatIsDown:
    """What the server has not got stays in the browser: encrypted, and for its person alone."""

    @pytest.fixture
    def key(self, office: Office) -> str:
        return office.key_of(office.cast.worker)

    @pytest.fixture
    def page(self, office: Office, tab: Tab, key: str) -> Page:
        """Typed while the server could not be reached; then the session ended."""
        page = tab(office.cast.worker, NOTE, key)
        page.context.set_offline(True)
        page.evaluate("window.socket.io.engine.close()")
        page.locator("#note-words").press_sequentially(WORDS, delay=1)
        until(page, lambda: bool(page.evaluate(KEPT)))
        assert kept_on_the_server(office, office.cast.worker) == []
        office.store.write_now(sign_out, key)
        return page

    def test_nothing_of_it_stands_in_clear_in_the_browser(self, page: Page) -> None:
        everything = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        for piece in ("nobody came", "cold", "note-words", CHILD, "children"):
            assert piece not in everything

    def test_the_same_person_has_it_back(self, office: Office, page: Page) -> None:
        page.context.set_offline(False)
        page.wait_for_url(re.compile("/staff/sign-in"))
        comes_back(page, office, office.cast.worker, NOTE)
        expect(page.locator("#note-words")).to_have_value(WORDS)
        until(page, lambda: WORDS in kept_on_the_server(office, office.cast.worker))
        until(page, lambda: page.evaluate(KEPT) == [])

    def test_whoever_else_signs_in_there_neither_sees_nor_sends_it_and_it_goes(
        self, office: Office, page: Page
    ) -> None:
        page.context.set_offline(False)
        page.wait_for_url(re.compile("/staff/sign-in"))
        comes_back(page, office, office.cast.manager, NOTE)
        expect(page.locator("#note-words")).to_have_value("")
        until(page, lambda: page.evaluate(KEPT) == [])
        assert kept_on_the_server(office, office.cast.manager) == []
        comes_back(page, office, office.cast.worker, NOTE)
        assert WORDS not in kept_on_the_server(office, office.cast.manager)

    def test_a_tab_that_is_still_open_shows_the_next_person_nothing(self, office: Office, page: Page) -> None:
        page.evaluate("() => { window.socket.disconnect(); window.fetch = () => Promise.reject(new Error('down')); }")
        other = page.context.new_page()
        page.context.set_offline(False)
        comes_back(other, office, office.cast.manager, "/staff/")
        page.wait_for_url(lambda url: url != f"{office.url}{NOTE}")
        page.wait_for_load_state()
        expect(page.locator("#note-words")).to_have_count(0)


def test_a_line_that_comes_back_sends_what_was_typed_by_itself(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, NOTE)
    page.context.set_offline(True)
    page.locator("#note-words").fill(WORDS)
    expect(page.locator("#line")).to_contain_text("No connection")
    expect(page.locator("#popup")).to_be_hidden()
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("#told")).to_contain_text("There is no connection, so this was not done.")
    page.context.set_offline(False)
    until(page, lambda: WORDS in kept_on_the_server(office, office.cast.worker))
    expect(page.locator("#line")).to_be_hidden()


def test_no_door_for_drafts_opens_to_a_stranger_or_to_another_site(office: Office) -> None:
    address = f"{office.url}/staff/drafts"
    body = {"person": "x", "screen": NOTE, "form": "note-form", "fields": {"note-words": WORDS}, "typed": 1}
    assert httpx.post(address, json=body).status_code == 403
    cookies = {COOKIE: office.key_of(office.cast.worker)}
    assert httpx.post(address, json=body, cookies=cookies, headers=ELSEWHERE).status_code == 403
    assert httpx.post(address, json=body, cookies=cookies).status_code == 409
    for bad in ({}, {**body, "screen": "/f/token"}, {**body, "fields": {"a": {"b": 1}}}, {**body, "form": "x" * 200}):
        assert httpx.post(address, json=bad, cookies=cookies).status_code == 422
    assert httpx.post(address, content=b"[" * 500_000, cookies=cookies).status_code == 413
    assert httpx.get(address, params={"screen": NOTE}).status_code == 303


class TestAReview:
    """It saves by itself; what it has not saved is kept like everything else that is typed."""

    FIELD = "#q-section_2_findings"

    def test_words_that_no_save_had_reached_are_offered_to_the_same_person_and_to_nobody_else(
        self, office: Office, tab: Tab
    ) -> None:
        path = f"/staff/reviews/{office.plans_a_review()}?part=2"
        page = tab(office.cast.reviewer, path)
        page.locator(self.FIELD).wait_for()
        page.context.set_offline(True)
        page.evaluate("window.socket.io.engine.close()")
        page.locator(self.FIELD).fill(WORDS)
        expect(page.locator("#saved")).to_contain_text("Not saved: no connection")
        until(page, lambda: bool(page.evaluate(KEPT)))
        assert "nobody came" not in page.evaluate("JSON.stringify({...localStorage})")
        for one in page.context.pages:
            one.close()
        again = page.context.new_page()
        again.context.set_offline(False)
        comes_back(again, office, office.cast.reviewer, path)
        expect(again.locator(".kept")).to_contain_text(WORDS)
        again.get_by_role("button", name="Put it back").click()
        expect(again.locator("#saved")).to_have_text(re.compile("Saved"))
        until(again, lambda: kept_on_the_server(office, office.cast.reviewer) == [])

    def test_the_end_of_the_session_between_two_keys_and_the_save_loses_neither(self, office: Office, tab: Tab) -> None:
        path = f"/staff/reviews/{office.plans_a_review()}?part=2"
        key = office.key_of(office.cast.reviewer)
        page = tab(office.cast.reviewer, path, key)
        page.locator(self.FIELD).wait_for()
        page.locator(self.FIELD).fill(WORDS)
        office.store.write_now(sign_out, key)
        page.wait_for_url(re.compile("/staff/sign-in"))
        comes_back(page, office, office.cast.reviewer, path)
        put_back = page.get_by_role("button", name="Put it back")
        expect(put_back).to_be_visible()
        put_back.click()
        expect(page.locator(self.FIELD)).to_have_value(WORDS)


class TestACall:
    """The caller types while the family speaks: no key may be lost."""

    @pytest.fixture
    def page(self, office: Office, tab: Tab) -> Page:
        request = asks_by_phone(office)
        given = {"override": "Every test calls anew.", "hours": office.settings.hours}
        office.store.write_now(take_up, office.cast.caller, request, **given)
        page = tab(office.cast.caller, f"/staff/calls/{request}")
        while not page.locator("#said").count():
            before = page.locator(".talk [data-kind]").get_attribute("data-question")
            page.locator("#skip").click()
            page.wait_for_function(
                "before => document.querySelector('.talk [data-kind]')?.dataset.question !== before", arg=before
            )
        return page

    def test_what_stands_in_the_box_goes_with_skip_and_is_there_on_the_way_back(self, page: Page) -> None:
        page.locator("#said").fill(WORDS)
        question = page.locator(".talk [data-kind]").get_attribute("data-question")
        page.locator("#skip").click()
        page.locator(f"#change-{question}").click()
        expect(page.locator("#said")).to_have_value(WORDS)

    def test_ringing_off_at_once_keeps_the_last_keys(self, page: Page) -> None:
        page.locator("#said").fill(WORDS)
        page.locator("#hang-up").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You hung up")
        page.locator("#go-on").click()
        expect(page.locator(".was-said").last).to_contain_text(WORDS)

    def test_a_line_that_fails_while_they_speak_loses_nothing(self, office: Office, page: Page) -> None:
        page.context.set_offline(True)
        page.evaluate("window.socket.io.engine.close()")
        page.locator("#said").fill(WORDS)
        until(page, lambda: bool(page.evaluate(KEPT)))
        address = page.url
        page.close()
        again = page.context.new_page()
        again.context.set_offline(False)
        comes_back(again, office, office.cast.caller, address.removeprefix(office.url))
        expect(again.locator("#said")).to_have_value(WORDS)


def test_a_reason_for_asking_all_the_same_is_back_once_its_step_is(office: Office, tab: Tab) -> None:
    mother = add_mother(office.store)
    asks_by_phone(office)
    key = office.key_of(office.cast.worker)
    path = f"/staff/children/{CHILD}/ask"
    page = tab(office.cast.worker, path, key)

    def chooses() -> None:
        choose(page, "touchpoint-practice_review", f"audience-contact-{mother}", "channel-phone")
        page.locator("#override").wait_for()

    chooses()
    page.locator("#override").fill(WORDS)
    office.store.write_now(sign_out, key)
    page.wait_for_url(re.compile("/staff/sign-in"))
    comes_back(page, office, office.cast.worker, path)
    chooses()
    expect(page.locator("#override")).to_have_value(WORDS)

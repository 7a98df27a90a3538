"""A concern that is raised while the line is down: said at once, sent when it can be, once."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from feedback.concerns.concerns import CONCERNS
from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from people.drafts import keeper
from people.sessions import sign_out
from storage.store import Store
from storage.table import Document
from tests.browsing import until
from tests.cast import CHILD, Cast, Clock
from tests.pages.staff.conftest import COOKIE, Office
from tests.pages.staff.shell.test_words_stay import KEPT, comes_back

Tab = Callable[..., Page]
WORDS = "He is alone in the flat."
TOLD_LATER = re.compile("is raised now|is on record")  # by the next page's own sending, or by what the last one heard


def raised(office: Office, words: str) -> list[Document]:
    everything = office.store.read(lambda db: list(db.table(CONCERNS)))
    return [one for one in everything if words in [said["text"] for said in one["words"]]]


def test_one_press_is_one_concern_however_often_and_late_it_arrives(store: Store, cast: Cast, clock: Clock) -> None:
    about = {"words": WORDS, "child": CHILD, "press": "a-press"}
    first = store.write_now(raise_concern, cast.worker, AT_RISK, **about)
    clock.forward(hours=3)
    assert store.write_now(raise_concern, cast.worker, AT_RISK, **about) == first
    assert store.write_now(raise_concern, cast.worker, AT_RISK, **{**about, "press": "another"}) != first
    assert store.write_now(raise_concern, cast.head, AT_RISK, **about) != first


def test_a_second_press_with_more_words_loses_none_of_them(store: Store, cast: Cast) -> None:
    first = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    again = store.write_now(raise_concern, cast.worker, AT_RISK, words=WORDS, child=CHILD)
    concern = store.read(lambda db: db.table(CONCERNS).get(doc_id=first))
    assert concern is not None
    assert (again, [one["text"] for one in concern["words"]]) == (first, [WORDS])


def test_two_that_were_raised_without_words_within_a_minute_stay_one(store: Store, cast: Cast) -> None:
    first = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD) == first


@pytest.mark.browser
class TestInTheBrowser:
    """The dialog tells what is so at each moment."""

    def fills(self, page: Page, words: str) -> None:
        page.locator("#raise-open").click()
        page.locator("#raise-at_risk").check()
        page.locator("#raise-words").fill(words)

    @pytest.fixture
    def page(self, office: Office, tab: Tab) -> Page:
        return tab(office.cast.worker, f"/staff/children/{CHILD}")

    def test_it_says_at_once_that_it_is_not_sent_and_sends_it_when_it_can(self, office: Office, page: Page) -> None:
        words = f"{WORDS} One."
        self.fills(page, words)
        page.context.set_offline(True)
        page.locator("#raise-now").click()
        unsent = page.locator("#raise-unsent")
        expect(unsent).to_be_visible()
        expect(unsent).to_contain_text("Not sent yet.")
        expect(unsent.locator("a").first).to_have_attribute("href", "tel:999")
        expect(page.locator("#raise-now")).to_be_disabled()
        assert raised(office, words) == []
        page.context.set_offline(False)
        expect(page.locator("#raise-told")).to_contain_text("can see it on their screens now")
        assert len(raised(office, words)) == 1

    def test_an_answer_that_got_lost_makes_no_second_one(self, office: Office, page: Page) -> None:
        words = f"{WORDS} Two."
        lost = 0

        def loses_the_first_answer(route: Route) -> None:
            nonlocal lost
            if lost:
                return route.continue_()
            lost += 1
            route.fetch()
            return route.abort()

        page.route("**/staff/raise", loses_the_first_answer)
        self.fills(page, words)
        page.locator("#raise-now").dblclick()
        expect(page.locator("#raise-unsent")).to_be_visible()
        expect(page.locator("#raise-told")).to_contain_text("can see it")
        assert len(raised(office, words)) == 1

    def test_a_page_that_goes_before_the_answer_is_read_leaves_it_to_the_next(self, office: Office, page: Page) -> None:
        words = f"{WORDS} Six."
        self.fills(page, words)
        page.locator("#raise-now").click()
        expect(page.locator("#raise-told")).to_contain_text("can see it")
        page.reload()
        expect(page.locator("#told")).to_contain_text("is on record, under Concerns")
        assert len(raised(office, words)) == 1

    def test_a_page_that_goes_before_the_answer_comes_has_the_next_one_ask_for_it(
        self, office: Office, page: Page
    ) -> None:
        words = f"{WORDS} Seven."
        page.on("dialog", lambda dialog: dialog.accept())
        page.route("**/staff/raise", lambda route: route.fetch() and None)  # it arrives, and no answer comes back
        self.fills(page, words)
        page.locator("#raise-now").click()
        until(page, lambda: len(raised(office, words)) == 1)
        page.unroute("**/staff/raise")
        page.reload()
        expect(page.locator("#told")).to_contain_text(TOLD_LATER)
        assert len(raised(office, words)) == 1

    def test_what_has_been_read_is_not_told_again(self, page: Page) -> None:
        self.fills(page, f"{WORDS} Eight.")
        page.locator("#raise-now").click()
        page.locator("#raise-close").click()
        page.reload()
        page.wait_for_function("window.socket?.connected")
        expect(page.locator("#told")).to_be_hidden()

    def test_the_page_is_gone_and_the_session_too_and_it_is_sent_once_its_person_is_back(
        self, office: Office, tab: Tab
    ) -> None:
        words = f"{WORDS} Three."
        key = office.key_of(office.cast.worker)
        page = tab(office.cast.worker, f"/staff/children/{CHILD}", key)
        self.fills(page, words)
        page.context.set_offline(True)
        page.locator("#raise-now").click()
        expect(page.locator("#raise-unsent")).to_be_visible()
        until(page, lambda: bool(page.evaluate(KEPT)))
        page.close()
        office.store.write_now(sign_out, key)
        again = page.context.new_page()
        again.context.set_offline(False)
        comes_back(again, office, office.cast.worker, "/staff/")
        expect(again.locator("#told")).to_contain_text("The concern that could not be sent before is raised now.")
        (concern,) = raised(office, words)
        assert concern["child"] == CHILD
        assert concern["raised_by"] == office.cast.worker.id

    def test_nobody_else_sends_it_in_their_name(self, office: Office, tab: Tab) -> None:
        words = f"{WORDS} Four."
        key = office.key_of(office.cast.worker)
        page = tab(office.cast.worker, f"/staff/children/{CHILD}", key)
        self.fills(page, words)
        page.context.set_offline(True)
        page.locator("#raise-now").click()
        until(page, lambda: bool(page.evaluate(KEPT)))
        office.store.write_now(sign_out, key)  # or the page, which tries once more as it closes, sends it in their own
        page.close()
        other = page.context.new_page()
        other.context.set_offline(False)
        comes_back(other, office, office.cast.manager, "/staff/")
        until(other, lambda: other.evaluate(KEPT) == [])
        assert raised(office, words) == []

    def test_what_is_missing_is_said_without_any_line(self, page: Page) -> None:
        page.locator("#raise-open").click()
        page.context.set_offline(True)
        page.locator("#raise-now").click()
        expect(page.locator("#raise-kinds")).to_contain_text("Choose what the concern is.")

    def test_a_line_that_fails_in_the_session_of_another_is_refused(self, office: Office) -> None:
        hers = office.store.read(keeper, office.key_of(office.cast.worker)).person
        body = {"person": hers, "press": "p", "kind": AT_RISK, "words": f"{WORDS} Five."}
        cookies = {COOKIE: office.key_of(office.cast.head)}
        assert httpx.post(f"{office.url}/staff/raise", json=body, cookies=cookies).status_code == 409
        assert httpx.post(f"{office.url}/staff/raise", json=body).status_code == 403
        assert raised(office, body["words"]) == []

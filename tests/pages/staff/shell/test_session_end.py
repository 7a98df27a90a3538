"""A session that is about to end says so, typing counts as being there, and one press puts the end off."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pages.staff.shell import presence, session_end
from people.errors import SignedOut
from people.sessions import IDLE_LIMIT, SESSIONS, WHOLE_LIMIT, ends, live_session, stay
from people.signing_in import sign_in
from storage.store import Store
from storage.table import Document
from tests.browsing import TWO_FRAMES, faults
from tests.cast import CHILD, Cast, Clock
from tests.pages.staff.conftest import Office

Tab = Callable[..., Page]


@pytest.fixture
def key(store: Store, cast: Cast) -> str:
    return store.write_now(sign_in, cast.worker.id)


def test_an_end_that_is_far_is_not_spoken_of(store: Store, clock: Clock, key: str) -> None:
    clock.now += IDLE_LIMIT - timedelta(minutes=6)
    assert store.read(ends, key) is None


def test_the_idle_end_is_near_for_five_minutes_and_can_be_put_off(store: Store, clock: Clock, key: str) -> None:
    clock.now += IDLE_LIMIT - timedelta(minutes=4)
    end = store.read(ends, key)
    assert end is not None
    assert (end.at - clock.now, end.can_stay) == (timedelta(minutes=4), True)
    store.write_now(stay, key)
    assert store.read(ends, key) is None
    clock.now += IDLE_LIMIT - timedelta(minutes=1)
    store.read(live_session, key)


def test_the_end_of_the_whole_session_cannot_be_put_off(store: Store, clock: Clock, key: str) -> None:
    begun = clock.now
    while clock.now < begun + WHOLE_LIMIT - timedelta(minutes=30):
        clock.now += timedelta(minutes=30)
        store.write_now(stay, key)
    clock.now = begun + WHOLE_LIMIT - timedelta(minutes=2)
    end = store.read(ends, key)
    assert end is not None
    assert not end.can_stay
    store.write_now(stay, key)
    assert store.read(ends, key) == end
    clock.now = begun + WHOLE_LIMIT + timedelta(seconds=1)
    with pytest.raises(SignedOut):
        store.write_now(stay, key)


def session_of(office: Office, key: str) -> Document:
    return office.store.read(live_session, key)


def is_seen(office: Office, key: str, ago: timedelta) -> None:
    at = (office.store.read(lambda db: db.now) - ago).isoformat()
    number = session_of(office, key).doc_id
    office.store.write_now(lambda db: db.table(SESSIONS).replace(number, {"seen": at}))


@pytest.mark.browser
class TestInTheBrowser:
    """The notice stands at the foot, and covers nothing."""

    @pytest.fixture
    def key(self, office: Office) -> str:
        return office.key_of(office.cast.worker)

    @pytest.fixture
    def page(self, office: Office, tab: Tab, key: str, monkeypatch: pytest.MonkeyPatch) -> Page:
        monkeypatch.setattr(session_end, "LOOK", 0.3)
        return tab(office.cast.worker, f"/staff/children/{CHILD}/note", key)

    def test_it_says_when_and_staying_takes_one_press(self, office: Office, page: Page, key: str) -> None:
        is_seen(office, key, IDLE_LIMIT - timedelta(minutes=3))
        notice = page.locator("#ending")
        expect(notice).to_contain_text("You are signed out at")
        assert faults(page) == []
        page.get_by_role("button", name="Stay signed in").click()
        expect(notice).to_be_hidden()
        assert office.store.read(ends, key) is None

    def test_typing_counts_as_being_there(
        self, office: Office, page: Page, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(presence, "SEEN_STEP", timedelta(0))
        is_seen(office, key, IDLE_LIMIT - timedelta(minutes=3))
        expect(page.locator("#ending")).to_be_visible()
        page.locator("#note-words").press_sequentially("They told me", delay=5)
        expect(page.locator("#ending")).to_be_hidden()
        assert office.store.read(ends, key) is None

    def test_the_last_line_of_a_form_can_be_seen_above_the_notice(self, office: Office, page: Page, key: str) -> None:
        is_seen(office, key, IDLE_LIMIT - timedelta(minutes=3))
        expect(page.locator("#ending")).to_be_visible()
        page.locator("#note-go").focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(page.locator("#note-go")).to_be_focused()
        page.evaluate(TWO_FRAMES)
        button, notice = page.locator("#note-go").bounding_box(), page.locator("#ending").bounding_box()
        assert button is not None
        assert notice is not None
        assert button["y"] + button["height"] <= notice["y"]

"""Recordings: chosen or recorded, played, replaced and taken away; what cannot be one is refused with its reason."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from feedback.voices.reading_aloud import heard_at, sound
from feedback.voices.spoken_questions import key_of
from pages.staff.shell.addresses import recording_upload
from people.actor import Actor
from tests.browsing import PHONE, faults, says
from tests.cast import LIBRARY
from tests.pages.staff.conftest import COOKIE, Office
from tests.recordings import MP3, OGG, WAV

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
FORM = LIBRARY.get("conference_parent_carer")
FIRST, SECOND = FORM.questions[:2]
SCREEN = "/staff/translations/recordings"


def sent(office: Office, who: Actor, content: bytes, key: str = "", **headers: str) -> httpx.Response:
    address = recording_upload(key or key_of("so", SECOND.text))
    cookies = {COOKIE: office.key_of(who)}
    return httpx.post(f"{office.url}{address}", content=content, cookies=cookies, headers=headers, timeout=30)


def heard(office: Office, language: str = "so") -> bytes | None:
    found = office.store.read(heard_at, FORM, SECOND, language)
    playable = office.store.read(sound, found[SECOND.text]) if found else None
    return playable.content if playable else None


def test_a_file_is_heard_once_it_is_sent_and_no_more_when_it_is_taken_away(office: Office, tab: Tab) -> None:
    page = tab(office.cast.administrator, f"{SCREEN}?language=ti&form={FORM.id}")
    count = page.locator("#how-many")
    before = count.inner_text()
    page.locator("#file-0").set_input_files({"name": "one.wav", "mimeType": "audio/wav", "buffer": WAV})
    page.locator("#use-0").click()
    expect(page.locator("#upload-0")).to_contain_text("Save it as MP3, or as Opus")
    page.locator("#file-0").set_input_files({"name": "one.ogg", "mimeType": "audio/ogg", "buffer": OGG})
    page.locator("#use-0").click()
    expect(page.get_by_text("Families can hear it now.")).to_be_visible()
    expect(page.locator("audio")).to_have_attribute("preload", "none")
    expect(count).not_to_have_text(before)
    assert faults(page) == []
    page.locator("#take-away-0").click()
    says(page, "Take it away")
    expect(page.locator("audio")).to_have_count(0)
    expect(count).to_have_text(before)


def test_on_a_phone_nothing_goes_sideways(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, f"{SCREEN}?language=fa-AF")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [(b"", 422, "0 bytes"), (WAV, 422, "Save it as MP3"), (MP3 + bytes(20_000_000), 413, "200 kB at most")],
)
def test_what_cannot_be_one_is_refused_with_its_reason(office: Office, content: bytes, status: int, said: str) -> None:
    reply = sent(office, office.cast.administrator, content)
    assert reply.status_code == status
    assert said in reply.json()["faults"][0]
    assert heard(office) is None


def test_what_nobody_asks_is_not_kept(office: Office) -> None:
    assert sent(office, office.cast.head, OGG, key_of("so", "Nobody asks this.")).status_code == 404


def test_only_who_may_record_does_and_finds_the_screen(office: Office) -> None:
    assert sent(office, office.cast.worker, OGG).status_code == 404
    assert heard(office) is None
    assert office.opens(office.cast.worker, SCREEN).status_code == 404
    assert office.opens(office.cast.head, SCREEN).status_code == 200


@pytest.mark.parametrize("query", ["language=xx", "form=review", "form=nothing"])
def test_what_is_not_there_has_no_page(office: Office, query: str) -> None:
    assert office.opens(office.cast.head, f"{SCREEN}?{query}").status_code == 404

"""Paper: a review in Word, the pack of a meeting, and templates that are tried before they are used."""

import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from playwright.sync_api import Download, Page, expect

from people.audit import newest
from people.roles import Role
from reviews.papers.templates import Paper, built_in, own_template, use_built_in
from tests.browsing import DESK, PHONE, faults, says
from tests.documents.test_word import a_template, with_part
from tests.pages.staff.conftest import COOKIE, Office
from tests.reviews.judged import Judged
from tests.reviews.papers.reading import read_back
from tests.reviews.papers.sat import Sat

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
WHY = "For the meeting with her school on Monday"


@pytest.fixture(scope="module")
def sat(office: Office) -> Sat:
    """A review on the list of a meeting; the office goes on from test to test."""
    return Sat(office.store, office.cast, on="2099-05-20")  # the office lives by the real clock


@pytest.fixture
def own_templates(office: Office) -> Iterator[None]:
    yield
    for paper in Paper:
        office.store.write_now(use_built_in, office.cast.head, paper)


def pressed(page: Page, name: str) -> Download:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name, exact=True).click()
    return waited.value


def content_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def exports(office: Office) -> dict[str, Any]:
    last = office.store.read(newest)
    assert last is not None
    return {"action": last["action"], "who": last["who"], **last["about"]}


def uploaded(office: Office, content: bytes, paper: str = "review", **headers: str) -> httpx.Response:
    sent = {"cookies": {COOKIE: office.key_of(office.cast.head)}, "headers": headers, "timeout": 30}
    return httpx.post(f"{office.url}/staff/papers/{paper}/template?name=ours.docx", content=content, **sent)


def test_a_review_leaves_as_word_once_a_reason_is_kept(office: Office, tab: Tab) -> None:
    written = Judged(office.store, office.cast)
    written.is_written()
    page = tab(office.cast.reviewer, f"/staff/reviews/{written.id}/papers")
    page.get_by_role("button", name="Download as Word").click()
    reason = page.get_by_label("What is it needed for?")
    expect(page.locator("#make-reason-trouble")).to_contain_text("Write what it is needed for.")
    expect(reason).to_be_focused()
    before = exports(office)
    reason.fill(WHY)
    download = pressed(page, "Download as Word")
    assert download.suggested_filename == "review-D0001.docx"
    assert "7. Summary of findings and grading" in read_back(content_of(download))
    assert before["action"] != "review.exported"
    assert exports(office) == {
        "action": "review.exported",
        "who": office.cast.reviewer.id,
        "review": written.id,
        "paper": "review",
        "reason": WHY,
        "marking": "OFFICIAL-SENSITIVE",
    }
    expect(page.get_by_text("It is in your downloads.")).to_be_visible()
    expect(reason).to_have_value("")


def test_looking_at_the_page_makes_nothing_and_is_noted_as_looking(office: Office) -> None:
    written = Judged(office.store, office.cast)
    assert office.opens(office.cast.reviewer, f"/staff/reviews/{written.id}/papers").status_code == 200
    looked = exports(office)
    assert (looked["action"], looked["what"]) == ("child.opened", f"papers of review {written.id}")


def test_whoever_may_not_see_the_review_or_the_meeting_finds_no_page(office: Office, sat: Sat) -> None:
    for who, path in (
        (office.cast.another_reviewer, f"/staff/reviews/{sat.judged.id}/papers"),
        (office.cast.worker, f"/staff/reviews/{sat.judged.id}/papers"),
        (office.cast.reviewer, f"/staff/panel/{sat.meeting}/pack"),
        (office.cast.reviewer, "/staff/papers"),
        (office.cast.head, "/staff/panel/99999/pack"),
        (office.cast.head, "/staff/panel/x/pack"),
    ):
        assert office.opens(who, path).status_code == 404, path


def test_the_pack_leaves_as_pdf_for_one_who_sits(office: Office, tab: Tab, sat: Sat) -> None:
    page = tab(sat.seats[Role.ASSISTANT_DIRECTOR], f"/staff/panel/{sat.meeting}/pack")
    expect(page.get_by_role("heading", name="1 review in it")).to_be_visible()
    page.get_by_label("What is it needed for?").fill("To read before the meeting")
    download = pressed(page, "Download as PDF")
    assert download.suggested_filename == "reading-pack-2099-05-20.pdf"
    assert content_of(download).startswith(b"%PDF")
    told = exports(office)
    assert (told["action"], told["meeting"], told["reviews"]) == ("panel.pack", sat.meeting, [sat.judged.id])
    assert (told["reason"], told["marking"]) == ("To read before the meeting", "OFFICIAL-SENSITIVE")


def test_an_own_template_is_uploaded_used_and_put_back(office: Office, tab: Tab, own_templates: None) -> None:
    page = tab(office.cast.head, "/staff/papers")
    section = page.get_by_role("region", name="Practice and Impact Review")
    section.get_by_label("Use a template of your own").set_input_files(
        {"name": "City & <letterhead>.docx", "mimeType": "x", "buffer": a_template("City of London: {{ child_name }}")}
    )
    section.get_by_role("button", name="Try it and use it").click()
    expect(section.locator(".in-use")).to_contain_text("Your own template is in use: City & <letterhead>.docx")
    expect(section.locator(".in-use")).to_contain_text("Uploaded by Helen Marsh, ")
    written = Judged(office.store, office.cast)
    paper = tab(office.cast.reviewer, f"/staff/reviews/{written.id}/papers")
    paper.get_by_label("What is it needed for?").fill(WHY)
    document = docx.Document(io.BytesIO(content_of(pressed(paper, "Download as Word"))))
    assert [one.text for one in document.paragraphs] == ["OFFICIAL-SENSITIVE", "City of London: Selam Tesfamariam"]
    section.get_by_role("button", name="Go back to the built-in one").click()
    says(page, "Go back to the built-in one")
    expect(section.locator(".in-use")).to_contain_text("The built-in template is in use. Helen Marsh went back to it")
    assert office.store.read(own_template, Paper.REVIEW) is None


def test_both_templates_can_be_downloaded_to_be_edited(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/papers")
    for paper, title in ((Paper.REVIEW, "Practice and Impact Review"), (Paper.MODERATION, "Moderation record")):
        with page.expect_download() as waited:
            page.get_by_role("region", name=title).get_by_role("button", name="Download it").click()
        assert waited.value.suggested_filename == f"{paper}-template.docx"
        assert content_of(waited.value) == built_in(paper)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (a_template("{{ child_nmae }} {{ section_1.mark }}"), "child_nmae, section_1.mark"),
        (a_template("{{ ''.__class__.__mro__ }}"), "It has code in it"),
        (b"Dear all, this is a text.", "This is not a Word document."),
        (bytes(20_000_000), "larger than 1 MB"),
        (with_part(a_template(), "word/vbaProject.bin", b"x"), "macros"),
    ],
    ids=["field", "code", "text", "20 MB", "macros"],
)
def test_a_template_that_does_not_fit_says_why_beside_the_file(
    office: Office, tab: Tab, content: bytes, told: str
) -> None:
    page = tab(office.cast.head, "/staff/papers")
    section = page.get_by_role("region", name="Moderation record")
    chosen = section.get_by_label("Use a template of your own")
    chosen.set_input_files({"name": "ours.docx", "mimeType": "x", "buffer": content})
    section.get_by_role("button", name="Try it and use it").click()
    expect(section.locator(".trouble")).to_contain_text(told)
    expect(chosen).to_be_focused()
    assert office.store.read(own_template, Paper.MODERATION) is None


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"text", 422),
        (a_template("{{ nothing_of_ours }}"), 422),
        (a_template("{% set x = 1 %}"), 422),
        (bytes(1_000_001), 413),
        (bytes(20_000_000), 413),
    ],
    ids=["empty", "text", "field", "code", "1 MB and one", "20 MB"],
)
def test_the_route_refuses_what_a_browser_would_not_send(office: Office, content: bytes, status: int) -> None:
    answer = uploaded(office, content)
    assert answer.status_code == status
    assert answer.json()["faults"]
    assert office.store.read(own_template, Paper.REVIEW) is None


def test_20_mb_without_a_length_are_refused_before_their_end(office: Office) -> None:
    sent = {"cookies": {COOKIE: office.key_of(office.cast.head)}, "timeout": 30}
    with contextlib.suppress(httpx.WriteError):  # the line may be closed while it is still being sent
        chunks = (bytes(100_000) for _ in range(200))
        assert httpx.post(f"{office.url}/staff/papers/review/template", content=chunks, **sent).status_code == 413
    assert office.store.read(own_template, Paper.REVIEW) is None


def test_the_route_is_for_heads_of_this_site_alone(office: Office) -> None:
    address, file = f"{office.url}/staff/papers/review/template", a_template("{{ child_name }}")
    theirs = {COOKIE: office.key_of(office.cast.reviewer)}
    assert httpx.post(address, content=file).status_code == 403
    assert httpx.post(address, content=file, cookies=theirs).status_code == 404
    assert uploaded(office, file, origin="https://elsewhere.example").status_code == 403
    assert uploaded(office, file, paper="letter").status_code == 404
    assert httpx.get(address, cookies={COOKIE: office.key_of(office.cast.head)}).status_code in (404, 405)
    assert office.store.read(own_template, Paper.REVIEW) is None


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_screens_have_no_faults(office: Office, tab: Tab, sat: Sat, size: Any) -> None:
    for path in ("/staff/papers", f"/staff/reviews/{sat.judged.id}/papers", f"/staff/panel/{sat.meeting}/pack"):
        page = tab(office.cast.head, path)
        page.set_viewport_size(size)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

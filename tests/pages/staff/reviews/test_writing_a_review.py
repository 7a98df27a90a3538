"""Writing a review in a real browser: nothing typed is lost, nothing said is missed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.actor import Actor
from people.leaving import disable
from people.roles import Role
from people.sessions import sign_out
from people.staff import add_staff, as_actor, member
from reviews.entries import entry
from reviews.filling import fill
from reviews.reviews import REVIEWS
from reviews.states import SUBMITTED
from storage.errors import NotSaved
from storage.table import Document
from tests.browsing import faults, until
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
FINDINGS = "section_2_findings"
FIELD = f"#q-{FINDINGS}"
ENDLESS_PAUSE = """() => {
  const soon = window.setTimeout;
  window.setTimeout = (act, pause, ...more) => (pause >= 500 ? 0 : soon(act, pause, ...more));
}"""  # what a save waits for while somebody types never comes
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def review(office: Office) -> int:
    return office.plans_a_review()


@pytest.fixture
def sheet(office: Office, tab: Tab, review: int) -> Page:
    """The reviewer's tab, open at section 2."""
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=2")
    page.locator(FIELD).wait_for()
    return page


def kept(office: Office, review: int, question: str = FINDINGS) -> Document | None:
    return office.store.read(entry, review, question)


def saves(office: Office, actor: Actor, review: int, text: str, revision: int, question: str = FINDINGS) -> Document:
    return office.store.write_now(fill, actor, review, question, text, revision)


def says_in_own_words(office: Office, words: str, language: str = "en") -> None:
    family = office.family(language)
    while (question := family.sees().question) is not None and question.kind != "long_text":
        family.skips()
    family.answers(words)


def test_what_is_typed_is_saved_by_itself(office: Office, sheet: Page, review: int) -> None:
    sheet.locator(FIELD).press_sequentially("Help began within the week.", delay=5)
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    found = kept(office, review)
    assert found is not None
    assert found["value"] == "Help began within the week."


def test_leaving_a_field_saves_it_without_waiting(office: Office, sheet: Page, review: int) -> None:
    sheet.evaluate(ENDLESS_PAUSE)
    sheet.locator(FIELD).fill("Quick")
    sheet.locator(FIELD).blur()
    expect(sheet.locator("#saved")).to_have_text(SAVED)


@pytest.mark.rule("BR-07")
def test_the_grade_is_chosen_with_one_press_and_never_set_by_itself(office: Office, sheet: Page, review: int) -> None:
    sheet.locator(FIELD).fill("All is well.")
    expect(sheet.locator(".grade input:checked")).to_have_count(0)
    sheet.get_by_text("Outstanding", exact=True).click()
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    found = kept(office, review, "section_2_grade")
    assert found is not None
    assert found["value"] == "outstanding"


def test_moving_to_another_section_loses_nothing(office: Office, sheet: Page, review: int) -> None:
    sheet.locator(FIELD).press_sequentially("Half a sen", delay=1)
    sheet.locator('a[data-part="3"]').click()
    expect(sheet.locator("h1")).to_contain_text("3 Management oversight")
    sheet.wait_for_url("**part=3")
    expect(sheet).to_have_title(re.compile("3 Management"))
    sheet.go_back()
    expect(sheet.locator(FIELD)).to_have_value("Half a sen")
    expect(sheet.locator('a[data-part="2"] .mark')).to_have_text("◐")


def test_what_cannot_be_kept_is_said_under_the_field(office: Office, sheet: Page, review: int) -> None:
    sheet.locator(FIELD).fill("x" * 20_001)
    expect(sheet.locator(FIELD)).to_have_attribute("aria-invalid", "true")
    trouble = sheet.locator(f"#q-{FINDINGS}-trouble")
    expect(trouble).to_contain_text("20000 characters")
    assert f"q-{FINDINGS}-trouble" in (sheet.locator(FIELD).get_attribute("aria-describedby") or "")
    assert kept(office, review) is None
    sheet.locator(FIELD).fill("Shorter")
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    expect(trouble).to_have_count(0)


def test_a_store_that_cannot_write_is_told_and_tried_again(
    office: Office, sheet: Page, review: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(office.store, "write", full)
        sheet.locator(FIELD).fill("Kept in the browser")
        expect(sheet.locator("#saved")).to_contain_text("Not saved")
        expect(sheet.locator(FIELD)).to_have_value("Kept in the browser")
    expect(sheet.locator("#saved")).to_have_text(SAVED, timeout=15_000)


def test_a_voice_comes_by_itself_and_does_not_disturb_typing(office: Office, sheet: Page) -> None:
    sheet.locator('a[data-part="6"]').click()
    area = sheet.locator("#q-section_6_family_text")
    sheet.locator("#six-open-family").wait_for()
    if not area.is_visible():  # somebody was heard before: the fields are folded away
        sheet.locator("#six-open-family").click()
    area.press_sequentially("She said that ", delay=1)
    words = "ሓገዝ ቀልጢፉ መጺኡ።"
    says_in_own_words(office, words, "ti")
    piece = sheet.locator(".words", has_text=words).first
    expect(piece).to_be_visible()  # the promise of one second is the benchmarks'
    expect(sheet.locator(".voice.new")).to_have_count(1)
    expect(sheet.locator("#live")).to_contain_text("The family has just answered")
    expect(piece).to_have_attribute("lang", "ti")
    expect(sheet.locator(".voice.new")).to_contain_text("Not translated yet")
    sheet.keyboard.type("it helps.")
    expect(area).to_have_value("She said that it helps.")


def test_words_of_a_family_are_shown_and_never_run(office: Office, sheet: Page) -> None:
    attack = "<img src=x onerror=\"document.title='taken'\">"
    says_in_own_words(office, attack)
    sheet.locator('a[data-part="6"]').click()
    expect(sheet.locator(".words", has_text="onerror").first).to_contain_text("<img src=x")
    assert sheet.locator(".family img").count() == 0
    assert "taken" not in sheet.title()


def test_citing_puts_the_words_under_the_findings_and_taking_out_takes_them_away(office: Office, sheet: Page) -> None:
    family = office.family("ar")
    family.answers("no")
    sheet.locator(".piece:has([dir=rtl]) button[data-do=cite]").first.click()
    quote = sheet.locator("figure.quote")
    expect(quote.locator(".cited-words")).to_have_attribute("dir", "rtl")
    expect(quote).to_contain_text("Parent or carer, by web link, Arabic")
    expect(sheet.locator(".is-cited")).to_have_count(1)
    quote.get_by_role("button").click()
    expect(quote).to_have_count(0)


class TestTwoPeopleInOneField:
    """Both texts stand side by side and a person decides."""

    @pytest.fixture
    def clash(self, office: Office, sheet: Page, review: int) -> Page:
        sheet.locator(FIELD).fill("Mine, typed slowly")
        saves(office, office.cast.head, review, "Theirs, saved first", 0)
        expect(sheet.locator(".clash")).to_be_visible()
        expect(sheet.locator(".clash-side").nth(0)).to_contain_text("Mine, typed slowly")
        expect(sheet.locator(".clash-side").nth(1)).to_contain_text("Saved by Helen Marsh at")
        expect(sheet.locator(".clash-side").nth(1)).to_contain_text("Theirs, saved first")
        assert faults(sheet) == []
        return sheet

    def test_mine_can_be_kept(self, office: Office, clash: Page, review: int) -> None:
        clash.get_by_role("button", name="Keep mine").click()
        expect(clash.locator("#saved")).to_have_text(SAVED)
        found = kept(office, review)
        assert found is not None
        assert found["value"] == "Mine, typed slowly"

    def test_theirs_can_be_taken(self, office: Office, clash: Page, review: int) -> None:
        clash.get_by_role("button", name="Take theirs").click()
        expect(clash.locator(FIELD)).to_have_value("Theirs, saved first")
        expect(clash.locator("#saved")).to_have_text(SAVED)

    def test_both_can_be_put_together(self, office: Office, clash: Page, review: int) -> None:
        both = clash.get_by_label("Or put both together")
        expect(both).to_have_value("Theirs, saved first\n\nMine, typed slowly")
        both.fill("One text of two people")
        clash.get_by_role("button", name="Save this text").click()
        expect(clash.locator("#saved")).to_have_text(SAVED)
        found = kept(office, review)
        assert found is not None
        assert found["value"] == "One text of two people"


def test_what_a_colleague_saves_appears_where_nobody_is_writing(office: Office, sheet: Page, review: int) -> None:
    saves(office, office.cast.head, review, "Written by Helen", 0)
    expect(sheet.locator(FIELD)).to_have_value("Written by Helen")
    expect(sheet.locator("#saved")).to_contain_text("Helen Marsh saved something here")
    sheet.locator(FIELD).fill("Written by Helen, and gone on by Peter")
    expect(sheet.locator("#saved")).to_have_text(SAVED)


def test_a_short_loss_of_the_connection_loses_nothing(office: Office, sheet: Page, review: int) -> None:
    sheet.context.set_offline(True)
    sheet.evaluate("window.socket.io.engine.close()")
    sheet.locator(FIELD).press_sequentially("Typed while the line was down", delay=1)
    expect(sheet.locator("#saved")).to_contain_text("Not saved: no connection", timeout=12_000)
    sheet.context.set_offline(False)
    expect(sheet.locator("#saved")).to_have_text(SAVED, timeout=20_000)
    expect(sheet.locator(FIELD)).to_have_value("Typed while the line was down")
    found = kept(office, review)
    assert found is not None
    assert found["value"] == "Typed while the line was down"


def test_a_text_that_never_reached_us_is_offered_back_after_a_reload(office: Office, sheet: Page, review: int) -> None:
    sheet.evaluate("window.socket.disconnect()")
    sheet.locator(FIELD).fill("Typed before the browser was closed")
    sheet.reload()
    offer = sheet.locator(".kept")
    expect(offer).to_contain_text("You typed this before, and it was not saved")
    expect(offer).to_contain_text("Typed before the browser was closed")
    assert faults(sheet) == []
    expect(sheet.locator(FIELD)).to_have_value("")
    offer.get_by_role("button", name="Put it back").click()
    expect(sheet.locator(FIELD)).to_have_value("Typed before the browser was closed")
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    sheet.reload()
    expect(sheet.locator(FIELD)).to_have_value("Typed before the browser was closed")
    expect(sheet.locator(".kept")).to_have_count(0)


def test_rows_are_added_filled_and_removed(office: Office, sheet: Page, review: int) -> None:
    question = "section_8_recommendations"
    sheet.locator('a[data-part="8"]').click()
    sheet.get_by_label("Action").fill("Meet Selam without the school")
    sheet.get_by_role("button", name="Add a row").click()
    sheet.get_by_label("Action").nth(1).fill("Offer an advocate")
    sheet.get_by_label("By whom").nth(1).fill("Amina Yusuf")
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    sheet.get_by_role("button", name="Remove row 1").click()
    expect(sheet.locator(".table-row")).to_have_count(1)
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    until(sheet, lambda: _actions(kept(office, review, question)) == ["Offer an advocate"])


def _actions(found: Document | None) -> list[str]:
    return [row["action"] for row in found["value"]] if found else []


def test_a_question_that_depends_on_an_answer_appears_when_it_is_given(sheet: Page) -> None:
    sheet.locator('a[data-part="standards"]').click()
    action = sheet.locator('[data-question="standard_1_action"]')
    expect(action).to_be_hidden()
    sheet.locator('label[for="q-standard_1_outcome-not_met"]').click()
    expect(action).to_be_visible()
    sheet.locator('label[for="q-standard_1_outcome-met"]').click()
    expect(action).to_be_hidden()


def test_the_head_box_is_read_only_for_the_reviewer(sheet: Page) -> None:
    sheet.locator('a[data-part="head"]').click()
    expect(sheet.locator(".locked")).to_contain_text("Head of Safeguarding")
    expect(sheet.locator("#head-box")).to_contain_text("Not yet")
    expect(sheet.locator(".box-next")).to_have_count(0)


def test_an_act_that_no_page_of_ours_sends_changes_nothing_and_harms_nobody(
    office: Office, sheet: Page, review: int
) -> None:
    for act in (
        {"do": "fill", "question": FINDINGS, "value": {"a": 1}, "revision": 0, "number": 1},
        {"do": "fill", "question": FINDINGS, "value": "x", "revision": "0", "number": 1},
        {"do": "fill", "question": "no_such_field", "value": "x", "revision": 0, "number": 1},
        {"do": "fill", "question": "head_sent", "value": "2026-05-01", "revision": 0, "number": 1},
        {"do": "fill"},
        {"do": "cite", "voice": "x", "question": 7},
        {"do": "withdraw", "citation": "9" * 40},
        {"do": "part", "part": {"a": "b"}},
        {"do": "_forget"},
        ["fill"],
        "fill",
        None,
    ):
        sheet.evaluate("act => emitEvent('act', act)", act)
    sheet.locator('a[data-part="2"]').click()
    sheet.locator(FIELD).fill("Still alive")
    until(sheet, lambda: (kept(office, review) or {}).get("value") == "Still alive")
    assert kept(office, review, "head_sent") is None


def test_a_review_handed_in_meanwhile_takes_no_more_text_and_says_so(office: Office, sheet: Page, review: int) -> None:
    office.store.write_now(
        lambda db: db.table(REVIEWS).replace(review, {"state": SUBMITTED, "submitted": "2026-05-12"})
    )
    sheet.locator(FIELD).fill("Too late")
    expect(sheet.locator("#saved")).to_contain_text("can no longer be changed")
    expect(sheet.locator(FIELD)).to_have_value("Too late")


def test_each_line_of_what_is_missing_leads_to_its_field(office: Office, sheet: Page, review: int) -> None:
    office.store.write_now(
        fill, office.cast.reviewer, review, "section_8_recommendations", [{"action": "Offer an advocate"}], 0
    )
    for line, field in {
        "Are the Social GRACES explored? What shows this? · section 4": "q-section_4_graces_text",
        "Is anti-racist practice evident? · section 4": "q-section_4_practice-evidenced",
        "Recommendation 1: Impact on the child · section 8": "q-section_8_recommendations-1-impact",
        "Date, method and words of the line manager": "q-section_6_manager_date",
    }.items():
        sheet.locator("#part-hand-in").click()
        sheet.locator(".lacking a[data-field]", has_text=line).click()
        expect(sheet.locator(f"#{field}")).to_be_focused()


def test_the_address_of_a_line_of_what_is_missing_leads_to_its_field_too(office: Office, tab: Tab, review: int) -> None:
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=4#q-section_4_matching")
    expect(page.locator("#q-section_4_matching")).to_be_focused()


@pytest.mark.rule("BR-07")
def test_a_grade_that_draws_a_warning_opens_the_place_for_its_reason(office: Office, sheet: Page) -> None:
    sheet.locator('label[for="q-section_2_grade-inadequate"]').click()
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    sheet.locator('a[data-part="7"]').click()
    reason = sheet.locator('[data-question="section_7_reason_inadequate"]')
    expect(reason).to_be_hidden()
    sheet.locator('label[for="q-section_7_grade-good"]').click()
    expect(reason).to_be_visible()
    sheet.locator('label[for="q-section_7_grade-requires_improvement"]').click()
    expect(reason).to_be_hidden()


def test_what_kind_a_recommendation_is_is_chosen_and_kept(office: Office, sheet: Page, review: int) -> None:
    sheet.locator('a[data-part="9"]').click()
    sheet.get_by_label("Action").first.fill("A course for all")
    sheet.get_by_label("What kind of recommendation is it?").select_option("training")
    expect(sheet.locator('[data-question="recommendations_reason"]')).to_be_visible()
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    found = kept(office, review, "section_9_recommendations")
    assert found is not None
    assert found["value"][0]["type"] == "training"
    assert faults(sheet) == []


class TestTheEndOfASession:
    """Every open screen goes at once, and none of its buttons does anything any more."""

    @pytest.mark.parametrize("ending", ["signing out", "being disabled"])
    def test_open_screens_go_to_the_sign_in_page(self, office: Office, tab: Tab, ending: str) -> None:
        name = f"Nadia {ending}"
        email = f"{ending.replace(' ', '.')}@heard.example"
        nadia = office.store.read(member, office.store.write_now(add_staff, name, email, [Role.HEAD_OF_SAFEGUARDING]))
        assert nadia is not None
        key = office.key_of(as_actor(nadia))
        page = tab(as_actor(nadia), f"/staff/reviews/{office.plans_a_review()}?part=2", key)
        page.locator(FIELD).wait_for()
        if ending == "signing out":
            office.store.write_now(sign_out, key)
        else:
            office.store.write_now(disable, office.cast.administrator, nadia.doc_id)
        page.wait_for_url(re.compile("/staff/sign-in"))
        assert "next=" in page.url

    def test_a_tab_that_did_not_hear_of_it_runs_nothing(self, office: Office, tab: Tab, review: int) -> None:
        key = office.key_of(office.cast.reviewer)
        page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=2", key)
        page.locator(FIELD).wait_for()
        page.evaluate("heard.go = () => {}")
        office.store.write_now(sign_out, key)
        page.evaluate(
            "emitEvent('act', {do: 'fill', question: 'section_2_findings', value: 'x', revision: 0, number: 1})"
        )
        page.wait_for_timeout(700)
        assert kept(office, review) is None

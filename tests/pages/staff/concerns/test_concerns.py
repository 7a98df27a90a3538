"""Raising a concern from any screen, and answering it: nobody has to go and look for it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.concerns.concern_views import ConcernView, concerns_for
from feedback.concerns.concerns import CONCERNS
from feedback.concerns.kinds import ACTED, AT_RISK, NOT_ADDRESSED
from feedback.concerns.raising import raise_concern
from feedback.concerns.responding import acknowledge, record_action
from tests.browsing import PHONE, faults, says
from tests.cast import CHILD, OTHER_CHILD
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


@pytest.fixture(autouse=True)
def nothing_is_open(office: Office) -> None:
    """Whatever other tests raised is settled."""
    office.store.write_now(lambda db: db.table(CONCERNS).update({"state": ACTED}))


def raised_by_the_worker(office: Office, words: str) -> int:
    return office.store.write_now(raise_concern, office.cast.worker, AT_RISK, words=words, child=CHILD)


def standing(office: Office, number: int) -> ConcernView:
    open_ones = office.store.read(concerns_for, office.cast.head)
    settled = office.store.read(concerns_for, office.cast.head, settled=True)
    return next(one for one in [*open_ones, *settled] if one.concern == number)


def test_a_concern_raised_with_the_keyboard_appears_on_the_heads_open_screen_and_is_acknowledged_there(
    office: Office, tab: Tab
) -> None:
    heads = tab(office.cast.head, "/staff/reviews")
    expect(heads.locator(".alert")).to_have_count(0)
    workers = tab(office.cast.worker, f"/staff/children/{CHILD}")
    workers.locator("#raise-open").focus()
    workers.keyboard.press("Enter")
    expect(workers.get_by_role("dialog", name="Raise a concern")).to_contain_text("999")
    expect(workers.locator("#raise-child")).to_have_value(CHILD)
    workers.locator("#raise-at_risk").focus()
    workers.keyboard.press("Space")
    workers.keyboard.press("Tab")
    workers.keyboard.type("She was alone at home.")
    workers.locator("#raise-now").focus()
    workers.keyboard.press("Enter")
    expect(workers.locator("#raise-told")).to_contain_text("Helen Marsh")
    alert = heads.locator(".alert", has_text="Child may be at risk now")
    expect(alert).to_contain_text("Selam Tesfamariam")
    alert.get_by_role("button", name="I have it").click()
    expect(alert).to_have_count(0)
    made = office.store.read(concerns_for, office.cast.head)[-1]
    assert made.acknowledged is not None
    assert made.acknowledged["name"] == "Helen Marsh"
    assert made.words[0]["text"] == "She was alone at home."


def test_the_small_form_says_what_is_missing_and_keeps_what_was_typed(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, "/staff/")
    page.locator("#raise-open").click()
    page.locator("#raise-words").fill("Something I heard")
    page.locator("#raise-now").click()
    expect(page.locator("#raise-kinds")).to_contain_text("Choose what the concern is.")
    page.keyboard.press("Escape")
    expect(page.locator("#raise-open")).to_be_focused()
    page.locator("#raise-open").click()
    expect(page.locator("#raise-words")).to_have_value("Something I heard")


def test_a_child_that_is_not_theirs_to_name_is_kept_as_it_was_named(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, "/staff/")
    page.locator("#raise-open").click()
    page.locator("#raise-at_risk").check()
    page.locator("#raise-words").fill("I heard it next door")
    page.locator("#raise-child").fill(OTHER_CHILD)
    page.locator("#raise-now").click()
    expect(page.locator("#raise-told")).to_contain_text("Helen Marsh")
    heads = tab(office.cast.head, "/staff/concerns")
    expect(heads.locator(".concern", has_text="I heard it next door")).to_contain_text(
        f"They named the child as {OTHER_CHILD}"
    )


def test_the_boards_chair_raises_it_from_the_review_that_they_may_see(office: Office, tab: Tab) -> None:
    review = office.plans_a_review("Seen by the chair")
    page = tab(office.cast.chair, f"/staff/reviews/{review}?part=2")
    page.locator("#escalate").click()
    page.locator("#raise-not_addressed").check()
    page.locator("#raise-words").fill("Nobody spoke up, it seems")
    page.locator("#raise-now").click()
    expect(page.locator("#raise-told")).to_contain_text("Helen Marsh")
    raised = next(one for one in office.store.read(concerns_for, office.cast.head) if one.review == review)
    assert (raised.child, raised.words[0]["text"]) == (CHILD, "Nobody spoke up, it seems")


def test_an_open_concern_stands_on_the_childs_page_with_who_has_it(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    number = raised_by_the_worker(office, "On the child's page")
    line = page.locator(f"#concern-{number}")
    expect(line).to_contain_text("Nobody has acknowledged it yet")
    expect(line).to_contain_text("with Grace Adeyemi, Helen Marsh")
    office.store.write_now(acknowledge, office.cast.manager, number)
    expect(line).to_contain_text("Grace Adeyemi has it")
    assert faults(page) == []
    office.store.write_now(record_action, office.cast.manager, number, "Visited.")
    expect(line).to_have_count(0)


def test_what_was_done_is_put_on_record_and_stays(office: Office, tab: Tab) -> None:
    number = raised_by_the_worker(office, "A first word")
    page = tab(office.cast.head, "/staff/concerns")
    form = page.locator(f"#act-{number}")
    form.get_by_role("button", name="Put it on record").click()
    expect(form).to_contain_text("Write what was done, by whom.")
    form.get_by_label("What was done, by whom?").fill("Visited today; both are safe.")
    another = {"words": "Another, while the head is typing", "child": CHILD}
    office.store.write_now(raise_concern, office.cast.manager, NOT_ADDRESSED, **another)
    expect(page.locator(".concern", has_text="while the head is typing")).to_be_visible()
    expect(form.get_by_label("What was done, by whom?")).to_have_value("Visited today; both are safe.")
    form.get_by_role("button", name="Put it on record").click()
    expect(page.locator(".concern.settled", has_text="A first word")).to_contain_text("Visited today; both are safe.")
    assert standing(office, number).actions[0]["name"] == "Helen Marsh"
    assert page.get_by_role("button", name="Delete").count() == 0


def test_whoever_raised_it_says_more_and_sees_who_has_it(office: Office, tab: Tab) -> None:
    number = raised_by_the_worker(office, "What I saw")
    page = tab(office.cast.worker, "/staff/concerns")
    page.locator(f"#more-box-{number} summary").click()
    page.locator(f"#more-{number}-words").fill("And what I heard")
    page.locator(f"#more-{number}-go").click()
    card = page.locator(f"#concern-{number}")
    expect(card).to_contain_text("And what I heard")
    expect(card).to_contain_text("Told at once: ")


def test_a_concern_raised_from_a_review_stands_on_it_at_once(office: Office, tab: Tab) -> None:
    review = office.plans_a_review()
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=2")
    page.locator("#escalate").click()
    page.locator("#raise-not_addressed").check()
    page.locator("#raise-now").click()
    page.locator("#raise-close").click()
    expect(page.locator(".raised")).to_contain_text("Racism or discrimination not addressed")
    assert faults(page) == []


@pytest.mark.parametrize("answer", [False, True], ids=["no", "yes"])
def test_the_form_asks_before_an_answer_raises_a_concern(office: Office, tab: Tab, answer: bool) -> None:
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=4")
    choice = page.locator("#q-section_4_challenge-not_challenged")
    page.locator("label[for=q-section_4_challenge-not_challenged]").click()
    says(page, "Raise it" if answer else "Go back")
    expect(choice).to_be_checked(checked=answer)
    expect(page.locator(".raised")).to_have_count(int(answer))


def test_axe_finds_nothing_on_concerns_and_in_the_form_over_a_screen(office: Office, tab: Tab) -> None:
    raised_by_the_worker(office, "For the look of it")
    page = tab(office.cast.head, "/staff/concerns")
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("#raise-open").click()
    assert faults(page) == []

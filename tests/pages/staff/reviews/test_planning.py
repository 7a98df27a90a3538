"""Planning in a real browser: a batch by name and by lot, what is refused in it, and changing a plan afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people import need_to_know
from people.actor import Actor
from people.roles import Role
from reviews.filling import fill
from reviews.final_grades import FinalGrade, keep_final
from reviews.review_index import all_entries
from reviews.reviews import NOBODY, REVIEWS, by_id, plan_review
from reviews.states import SUBMITTED
from reviews.versions import keep_version
from tests.browsing import PHONE, faults, says
from tests.cast import CHILD, LIBRARY, OTHER_CHILD
from tests.pages.staff.conftest import Office
from tests.reviews.judged import joins

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def reviews(office: Office) -> int:
    return len(office.store.read(all_entries))


def colleague(office: Office) -> Actor:
    """Another who reviews, whom no other test expects to know nobody."""
    return joins(office.store, "Farida Noor", Role.REVIEWER)


def proposing(office: Office, tab: Tab, theme: str) -> Page:
    page = tab(office.cast.head, "/staff/reviews/plan/several")
    page.get_by_label("Theme or focus").fill(theme)
    page.get_by_label("To be handed in by").fill("2030-03-01")
    return page


def test_a_batch_is_proposed_changed_and_planned(office: Office, tab: Tab) -> None:
    other = colleague(office)
    page = proposing(office, tab, "Identity in plans")
    page.get_by_label("Find a child").fill(CHILD)
    page.keyboard.press("Enter")
    page.get_by_label("Find a child").fill("yousef")
    page.get_by_role("button", name="Add to the list").click()
    expect(page.get_by_label("Children, one a line")).to_have_value(f"{CHILD}\nyousef\n")
    page.locator(f"#several-reviewer-{office.cast.reviewer.id}").check()
    page.locator(f"#several-reviewer-{other.id}").check()
    assert faults(page) == []
    page.get_by_role("button", name="See the proposal").click()
    page.wait_for_url("**/staff/reviews/batches/*")
    before = reviews(office)
    expect(page.locator("tbody tr")).to_have_count(2)
    assert faults(page) == []
    page.locator("#row-1").select_option("0")
    page.get_by_role("button", name="Plan these reviews").click()
    expect(page.locator(".lead")).to_contain_text("Planned by Helen Marsh")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("nobody yet")
    assert reviews(office) == before + 2


def test_what_is_refused_stands_beside_its_row_and_the_rest_stays(office: Office, tab: Tab) -> None:
    both = joins(office.store, "Two Hats", Role.SOCIAL_WORKER, Role.REVIEWER)
    office.store.write_now(need_to_know.give, both.id, CHILD, need_to_know.ALLOCATED_WORKER)
    page = proposing(office, tab, "Drift")
    page.get_by_label("Children, one a line").fill(f"{CHILD}\n{OTHER_CHILD}")
    page.get_by_role("button", name="See the proposal").click()
    page.wait_for_url("**/staff/reviews/batches/*")
    before = reviews(office)
    page.locator("#row-0").select_option(str(both.id))
    page.locator("#row-1").select_option(str(office.cast.reviewer.id))
    page.get_by_role("button", name="Plan these reviews").click()
    expect(page.locator("#row-0-trouble")).to_contain_text("Two Hats works with this child (allocated worker)")
    expect(page.locator("#row-1")).to_have_value(str(office.cast.reviewer.id))
    assert reviews(office) == before
    assert faults(page) == []
    page.reload()
    expect(page.locator("#row-1")).to_have_value(str(office.cast.reviewer.id))  # what was chosen outlives the page
    page.locator("#row-0").select_option("out")
    page.get_by_role("button", name="Plan these reviews").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_lines_that_name_nobody_or_somebody_twice_are_told_and_stay(office: Office, tab: Tab) -> None:
    page = proposing(office, tab, "Drift")
    typed = f"{CHILD}\nيوسف {'x' * 300}\nSelam Tesfamariam, {CHILD}"
    page.get_by_label("Children, one a line").fill(typed)
    page.get_by_role("button", name="See the proposal").click()
    trouble = page.locator("#several-children-trouble")
    expect(trouble).to_contain_text("Line 2")
    expect(trouble).to_contain_text("Line 3")
    expect(trouble).to_contain_text("this child stands above already")
    expect(page.get_by_label("Children, one a line")).to_have_value(typed)


def test_a_sample_shows_how_to_draw_it_again(office: Office, tab: Tab) -> None:
    page = proposing(office, tab, "Voice")
    page.get_by_label("Draw them at random").check()
    expect(page.get_by_label("Children, one a line")).not_to_be_visible()
    page.get_by_label("How many?").fill("2000")
    page.get_by_role("button", name="See the proposal").click()
    expect(page.locator("#several-wanted-trouble")).to_contain_text("1 to 100")
    page.get_by_label("How many?").fill("90")
    page.get_by_role("button", name="See the proposal").click()
    expect(page.locator(".faults")).to_contain_text("so 90 cannot be drawn")
    page.get_by_label("How many?").fill("1")
    page.get_by_label("Leave out children whose review is open now").uncheck()
    page.locator("#several-seed").fill("4711")
    page.get_by_role("button", name="See the proposal").click()
    page.wait_for_url("**/staff/reviews/batches/*")
    sample = page.locator(".sample")
    expect(page.locator("#seed")).to_have_text("4711")
    expect(sample).to_contain_text("Drawn again just now: the same child.")
    page.locator("#population summary").click()
    expect(page.locator(".population .is-drawn")).to_have_count(1)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(page) == []
    page.get_by_role("button", name="Drop the proposal").click()
    says(page, "Drop it")
    expect(page.locator(".lead")).to_contain_text("This proposal was dropped")


def test_a_planned_review_is_allocated_moved_and_cancelled(office: Office, tab: Tab) -> None:
    given = {"child": CHILD, "reviewer": NOBODY, "theme": "Later", "deadline": "2030-06-30"}
    planned = office.store.write_now(plan_review, office.cast.head, **given, form=LIBRARY.review)
    page = tab(office.cast.head, f"/staff/reviews/{planned}")
    expect(page.locator(".about")).to_contain_text("Nobody reviews it yet")
    page.locator("#change-plan").click()
    page.get_by_label("Who reviews?").select_option(str(office.cast.reviewer.id))
    assert faults(page) == []
    page.get_by_role("button", name="Allocate it").click()
    page.wait_for_url(f"**/staff/reviews/{planned}")
    expect(page.locator(".facts")).to_contain_text("Peter Lindqvist")
    expect(page.locator(".about")).to_have_count(0)
    page.goto(f"{office.url}/staff/reviews/{planned}/plan")
    page.get_by_label("To be handed in by").fill("2030-07-31")
    page.get_by_role("button", name="Set this deadline").click()
    expect(page.locator("#move-reason-trouble")).to_have_text("Write why the deadline changes.")
    page.locator("#move-reason").fill("The worker is ill.")
    page.get_by_role("button", name="Set this deadline").click()
    page.wait_for_url(f"**/staff/reviews/{planned}")
    page.goto(f"{office.url}/staff/reviews/{planned}/plan")
    page.locator("#cancel-reason").fill("They moved away.")
    page.get_by_role("button", name="Cancel this review").click()
    expect(page.locator(".calm")).to_contain_text("its plan does not change any more")
    assert office.opens(office.cast.reviewer, f"/staff/reviews/{planned}").status_code == 404


@pytest.mark.parametrize("path", ["plan/several", "batches/1", "1/plan"])
def test_who_plans_no_reviews_finds_nothing_there(office: Office, path: str) -> None:
    assert office.opens(office.cast.reviewer, f"/staff/reviews/{path}").status_code == 404
    assert office.opens(office.cast.head, "/staff/reviews/batches/99999").status_code == 404


def test_a_calibration_is_planned_seen_and_compared(office: Office, tab: Tab) -> None:
    store, cast = office.store, office.cast
    other = colleague(office)
    page = proposing(office, tab, "Grading identity alike")
    page.get_by_label("Children, one a line").fill(CHILD)
    for who in (cast.reviewer, other):
        page.locator(f"#several-reviewer-{who.id}").check()
    page.locator("#several-calibration").check()
    page.get_by_role("button", name="See the proposal").click()
    page.wait_for_url("**/staff/reviews/batches/*")
    page.get_by_role("button", name="Plan these reviews").click()
    expect(page.locator(".lead")).to_contain_text("Planned by Helen Marsh")
    of = {one.reviewer: one.number for one in store.read(all_entries) if one.calibration}
    first, second = of[cast.reviewer.id], of[other.id]
    mine = tab(cast.reviewer, f"/staff/reviews/{first}")
    expect(mine.locator(".about")).to_contain_text("Calibration with Farida Noor")
    assert faults(mine) == []
    assert office.opens(cast.reviewer, f"/staff/reviews/{second}").status_code == 404
    for number, who, grade in ((first, cast.reviewer, "good"), (second, other, "outstanding")):
        for section in "12":
            store.write_now(fill, who, number, f"section_{section}_grade", grade, 0)
        store.write_now(fill, who, number, "section_1_findings", f"Found by {who.name}.", 0)
    mine.locator("#compare").click()
    expect(mine.locator("main, .page").first).to_contain_text("The grades stand here once all are handed in.")
    assert "Found by Farida Noor" not in mine.content()
    for number in (first, second):
        found = store.read(by_id, number)
        assert found is not None
        store.write_now(keep_version, cast.head, found)
        store.write_now(lambda db, one=number: db.table(REVIEWS).replace(one, {"state": SUBMITTED}))
    mine.reload()
    expect(mine.locator("tbody tr").first).to_contain_text("one step apart")
    mine.locator("#found-1 summary").click()
    expect(mine.locator("#found-1")).to_contain_text("Found by Farida Noor.")
    assert faults(mine) == []
    mine.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(mine) == []


def test_a_re_audit_is_proposed_planned_and_shows_what_was_promised(office: Office, tab: Tab) -> None:
    store, cast = office.store, office.cast
    earlier = office.plans_a_review("The review before")
    low: dict[str, FinalGrade] = {"7": {"grade": "inadequate", "source": "reviewer", "reason": "", "differed": []}}
    rows = {"8": [{"action": "See her alone", "impact": "She is heard", "by_whom": "Amina", "date": "2026-08-01"}]}
    store.write_now(keep_final, cast.head, earlier, None, low, rows)
    page = tab(cast.head, "/staff/reviews")
    page.locator("#again-link").click()
    expect(page.locator(".proposed")).to_contain_text("6 months after a low final grade: a setting of this place")
    assert faults(page) == []
    page.locator(f"#again-{earlier}").click()
    expect(page.locator("h1")).to_have_text("Plan the re-audit")
    page.get_by_label("Who reviews?").select_option(str(colleague(office).id))
    page.get_by_label("To be handed in by").fill("2031-03-01")
    page.get_by_role("button", name="Plan this review").click()
    expect(page.locator("#earlier")).to_contain_text("7 Summary and grading")
    expect(page.locator("#earlier")).to_contain_text("Inadequate")
    expect(page.locator("#earlier")).to_contain_text("See her alone")
    assert faults(page) == []
    page.goto(f"{office.url}/staff/reviews/plan")
    expect(page.locator(f"#again-{earlier}")).to_have_count(0)


def test_a_dip_sample_is_chosen_written_and_handed_in(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/reviews/plan")
    page.get_by_label("Which child?").fill(OTHER_CHILD)
    page.get_by_label("Who reviews?").select_option(str(office.cast.reviewer.id))
    page.locator("#plan-form-dip_sample").check()
    page.get_by_label("Theme or focus").fill("Plans of this month")
    page.get_by_label("To be handed in by").fill("2031-03-01")
    page.get_by_role("button", name="Plan this review").click()
    expect(page.locator(".about")).to_contain_text("Dip sample. A few questions, no grade.")
    number = max(one.number for one in office.store.read(all_entries))
    mine = tab(office.cast.reviewer, f"/staff/reviews/{number}?part=record")
    assert faults(mine) == []
    for question in LIBRARY.get("dip_sample").parts[1].questions:
        raw = "evidenced" if question.options() else "The plan is of last month."
        office.store.write_now(fill, office.cast.reviewer, number, question.id, raw, 0)
    row = {"action": "Ask him", "impact": "Help fits him", "by_whom": "Tom Farrow", "date": "2031-06-30"}
    office.store.write_now(fill, office.cast.reviewer, number, "recommendations", [row], 0)
    mine.goto(f"{office.url}/staff/reviews/{number}?part=hand-in")
    expect(mine.locator(".intro")).to_contain_text("the dip sample has ended")
    mine.locator("#hand-in").click()
    says(mine, "Hand in this review")
    expect(mine.locator(".intro")).to_contain_text("A dip sample ends here.")
    expect(mine.locator(".sections-about")).to_contain_text("handed in")
    page.goto(f"{office.url}/staff/reviews?only=ended")
    expect(page.locator(f"tr:has(#review-{number})")).to_contain_text("Dip sample handed in")

"""A meeting of the panel from its list to its end, on the screens of several people at once (BR-42 to BR-46)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.actor import Actor
from people.roles import Role
from reviews.final_grades import final_of
from reviews.panel.blind_views import Opinion
from reviews.panel.judging import say
from reviews.panel.settling import Settlement
from tests.browsing import PHONE, faults, says
from tests.pages.staff.conftest import Office
from tests.reviews.panel.conftest import Panel, opinions

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
Meets = Callable[..., Panel]
WALL = {"width": 1920, "height": 1080}


def at(panel: Panel) -> str:
    return f"/staff/panel/{panel.number}"


def settle_form(panel: Panel, point: str) -> str:
    return f"#settle-{panel.judged.id}-{point}"


@pytest.mark.rule("BR-44", "BR-46")
def test_a_meeting_goes_from_its_list_to_its_end_and_all_follow_it(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets(listed=False)
    head = tab(office.cast.head, at(panel))
    head.locator(f"#list-{panel.judged.id}").click()
    expect(head.locator(f"#listed-{panel.judged.id}")).to_contain_text("0 of 5 have read it")
    panel.all_read(assistant_director=opinions(s2="inadequate"))
    expect(head.locator(f"#listed-{panel.judged.id}")).to_contain_text("everybody has read it")
    for box in head.locator("#open-meeting-present input").all():
        box.check()
    head.locator("#open-meeting-go").click()
    expect(head.locator("h1")).to_contain_text("Panel,")

    other = tab(panel.seats[Role.EXECUTIVE_DIRECTOR], at(panel))
    reviewer = tab(office.cast.reviewer, at(panel))
    for page in (head, other, reviewer):
        expect(page.locator("#point-2")).to_contain_text("Priya Raman")
        expect(page.locator("#confirm")).to_have_count(0)
    expect(other.locator(settle_form(panel, "2"))).to_have_count(0)

    head.locator("label", has_text="Requires improvement").locator("visible=true").first.click()
    head.locator(f"{settle_form(panel, '2')}-go").click()
    expect(head.locator(settle_form(panel, "2"))).to_contain_text("Write the reason")
    head.locator(f"{settle_form(panel, '2')}-reason").fill("The plan came late.")
    head.locator(f"{settle_form(panel, '2')}-go").click()
    for page in (other, reviewer):
        expect(page.locator("#point-2")).to_contain_text("agreed by the panel")
        expect(page.locator("#point-2")).to_contain_text("The plan came late.")

    for field, words in (("what", "Talk with the school"), ("who", "Amina Yusuf"), ("by", "Before the summer")):
        head.locator(f"#action-{panel.judged.id}-{field}").fill(words)
    head.locator(f"#action-{panel.judged.id}-go").click()
    expect(reviewer.locator(".arising")).to_contain_text("Talk with the school")
    head.locator("#confirm").click()
    says(head, "Confirm")
    expect(other.locator(".wall-confirm")).to_contain_text("Confirmed by the panel")
    head.locator("#close-meeting").click()
    says(head, "Close the meeting")
    for page in (head, other):
        expect(page.locator(".lead")).to_contain_text("Held from")
    final = office.store.read(final_of, panel.judged.id)
    assert final is not None
    assert (final["grades"]["2"]["grade"], final["grades"]["2"]["source"]) == ("requires_improvement", "agreed")
    head.locator(f"#record-{panel.judged.id}").click()
    expect(head.locator(".record")).to_contain_text("Priya Raman: Inadequate")
    assert faults(head) == []


@pytest.mark.rule("BR-46")
def test_the_chair_decides_from_their_own_session_and_nobody_else_can(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    panel.all_read(executive_director=opinions(s7="outstanding"))
    panel.opens()
    head, chair = tab(office.cast.head, at(panel)), tab(office.cast.chair, at(panel))
    form = settle_form(panel, "7")
    expect(head.locator(f"{form}-decide")).to_have_count(0)
    expect(head.locator(form)).to_contain_text("Judith Barnes decides")
    chair.locator(f"label[for={form[1:]}-good]").click()
    chair.locator(f"{form}-go").click()
    expect(chair.locator(form)).to_contain_text("Write the reason")
    chair.locator(f"{form}-reason").fill("The evidence carries Good.")
    chair.locator(f"{form}-go").click()
    expect(head.locator("#point-7")).to_contain_text("the chair decided")
    expect(head.locator("#point-7")).to_contain_text("Ruth Okafor: Outstanding")
    expect(head.locator(form)).to_have_count(0)


def test_the_screen_is_taken_over_and_the_one_before_follows(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    panel.all_read(executive_director=opinions(s7="outstanding", s3="outstanding"))
    panel.opens()
    head = tab(office.cast.head, at(panel))
    other = tab(panel.seats[Role.EXECUTIVE_DIRECTOR], at(panel))
    expect(head.locator("#bring-7")).to_be_visible()
    other.locator("#lead").click()
    expect(other.locator(".wall-bar")).to_contain_text("you lead the screen")
    expect(head.locator(".wall-bar")).to_contain_text("Ruth Okafor leads the screen")
    expect(head.locator("#bring-7")).to_have_count(0)
    other.locator("#bring-7").click()
    expect(head.locator("#point-7")).to_have_attribute("aria-current", "true")
    expect(head.locator("#point-7")).to_be_in_viewport()
    expect(head.locator("#live")).to_contain_text("7 Summary of findings")  # for who listens to the page


@pytest.mark.rule("BR-46")
def test_the_chair_goes_and_the_deputy_goes_on(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    panel.all_read(assistant_director=opinions(s7="outstanding"))
    panel.opens()
    chair = tab(office.cast.chair, at(panel))
    deputy = tab(panel.seats[Role.EXECUTIVE_DIRECTOR], at(panel))
    form = settle_form(panel, "7")
    expect(deputy.locator(form)).to_have_count(0)
    deputy.locator("#take-chair-open").click()
    deputy.locator("#take-chair-go").click()
    expect(deputy.locator("#take-chair")).to_contain_text("Write why")
    deputy.locator("#take-chair-reason").fill("The line is down.")
    deputy.locator("#take-chair-go").click()
    expect(deputy.locator(form)).to_be_visible()
    expect(chair.locator(form)).to_have_count(0)
    expect(chair.locator(".wall-title")).to_contain_text("The line is down.")


@pytest.mark.rule("BR-46")
def test_the_reviewer_objects_and_confirm_goes_away(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    panel.all_read(assistant_director=opinions(s1="outstanding"))
    panel.opens()
    panel.settles("1", Settlement(grade="outstanding", reason="Direct work stands out."))
    head, reviewer = tab(office.cast.head, at(panel)), tab(office.cast.reviewer, at(panel))
    expect(head.locator("#confirm")).to_be_visible()
    head.locator("#bring-1").click()
    reviewer.locator("#object-open-1").click()
    reviewer.locator(f"#object-{panel.judged.id}-1-words").fill("It is not that strong.")
    reviewer.locator(f"#object-{panel.judged.id}-1-go").click()
    expect(head.locator("#point-1")).to_contain_text("It is not that strong.")
    expect(head.locator("#confirm")).to_have_count(0)
    reviewer.locator("#agree-1").click()
    expect(head.locator("#point-1")).not_to_contain_text("It is not that strong.")


@pytest.mark.rule("BR-42")
def test_an_author_follows_as_the_reviewer_and_has_no_say(
    office: Office, tab: Tab, meets: Meets, five: dict[Role, Actor]
) -> None:
    deputy = five[Role.EXECUTIVE_DIRECTOR]
    panel = meets(deputy)
    panel.all_read(assistant_director=opinions(s7="outstanding"))
    page = tab(deputy, f"{at(panel)}/read/{panel.judged.id}")
    expect(page.locator("#exempt")).to_contain_text("You wrote this review")
    expect(page.locator(".own-view")).to_have_count(0)
    panel.opens()
    page.goto(f"{office.url}{at(panel)}")
    expect(page.locator(".wall-title")).to_contain_text("Ruth Okafor wrote this review, and has no say on it.")
    expect(page.locator("#point-7 .positions")).not_to_contain_text("Ruth Okafor")
    expect(page.locator("#object-open-7")).to_be_visible()


@pytest.mark.rule("BR-46")
def test_a_recommendation_is_taken_out_with_a_reason_and_the_record_says_so(
    office: Office, tab: Tab, meets: Meets
) -> None:
    panel = meets()
    panel.all_read(head_of_social_care={**opinions(), "8": Opinion(grade="", agree=False, comments="One is enough.")})
    panel.opens()
    head = tab(office.cast.head, at(panel))
    form = settle_form(panel, "8")
    expect(head.locator("#point-8")).to_contain_text("One is enough.")
    head.locator(f"{form}-row-2").uncheck()
    head.locator(f"{form}-go").click()
    expect(head.locator(form)).to_contain_text("Write the reason")
    expect(head.locator(f"{form}-row-2")).not_to_be_checked()
    head.locator(f"{form}-reason").fill("The school has been asked.")
    head.locator(f"{form}-go").click()
    expect(head.locator("#point-8")).to_contain_text("Without row 2")
    head.locator("#confirm").click()
    says(head, "Confirm")
    head.locator("#record").click()
    expect(head.locator(".removed")).to_contain_text("Ask her school")
    final = office.store.read(final_of, panel.judged.id)
    assert final is not None
    assert len(final["recommendations"]["8"]) == 1


@pytest.mark.rule("BR-43")
def test_unread_reviews_are_opened_by_the_chair_alone_with_a_reason(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    head, chair = tab(office.cast.head, at(panel)), tab(office.cast.chair, at(panel))
    expect(head.locator("#open-meeting")).to_have_count(0)
    for box in chair.locator("#open-meeting-present input").all()[:2]:
        box.check()
    chair.locator("#open-meeting-go").click()
    expect(chair.locator("#open-meeting")).to_contain_text("A meeting needs 3 members")
    for box in chair.locator("#open-meeting-present input").all():
        box.check()
    chair.locator("#open-meeting-go").click()
    expect(chair.locator("#open-meeting")).to_contain_text("Write why the meeting is opened")
    chair.locator("#open-meeting-reason").fill("We read it together now.")
    chair.locator("#open-meeting-go").click()
    expect(head.locator(".wall-title")).to_contain_text("Not read to its end by")


@pytest.mark.parametrize("size", [WALL, PHONE], ids=["wall", "phone"])
def test_the_meeting_fits_a_wall_and_a_phone(office: Office, tab: Tab, meets: Meets, size: dict[str, int]) -> None:
    office.family().writes("They ask me what I think, and then the plan is the same as before I came.")
    panel = meets()
    panel.all_read(assistant_director=opinions(s2="inadequate"))
    panel.opens()
    page = tab(office.cast.head, at(panel))
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    expect(page.locator(".wall-voices")).to_contain_text("the same as before I came")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert faults(page) == []


def test_who_has_nothing_to_do_with_the_panel_finds_nothing_there(office: Office, meets: Meets) -> None:
    panel = meets()
    for who in (office.cast.worker, office.cast.another_reviewer, office.cast.caller):
        for path in (at(panel), f"{at(panel)}/read/{panel.judged.id}", f"{at(panel)}/record/{panel.judged.id}"):
            answer = office.opens(who, path)
            assert answer.status_code in (403, 404), (who.name, path)
            assert re.search("Selam|Ruth Okafor", answer.text) is None


@pytest.mark.rule("BR-43")
def test_a_view_that_comes_while_the_meeting_is_open_is_refused_in_words(
    office: Office, tab: Tab, meets: Meets
) -> None:
    panel = meets()
    panel.all_read()
    page = tab(office.cast.chair, f"{at(panel)}/read/{panel.judged.id}")
    expect(page.locator("#say-1-comments")).to_be_editable()
    panel.opens()
    expect(page.locator("#closed")).to_contain_text("The meeting has been opened")
    expect(page.locator("#say-1-comments")).not_to_be_editable()
    expect(page.locator("#say-1-good")).to_be_disabled()


def test_the_words_of_the_driver_stay_while_others_press(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    panel.all_read(assistant_director=opinions(s2="inadequate"))
    panel.opens()
    head = tab(office.cast.head, at(panel))
    reason = head.locator(f"{settle_form(panel, '2')}-reason")
    reason.fill("Half a sen")
    reason.press("Home")
    reviewer = tab(office.cast.reviewer, at(panel))
    reviewer.locator("#object-open-2").click()
    reviewer.locator(f"#object-{panel.judged.id}-2-words").fill("It was on time.")
    reviewer.locator(f"#object-{panel.judged.id}-2-go").click()
    expect(head.locator("#point-2")).to_contain_text("It was on time.")
    expect(reason).to_have_value("Half a sen")
    head.keyboard.type("Only ")
    expect(reason).to_have_value("Only Half a sen")


def test_what_was_given_is_kept_when_the_meeting_is_cancelled(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    chair = office.cast.chair
    office.store.write_now(say, chair, panel.number, panel.judged.id, opinions(s4="inadequate"), read=True)
    head = tab(office.cast.head, at(panel))
    head.locator("#cancel-open").click()
    head.locator("#cancel-go").click()
    expect(head.locator("#cancel")).to_contain_text("Write why the meeting is cancelled")
    head.locator("#cancel-reason").fill("Two are ill.")
    head.locator("#cancel-go").click()
    expect(head.locator(".lead")).to_contain_text("Two are ill.")
    again = meets(listed=False)
    head.goto(f"{office.url}{at(again)}")
    head.locator(f"#list-{panel.judged.id}").click()
    expect(head.locator(f"#listed-{panel.judged.id}")).to_contain_text("1 of 5 have read it")
    page = tab(chair, f"{at(again)}/read/{panel.judged.id}")
    expect(page.locator("#say-4-inadequate")).to_be_checked()

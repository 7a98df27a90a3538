"""The call list, a whole call with the keyboard alone, and talks that are noted afterwards."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from feedback.asking.requests import ask
from feedback.phone.discussions import discussions_about
from feedback.phone.quick_note import Talk, note_talk
from feedback.voices import attempts
from feedback.voices.voices import VOICES
from people import contacts
from people.audit import AUDIT
from storage.table import Document
from tests.browsing import PHONE, faults
from tests.cast import CHILD, LIBRARY
from tests.feedback.phone.people_to_call import ALWAYS, add_mother
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


@pytest.fixture
def request_id(office: Office) -> int:
    """A mother to be asked by phone, on a number of her own."""
    today = office.store.read(lambda db: db.now).date().isoformat()
    mother = add_mother(office.store, safe_spans=ALWAYS, safe_checked=today)
    asked = {"child": CHILD, "touchpoint": "practice_review", "audience": "parent_carer", "language": "en"}
    form = LIBRARY.find("practice_review", "parent_carer")
    given = {**asked, "channel": "phone", "form": form, "contact": mother, "override": "Every test asks anew."}
    return office.store.write_now(ask, office.cast.worker, **given).request


@pytest.fixture
def call(office: Office, tab: Tab, request_id: int) -> Page:
    """The caller's tab, before anybody has rung."""
    page = tab(office.cast.caller, f"/staff/calls/{request_id}")
    expect(page.locator("#begin")).to_be_focused()
    return page


def voice_of(office: Office, request: int) -> Document:
    found = office.store.read(lambda db: [one for one in db.table(VOICES) if one["request"] == request])
    assert len(found) == 1
    return found[0]


def asked(page: Page) -> str:
    return str(page.locator(".talk [data-kind]").get_attribute("data-question"))


def goes_on(page: Page, after: str) -> None:
    """Wait until another question is asked, or none."""
    page.wait_for_function(
        "before => document.querySelector('.talk [data-kind]')?.dataset.question !== before", arg=after
    )


def test_a_whole_call_is_logged_with_the_keyboard_alone(office: Office, call: Page, request_id: int) -> None:
    expect(call.locator(".talk")).to_contain_text("May I speak to Ms Tesfamariam, please?")
    expect(call.locator(".talk")).not_to_contain_text("council")
    expect(call.locator(".danger")).to_contain_text("999")
    call.keyboard.press("Enter")
    expect(call.locator("#question-title")).to_be_visible()
    expect(call.locator(".talk")).to_contain_text("It is your choice to take part.")
    while call.locator(".talk [data-kind]").count():
        question = asked(call)
        if call.locator("#said").count():
            expect(call.locator("#said")).to_be_focused()
            call.keyboard.type("They listened to us.")
            call.keyboard.press("Enter")
        else:
            call.keyboard.press("1" if question in ("safe_now", "share_words") else "2")
        goes_on(call, question)
    expect(call.get_by_role("heading", level=1)).to_have_text("That was the last question")
    expect(call.locator("#finish")).to_be_focused()
    call.keyboard.press("Enter")
    expect(call.get_by_role("heading", level=1)).to_have_text("The call is on record")
    voice = voice_of(office, request_id)
    assert voice["finished"]
    assert voice["channel"] == "phone"
    assert voice["collected_by"] == "independent"
    assert "They listened to us." in [one["value"] for one in voice["answers"].values()]


def test_keys_go_back_skip_and_hang_up_and_nothing_that_was_said_is_lost(
    office: Office, call: Page, request_id: int
) -> None:
    call.keyboard.press("Enter")
    expect(call.locator("#question-title")).to_be_visible()
    first = asked(call)
    call.keyboard.press("2")
    goes_on(call, first)
    second = asked(call)
    call.keyboard.press("b")
    goes_on(call, second)
    assert asked(call) == first
    call.keyboard.press("1")
    goes_on(call, first)
    call.keyboard.press("s")
    goes_on(call, second)
    call.keyboard.press("h")
    expect(call.get_by_role("heading", level=1)).to_have_text("You hung up")
    given = voice_of(office, request_id)["answers"]
    assert given[second]["value"] is None
    assert set(given) == {first, second}


def test_a_text_is_kept_while_it_is_typed_and_the_questions_change_language(
    office: Office, call: Page, request_id: int
) -> None:
    call.keyboard.press("Enter")
    expect(call.locator("#question-title")).to_be_visible()
    while not call.locator("#said").count():
        question = asked(call)
        call.keyboard.press("s")
        goes_on(call, question)
    call.keyboard.type("Half a sentence")
    expect(call.locator("#kept-line")).to_have_text("✓ Kept")
    assert "Half a sentence" in str(voice_of(office, request_id)["drafts"])
    call.locator("#call-language").select_option("ar")
    expect(call.locator("#question-title")).to_have_attribute("dir", "rtl")
    expect(call.locator("#said")).to_have_value("Half a sentence")
    expect(call.locator("#question-form .in-english").first).to_be_visible()
    assert faults(call) == []


def test_how_they_spoke_is_kept_with_the_call(office: Office, call: Page, request_id: int) -> None:
    call.keyboard.press("Enter")
    expect(call.locator("#question-title")).to_be_visible()
    call.get_by_label("Who else could hear?").fill("Her brother")
    call.get_by_label("Did they seem free to say what they think?").select_option("not_sure")
    call.get_by_role("button", name="Hang up").click()
    expect(call.get_by_role("heading", level=1)).to_have_text("You hung up")
    helped = voice_of(office, request_id)["helped"]
    assert (helped["who_could_hear"], helped["free_to_speak"]) == ("Her brother", "not_sure")


def test_a_call_that_did_not_happen_takes_two_clicks(office: Office, tab: Tab, request_id: int) -> None:
    page = tab(office.cast.caller, "/staff/calls")
    line = page.locator(".line", has=page.locator(f"#start-request-{request_id}"))
    expect(line.locator(".number a")).to_have_attribute("href", re.compile(r"^tel:\+44"))
    expect(line).to_contain_text("interpreter needed")
    expect(line).to_contain_text("safe now")
    line.get_by_text("Not reached", exact=True).click()
    line.get_by_role("button", name="No answer").click()
    expect(line).to_have_count(0)
    expect(page.locator(".rows", has_text="No answer a short while ago").first).to_be_visible()
    last = office.store.read(attempts.by_child, CHILD)[-1]
    assert (last["request"], last["method"], last["outcome"]) == (request_id, "phone", "no_answer")


def to_be_read(office: Office, name: str) -> int:
    """A mother of whom only words say when it is safe; the request about which she is to be called."""
    today = office.store.read(lambda db: db.now).date().isoformat()
    about = {"name": name, "safe_spans": (), "safe_times": "When he is at work", "safe_checked": today}
    asked = {"child": CHILD, "touchpoint": "practice_review", "audience": "parent_carer", "language": "en"}
    form = LIBRARY.find("practice_review", "parent_carer")
    given = {**asked, "channel": "phone", "form": form, "contact": add_mother(office.store, **about)}
    return office.store.write_now(ask, office.cast.worker, **given, override="Every test asks anew.").request


def chosen(office: Office) -> list[dict[str, Any]]:
    trail = office.store.read(lambda db: db.table(AUDIT).all())
    return [one["about"] for one in trail if one["action"] == "call.unsafe_time"]


def test_the_heading_the_badge_and_the_tile_count_those_alone_who_may_be_called_now(
    office: Office, tab: Tab, request_id: int
) -> None:
    to_be_read(office, "Ms Unclear")
    page = tab(office.cast.caller, "/staff/calls")
    safe = page.locator(".line", has_text="✓ safe now").count()
    assert safe > 0
    expect(page.locator("section[aria-labelledby=call-now] .line")).to_have_count(safe)
    expect(page.locator("#call-now .count")).to_have_text(str(safe))
    expect(page.locator("nav li", has_text="Calls").locator(".count")).to_have_text(f"waiting: {safe}")
    expect(page.locator("section[aria-labelledby=call-to-read]")).to_contain_text("Ms Unclear")
    page.goto(f"{office.url}/staff/")
    expect(page.locator("#tile-calls")).to_contain_text(f"{safe} to call now")


def test_a_call_that_may_not_be_safe_asks_first_with_the_keyboard_alone(office: Office, tab: Tab) -> None:
    request = to_be_read(office, "Ms Asked First")
    page = tab(office.cast.caller, f"/staff/calls/{request}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it safe to call Ms Asked First now?")
    expect(page.locator("#dial")).to_have_count(0)
    assert faults(page) == []
    reason = page.get_by_label("Why is it right to call now?")
    reason.focus()
    page.keyboard.press("Enter")
    expect(reason).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("It is Monday, and he is at work.")
    page.keyboard.press("Enter")
    expect(page.locator("#begin")).to_be_focused()
    expect(page.locator("#dial")).to_have_attribute("href", "tel:+447700900001")
    page.keyboard.press("Enter")
    expect(page.locator("#question-title")).to_be_visible()
    about = {"call": f"request-{request}", "choice": "call", "safe": "read"}
    assert chosen(office)[-1] == {**about, "reason": "It is Monday, and he is at work."}


def test_who_decides_not_to_call_is_back_at_the_list_and_on_record(office: Office, tab: Tab) -> None:
    request = to_be_read(office, "Ms Left Alone")
    page = tab(office.cast.caller, f"/staff/calls/{request}")
    page.get_by_role("button", name="Do not call now").press("Enter")
    page.wait_for_url(re.compile("/staff/calls$"))
    assert chosen(office)[-1]["choice"] == "wait"


def test_whoever_asked_for_a_call_is_not_one_touch_away_until_that_was_chosen(office: Office, tab: Tab) -> None:
    family = office.family()
    given = {"call_back": "yes", "safe_now": "no"}
    while (question := family.sees().question) is not None:
        said = given.get(question.purpose) or ("07700 900321" if question.format else None)
        family.answers(said) if said else family.skips()
    page = tab(office.cast.caller, "/staff/calls")
    line = page.locator(".line", has_text="07700 900321")
    expect(line).to_contain_text("Does not feel safe")
    expect(line).to_contain_text("not checked")
    expect(line.locator("a[href^='tel:']")).to_have_count(0)
    line.get_by_text("Call", exact=True).click()
    line.get_by_label("Why is it right to call now?").fill("They wait for it.")
    line.get_by_role("button", name="Call all the same").click()
    expect(line.locator("a[href='tel:+447700900321']")).to_be_visible()
    assert faults(page) == []


def test_words_for_a_number_are_said_to_be_none_and_kept_when_the_caller_goes_on(
    office: Office, call: Page, request_id: int
) -> None:
    call.keyboard.press("Enter")
    expect(call.locator("#question-title")).to_be_visible()
    for _ in range(30):
        question = asked(call)
        if question == "call_number":
            break
        if call.locator("#said").count():
            call.locator("#said").press("Escape")
        call.keyboard.press({"safe": "2", "call_back": "1"}.get(question, "s"))
        goes_on(call, question)
    call.locator("#said").fill("call mum")
    call.locator("#said").press("Enter")
    expect(call.locator("#question-form")).to_contain_text("We cannot find a phone number in this.")
    call.locator("#said").press("Enter")
    goes_on(call, "call_number")
    assert voice_of(office, request_id)["answers"]["call_number"]["value"] == "call mum"


def test_safe_times_are_entered_with_a_few_presses(office: Office, tab: Tab) -> None:
    contact = add_mother(office.store, name="Ms Times", safe_spans=(), safe_times="Ask her sister")
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    page.locator(f"#care-open-{contact}").click()
    form = page.locator(f"#safe-form-{contact}")
    form.get_by_role("button", name="Weekdays").first.click()
    form.get_by_role("button", name="I checked this with them today").click()
    expect(form).to_contain_text("Say from when and until when it is safe on these days.")
    assert faults(page) == []
    form.get_by_label("from").first.fill("09:30")
    form.get_by_label("until").first.fill("15:00")
    form.get_by_text("Another time").click()
    form.get_by_label("Saturday").nth(1).check()
    form.get_by_label("all day").nth(1).check()
    form.get_by_role("button", name="I checked this with them today").click()
    said = "Safe times: Mon to Fri 09:30 to 15:00; Sat, all day, in words: Ask her sister"
    expect(page.locator(".contacts li", has_text="Ms Times")).to_contain_text(said)
    kept = office.store.read(contacts.by_id, contact)
    assert kept is not None
    assert [one["days"] for one in kept["safe_spans"]] == [["mon", "tue", "wed", "thu", "fri"], ["sat"]]
    assert (kept["safe_number"], kept["safe_times"]) == ("+447700900001", "Ask her sister")


def test_asked_for_later_wants_to_know_when(office: Office, tab: Tab, request_id: int) -> None:
    page = tab(office.cast.caller, "/staff/calls")
    page.locator(f"#missed-open-request-{request_id}").click()
    later = page.locator(f"#later-request-{request_id}")
    later.get_by_role("button").click()
    expect(later).to_contain_text("Say when they asked to be called.")
    assert faults(page) == []


def test_a_talk_that_took_place_becomes_a_voice(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/note")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("#note-method")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("How?").select_option("in_person")
    page.get_by_label("Who spoke?").select_option("parent_carer")
    page.get_by_label("What was said?").fill("The visits help, she says.")
    assert faults(page) == []
    page.get_by_role("button", name="Keep this note").click()
    page.wait_for_url(re.compile(f"/children/{CHILD}$"))
    expect(page.get_by_text("The visits help, she says.")).to_be_visible()


def test_the_talk_with_the_worker_is_noted_from_section_six_and_stands_there(office: Office, tab: Tab) -> None:
    review = office.plans_a_review()
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=6")
    expect(page.locator(".part-six").nth(1)).to_contain_text("not covered yet")
    page.locator("#note-worker").click()
    page.get_by_label("How?").select_option("video")
    page.get_by_label("What was said?").fill("We went through the plan.")
    page.get_by_role("button", name="Keep this note").click()
    page.wait_for_url(re.compile("part=6"))
    expect(page.locator(".part-six").nth(1)).to_contain_text("We went through the plan.")
    page.locator("#take-over-worker").click()
    expect(page.locator("#q-section_6_worker_text")).to_have_value("We went through the plan.")
    expect(page.locator("#q-section_6_worker_method-video")).to_be_checked()
    assert any(one["review"] == review for one in office.store.read(discussions_about, CHILD))


def test_words_that_may_not_have_been_free_are_marked_as_weak_evidence(office: Office, tab: Tab) -> None:
    helped = {"helper_role": "interpreter", "seemed_free": "not_sure"}
    on = office.store.read(lambda db: db.now).date().isoformat()
    talk = Talk(CHILD, on, "in_person", "parent_carer", "All is well, he said for her.", shared=True, helped=helped)
    office.store.write_now(note_talk, office.cast.worker, talk)
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=6")
    expect(page.locator(".family .voice", has_text="he said for her")).to_contain_text("Weak evidence")
    expect(page.locator(".part-six").first).to_contain_text("weak evidence")


def test_the_screens_of_calls_fit_a_phone_and_axe_finds_nothing(office: Office, tab: Tab, request_id: int) -> None:
    page = tab(office.cast.caller, "/staff/calls")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    for path in ("calls", f"calls/{request_id}", "read"):
        page.goto(f"{office.url}/staff/{path}")
        page.locator("h1").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert faults(page) == [], path


def test_whoever_may_not_call_finds_no_call_there(office: Office, request_id: int) -> None:
    for stranger in (office.cast.worker_of_another_team, office.cast.former_worker, office.cast.administrator):
        assert office.opens(stranger, f"/staff/calls/{request_id}").status_code == 404
    assert office.opens(office.cast.administrator, "/staff/calls").status_code == 404
    assert office.opens(office.cast.worker_of_another_team, f"/staff/children/{CHILD}/note").status_code == 404

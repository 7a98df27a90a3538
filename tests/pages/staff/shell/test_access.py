"""Who gets which screen, by name, and what a page does not tell those whom it does not concern."""

import re
from pathlib import Path

import httpx
import pytest

from pages.staff.shell.navigation import ACTING, LISTENING, REVIEWING, RUNNING, grouped, navigation
from people.actor import Actor
from people.roles import PERMISSIONS, Role
from tests.cast import CHILD, OTHER_CHILD
from tests.pages.staff.conftest import Office

NAME = "Selam Tesfamariam"
HERE = re.compile(r"await frame\(.*, \"([a-z ]+)\"(?:, child=.*)?\)$", re.MULTILINE)


def person(office: Office, name: str) -> Actor:
    actor = getattr(office.cast, name)
    assert isinstance(actor, Actor)
    return actor


@pytest.mark.parametrize("who", ["worker", "manager", "head"])
def test_those_who_work_with_a_child_and_the_heads_see_its_page(office: Office, who: str) -> None:
    reply = office.opens(person(office, who), f"/staff/children/{CHILD}")
    assert reply.status_code == 200
    assert NAME in reply.text


@pytest.mark.parametrize(
    "who", ["worker_of_another_team", "former_worker", "another_reviewer", "chair", "administrator"]
)
@pytest.mark.parametrize("path", [f"/staff/children/{CHILD}", f"/staff/children/{CHILD}/ask"])
def test_nobody_else_learns_that_the_child_is_here(office: Office, who: str, path: str) -> None:
    hidden = office.opens(person(office, who), path)
    missing = office.opens(person(office, who), path.replace(CHILD, "D9999"))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.text == missing.text
    assert NAME not in hidden.text


def test_the_list_of_children_holds_only_ones_own(office: Office) -> None:
    mine = office.opens(office.cast.worker, "/staff/children").text
    assert CHILD in mine
    assert OTHER_CHILD not in mine
    everybodys = office.opens(office.cast.head, "/staff/children").text
    assert CHILD in everybodys
    assert OTHER_CHILD in everybodys


@pytest.mark.parametrize(
    "who", ["worker", "worker_of_another_team", "former_worker", "another_reviewer", "administrator"]
)
def test_a_review_is_not_there_for_those_who_may_not_read_it(office: Office, who: str) -> None:
    review = office.plans_a_review("A theme that nobody else should read")
    hidden = office.opens(person(office, who), f"/staff/reviews/{review}")
    missing = office.opens(person(office, who), "/staff/reviews/999999")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.text == missing.text


@pytest.mark.parametrize("who", ["reviewer", "head", "chair"])
def test_a_review_opens_for_its_reviewer_the_heads_and_the_chair(office: Office, who: str) -> None:
    review = office.plans_a_review()
    assert office.opens(person(office, who), f"/staff/reviews/{review}?part=2").status_code == 200


@pytest.mark.parametrize("address", ["x", "-1", "0", "1e3", "9" * 40, "%00", "1%20or%201"])
def test_an_address_that_is_no_number_is_a_page_that_is_not_there(office: Office, address: str) -> None:
    assert office.opens(office.cast.head, f"/staff/reviews/{address}").status_code == 404


def test_planning_is_offered_to_those_who_may_and_hidden_from_the_rest(office: Office) -> None:
    assert "Plan a review" in office.opens(office.cast.head, "/staff/reviews").text
    assert "Plan a review" not in office.opens(office.cast.reviewer, "/staff/reviews").text
    assert office.opens(office.cast.reviewer, "/staff/reviews/plan").status_code == 404


def test_the_navigation_shows_only_what_a_role_can_do(office: Office) -> None:
    def ways(actor: Actor) -> list[str]:
        return re.findall(r"way-\d.{1,60}?span&gt;([\w ]+)&lt;", office.opens(actor, "/staff/").text, re.DOTALL)

    casework = ["Home", "Calls", "Texts", "Children", "Reviews", "Tracker", "Answers owed", "Concerns"]
    assert ways(office.cast.worker) == casework
    assert ways(office.cast.reviewer) == casework
    assert ways(office.cast.caller) == ["Home", "Read today", "Calls", "Texts", "Children", "Concerns"]
    assert ways(office.cast.chair) == ["Home", "Reviews", "Panel", "Tracker", "Concerns"]
    assert ways(office.cast.administrator) == [
        "Home",
        "Texts",
        "Concerns",
        "Records",
        "Bringing in",
        "People",
        "Access",
        "Mail",
        "Translations",
        "What is kept",
        "Audit",
    ]


def test_a_short_list_of_ways_is_plain_and_of_a_long_one_what_runs_it_is_folded_in(office: Office) -> None:
    def groups(actor: Actor) -> list[tuple[str, bool]]:
        found = office.store.read(navigation, actor, office.settings.hours, mail=True)
        return [(one.name, one.is_folded) for one in grouped(found)]

    assert groups(office.cast.worker) == [("", False)]
    assert groups(office.cast.administrator) == [("", False), (LISTENING, False), (ACTING, False), (RUNNING, False)]
    assert groups(office.cast.head)[2:] == [(REVIEWING, False), (ACTING, False), (RUNNING, True)]
    assert 'ways-folded-away" open' not in office.opens(office.cast.head, "/staff/").text


def test_each_screen_says_by_the_name_of_a_way_where_one_is(office: Office) -> None:
    every = [role for role in PERMISSIONS if role is not Role.COMMAND_LINE]
    found = office.store.read(
        lambda db: [
            link.name.lower()
            for role in every
            for link in navigation(db, Actor(1, "", frozenset({role})), office.settings.hours, mail=True)
        ]
    )
    files = (Path(__file__).parents[4] / "pages" / "staff").rglob("*.py")
    said = {name for file in files for name in HERE.findall(file.read_text())}
    assert said - {*found} == {"account", "calendar", "phone"}  # they have a place of their own in the frame


def test_a_worker_reads_the_words_only_where_the_family_shared_them(office: Office) -> None:
    family = office.family()
    while (question := family.sees().question) is not None:
        if question.purpose == "share_words":
            family.answers("no")
        elif question.kind == "long_text":
            family.answers("Words that were not for the worker")
        else:
            family.skips()
    family.finishes()
    worker = office.opens(office.cast.worker, f"/staff/children/{CHILD}").text
    assert "Words that were not for the worker" not in worker
    assert "did not share their words" in worker
    assert "Words that were not for the worker" in office.opens(office.cast.head, f"/staff/children/{CHILD}").text


def test_what_a_family_types_is_never_markup(office: Office) -> None:
    family = office.family()
    while (question := family.sees().question) is not None and question.kind != "long_text":
        family.skips()
    family.answers("<img src=x onerror=alert(1)><script>alert(2)</script>")
    page = office.opens(office.cast.head, f"/staff/children/{CHILD}").text
    assert "onerror" in page
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    # inside NiceGUI's JSON a template's “&lt;” has its ampersand escaped once more
    assert "&amp;lt;img src=x" in page


def test_a_page_that_is_not_there_makes_no_client_and_says_the_same_to_all(office: Office) -> None:
    reply = office.opens(office.cast.head, "/staff/nowhere")
    assert reply.status_code == 404
    assert "x-nicegui-content" not in reply.headers
    assert "Page not found" in reply.text


def test_assets_are_kept_by_browsers_and_nothing_else_of_the_folder_is_served(office: Office) -> None:
    page = office.opens(office.cast.head, "/staff/").text
    (style,) = re.findall(r'href="(/staff/assets/staff.css\?[0-9a-f]{12})"', page)
    kept = office.opens(office.cast.head, style)
    assert "immutable" in kept.headers["cache-control"]
    for path in ("__init__.py", "..%2fgate.py", "nothing.css"):
        assert office.opens(office.cast.head, f"/staff/assets/{path}").status_code == 404


def test_a_page_is_one_light_answer(office: Office) -> None:
    review = office.plans_a_review()
    reply = office.opens(office.cast.reviewer, f"/staff/reviews/{review}?part=4")
    assert len(reply.content) < 120_000


def test_the_address_as_people_type_it_leads_in(office: Office) -> None:
    stranger = httpx.get(f"{office.url}/staff", follow_redirects=True)
    assert (stranger.status_code, stranger.url.path) == (200, "/staff/sign-in")
    mine = office.opens(office.cast.head, "/staff")
    assert (mine.status_code, mine.headers["location"]) == (307, "/staff/")

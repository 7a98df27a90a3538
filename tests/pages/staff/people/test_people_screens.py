"""People and teams on the screen: who may look, and what stands there."""

import re
from collections.abc import Iterator

import pytest

from pages.staff.shell.words import plural
from people.actor import Actor
from people.leaving import disable, enable
from people.need_to_know import CASEWORK, known_because
from people.records.sources import from_import
from people.records.staff_records import add_staff_record, correct_staff, set_leave, set_own_leave
from people.records.team_records import add_team, correct_team
from people.roles import Role
from people.sign_on import person_proved, untie_sign_on
from people.sign_on_provider import Proved
from people.staff import as_actor, member
from tests.cast import CHILD
from tests.pages.staff.conftest import Office


@pytest.fixture
def nadia(office: Office) -> Iterator[Actor]:
    """Somebody who was added here, and leaves again."""
    given = {"name": "Nadia Osman", "email": "nadia@heard.example", "roles": [Role.SOCIAL_WORKER.value]}
    number = office.store.write_now(add_staff_record, office.cast.administrator, given)
    person = office.store.read(member, number)
    assert person is not None
    yield as_actor(person)
    office.store.write_now(correct_staff, office.cast.administrator, number, {"email": None})
    office.store.write_now(disable, office.cast.administrator, number)


@pytest.mark.parametrize("path", ["/staff/people", "/staff/people/1", "/staff/teams"])
def test_only_administrators_see_people(office: Office, path: str) -> None:
    assert office.opens(office.cast.administrator, path).status_code == 200
    for who in (office.cast.worker, office.cast.manager, office.cast.head, office.cast.chair):
        assert office.opens(who, path).status_code == 404


@pytest.mark.parametrize("address", ["x", "0", "9" * 40, "999999"])
def test_a_person_who_is_not_there_is_a_page_that_is_not_there(office: Office, address: str) -> None:
    assert office.opens(office.cast.administrator, f"/staff/people/{address}").status_code == 404


def test_the_list_shows_roles_in_words_and_is_filtered(office: Office, nadia: Actor) -> None:
    page = office.opens(office.cast.administrator, "/staff/people?q=nadia").text
    assert "Nadia Osman" in page
    assert "Amina Yusuf" not in page
    assert "Social worker" in page
    without = office.opens(office.cast.administrator, "/staff/people?only=no_role").text
    assert "Nadia Osman" not in without
    office.store.write_now(correct_staff, office.cast.administrator, nadia.id, {"roles": []})
    assert "Nadia Osman" in office.opens(office.cast.administrator, "/staff/people?only=no_role").text


def test_who_is_away_today_stands_there_with_who_stands_in(office: Office, nadia: Actor) -> None:
    day = office.store.now.date()
    office.store.write_now(set_leave, office.cast.administrator, nadia.id, day, day, office.cast.worker.id)
    assert "Amina Yusuf stands in" in office.opens(office.cast.administrator, "/staff/people?only=away").text
    page = office.opens(office.cast.administrator, f"/staff/people/{nadia.id}").text
    assert "Away now" in page
    assert "Noted as away" in page


def test_who_has_left_stands_behind_a_filter_and_can_come_back(office: Office, nadia: Actor) -> None:
    office.store.write_now(disable, office.cast.administrator, nadia.id)
    assert "Nadia Osman" not in office.opens(office.cast.administrator, "/staff/people?q=nadia").text
    assert "Nadia Osman" in office.opens(office.cast.administrator, "/staff/people?only=left&q=nadia").text
    assert "They are back" in office.opens(office.cast.administrator, f"/staff/people/{nadia.id}").text
    office.store.write_now(enable, office.cast.administrator, nadia.id)
    assert "They have left" in office.opens(office.cast.administrator, f"/staff/people/{nadia.id}").text


def test_an_administrator_sees_how_many_children_somebody_works_with_and_not_which(office: Office) -> None:
    many = len(office.store.read(known_because, office.cast.worker.id, CASEWORK))  # other tests may have added some
    page = office.opens(office.cast.administrator, f"/staff/people/{office.cast.worker.id}").text
    assert f"They work with {plural(many, 'child', 'children')}." in page
    assert CHILD not in page
    assert "Selam" not in page


def test_an_administrator_does_not_end_their_own_access(office: Office) -> None:
    page = office.opens(office.cast.administrator, f"/staff/people/{office.cast.administrator.id}").text
    assert "You cannot end your own access" in page
    assert "person-password" not in page


def test_teams_stand_with_what_they_are_part_of_who_manages_them_and_how_many_work_there(
    office: Office, nadia: Actor
) -> None:
    omar = office.cast.administrator
    above = office.store.write_now(add_team, omar, "S-9", {"name": "Safeguarding"})
    given = {"name": "Harbour", "parent": "S-9", "manager": office.cast.manager.id}
    team = office.store.write_now(add_team, omar, "H-9", given)
    office.store.write_now(correct_staff, omar, nadia.id, {"team": "H-9"})
    rows = office.opens(omar, "/staff/teams?q=harbour").text
    assert re.search(
        r"Harbour.{1,400}Safeguarding.{1,400}Grace Adeyemi.{1,400}Members[^\d]{1,60}1&lt;", rows, re.DOTALL
    )
    assert "Nadia Osman" in office.opens(omar, f"/staff/teams/{team}").text
    assert "Harbour" in office.opens(omar, f"/staff/teams/{above}").text
    office.store.write_now(correct_team, omar, "H-9", {"closed": True})
    assert "Harbour" not in office.opens(omar, "/staff/teams").text
    assert "Harbour" in office.opens(omar, "/staff/teams?only=closed").text
    assert "Harbour, closed" in office.opens(omar, f"/staff/people/{nadia.id}").text


def test_the_history_names_who_changed_what_from_where_and_what_stood_there(office: Office, nadia: Actor) -> None:
    omar, source = office.cast.administrator, from_import(7)
    office.store.write_now(correct_staff, omar, nadia.id, {"roles": [Role.REVIEWER.value]}, source=source)
    page = office.opens(omar, f"/staff/people/{nadia.id}").text
    assert re.search(r"Corrected.{1,80}Omar Haddad.{1,200}from a file, bringing-in 7", page, re.DOTALL)
    assert re.search(r"Roles&lt;.{1,160}was: .{1,60}Social worker.{1,160}is: .{1,60}Reviewer", page, re.DOTALL)


def test_ones_own_leave_stands_at_ones_account_and_with_who_stands_in(office: Office, nadia: Actor) -> None:
    day = office.store.now.date()
    office.store.write_now(set_own_leave, nadia, day, day, office.cast.caller.id)
    assert "Away now" in office.opens(nadia, "/staff/account").text
    assert "You stand in for" in office.opens(office.cast.caller, "/staff/").text
    assert "You stand in for" not in office.opens(nadia, "/staff/").text


def test_who_has_no_role_yet_still_finds_home(office: Office, nadia: Actor) -> None:
    office.store.write_now(correct_staff, office.cast.administrator, nadia.id, {"roles": []})
    assert office.opens(nadia, "/staff/").status_code == 200


def test_who_signs_on_through_the_provider_can_be_untied(office: Office, nadia: Actor) -> None:
    there = f"/staff/people/{nadia.id}"
    assert "untie-sign-on" not in office.opens(office.cast.administrator, there).text
    office.store.write_now(person_proved, Proved("https://login.example", "n-1", "nadia@heard.example", strong=True))
    assert "untie-sign-on" in office.opens(office.cast.administrator, there).text
    office.store.write_now(untie_sign_on, office.cast.administrator, nadia.id)
    page = office.opens(office.cast.administrator, there).text
    assert "Sign-on tied" in page
    assert "Sign-on untied" in page

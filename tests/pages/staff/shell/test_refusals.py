"""Each staff address, in each state of what it shows and for each role, answers with a page and never with a fault."""

import itertools
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from nicegui import Client

from feedback.asking.requests import NewRequest, revoke
from feedback.voices.places import add_place, close_place
from forms.answers import AnswerRefused
from pages.staff.shell.refusals import REFUSALS
from people.errors import NotFound
from people.records.team_records import add_team
from storage.errors import NotSaved, StorageError
from tests.cast import CHILD, OTHER_CHILD
from tests.family import Family
from tests.pages.staff.conftest import COOKIE, Office
from tests.sampling import turning
from translations.passages import code_of

ROLES = (
    "worker", "worker_of_another_team", "manager", "reviewer", "another_reviewer", "head", "chair", "caller",
    "administrator", "former_worker",
)  # fmt: skip
WRONG = ("0", "-1", "999999", "9" * 400, "x", "1e3", "%00", "%D9%A3", "1%20or%201", "..%2f..", "%F0%9F%98%80", "'")
THIRD = 3  # one address in three for each role: so each is asked for by three of them or more
EXPECTED = {200, 303, 404, 405, 409}


def asked(office: Office) -> NewRequest:
    return office.cast.ask()


def half_way(office: Office) -> NewRequest:
    made = office.cast.ask()
    Family(office.store, made.token).begins()
    return made


def finished(office: Office) -> NewRequest:
    made = office.cast.ask()
    family = Family(office.store, made.token)
    family.begins()
    family.skips_the_rest()
    family.finishes()
    return made


def taken_back(office: Office) -> NewRequest:
    made = office.cast.ask()
    office.store.write_now(revoke, office.cast.worker, made.request)
    return made


STATES: dict[str, Callable[[Office], NewRequest]] = {
    "asked": asked,
    "half way": half_way,
    "finished by the family": finished,
    "taken back": taken_back,
}


def addresses(office: Office, request: int) -> Iterator[str]:
    """Every page of the program, filled with this request and with what is open and closed beside it."""
    opened = office.store.write_now(add_place, office.cast.head, "Hall", "place").doc_id
    closed = office.store.write_now(add_place, office.cast.head, "Club", "event").doc_id
    office.store.write_now(close_place, office.cast.head, closed)
    team = office.store.write_now(add_team, office.cast.administrator, f"R{request}", {"name": "Reading room"})
    values = {
        "staff_id": (str(office.cast.worker.id), "999999"),
        "team": (str(team), "999999"),
        "ref": (CHILD, OTHER_CHILD, "D9999"),
        "number_typed": (str(request),),
        "request_id": (str(request),),
        "review_id": (str(office.plans_a_review()),),
        "place_id": (str(opened), str(closed)),
        "voice_id": ("1",),
        "meeting_id": ("1",),
        "meeting": ("1",),
        "batch_id": ("1",),
        "key": ("1",),
        "which": ("1",),
        "item": ("1",),
        "entry": ("1",),
        "workbook": ("1",),
        "brought": ("1",),
        "asked": ("1",),
        "code": ("ar", "xx"),
        "group": ("all", "nowhere"),
        "passage": (code_of("Back"), "1"),
        "file": ("1",),
    }
    for path in pages():
        names = re.findall(r"{(\w+)}", path)
        for chosen in itertools.product(*(values[name] for name in names)):
            yield f"/staff{path.format(**dict(zip(names, chosen, strict=True)))}"


def pages() -> list[str]:
    return sorted({path for build, path in Client.page_routes.items() if build.__module__.startswith("pages.staff")})


def browser(office: Office, role: str) -> httpx.Client:
    return httpx.Client(base_url=office.url, cookies={COOKIE: office.key_of(getattr(office.cast, role))}, timeout=30)


def check(reply: httpx.Response) -> None:
    assert reply.status_code in EXPECTED, f"{reply.request.method} {reply.url}: {reply.status_code}"
    if reply.status_code != 303:
        assert reply.headers["content-type"].startswith("text/html"), reply.url
        assert "<h1" in reply.text or "nicegui" in reply.text
    assert "Traceback" not in reply.text
    assert not reply.text.startswith("{")


def test_there_are_pages_to_ask(office: Office) -> None:
    assert len(pages()) > 15


@pytest.mark.parametrize(("role", "state", "first"), turning(ROLES, STATES, range(THIRD)))
def test_each_address_answers_each_role_in_each_state_with_a_page(
    office: Office, role: str, state: str, first: int
) -> None:
    made = STATES[state](office)
    with browser(office, role) as mine:
        for address in itertools.islice(addresses(office, made.request), first, None, THIRD):
            check(mine.get(address))


@pytest.mark.parametrize("wrong", WRONG)
def test_whatever_stands_for_a_number_or_a_reference_the_answer_is_a_page(office: Office, wrong: str) -> None:
    with browser(office, "head") as mine:
        for path in pages():
            for name in re.findall(r"{(\w+)}", path):
                right = {one: CHILD if one == "ref" else "1" for one in re.findall(r"{(\w+)}", path)}
                check(mine.get(f"/staff{path.format(**(right | {name: wrong}))}"))
            check(
                mine.get(f"/staff{re.sub('{.*?}', CHILD, path)}?part={wrong}&review={wrong}&contact={wrong}&x={wrong}")
            )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_method_that_a_page_does_not_know_gets_a_page(office: Office, method: str) -> None:
    with browser(office, "head") as mine:
        for path in pages():
            check(mine.request(method, f"/staff{re.sub('{.*?}', '1', path)}"))


def test_a_call_after_the_family_has_finished_says_so(office: Office) -> None:
    made = finished(office)
    reply = office.opens(office.cast.worker, f"/staff/calls/{made.request}")
    assert reply.status_code == 409
    assert "answered or closed meanwhile" in reply.text


def test_each_kind_of_refusal_has_a_page_and_only_what_nobody_foresaw_is_a_fault_of_ours() -> None:
    statuses = {trouble: refusal.status for trouble, refusal in REFUSALS}
    assert statuses[NotFound] == 404
    assert statuses[AnswerRefused] == 409
    assert statuses[StorageError] == 503
    assert issubclass(NotSaved, StorageError)
    assert [trouble for trouble, status in statuses.items() if status == 500] == [Exception]

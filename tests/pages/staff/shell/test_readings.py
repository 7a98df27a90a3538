"""Reading is in the audit trail: who opened what of which child, once in an hour, before it is shown."""

import html
import re
from pathlib import Path

import httpx
import pytest

from pages.staff.shell.readings import Readings
from people.audit import AuditSearch, entries_of, first_broken_entry, found_entries, newest
from people.audit_views import audit_entries
from people.readings import LISTED, OPENED
from people.sessions import open_session
from storage.documents import number_of
from storage.errors import StorageError
from storage.store import Database, Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.family import Family
from tests.pages.staff.conftest import COOKIE, Office
from tests.tracker.tracked import Tracked

STAFF = Path(__file__).parents[4] / "pages" / "staff"
NAMES_ONLY = "names and numbers to choose from; whoever opens one of them is noted there"
NO_CHILD = "no child stands on it"
# The screens that note nothing, and why.
SILENT = {
    "/access": "who can see which child, and nothing of the child; the file is on record with its reason",
    "/access/reviews": NO_CHILD,
    "/access/reviews/{number_typed}": "how many children somebody sees, and their numbers",
    "/account": NO_CHILD,
    "/audit": "the trail itself, by reference",
    "/bringing-in": "what files say of records, before anybody's words; bringing in and deciding are on record",
    "/bringing-in/{brought}": "as /bringing-in",
    "/calendar": NO_CHILD,
    "/children": NAMES_ONLY,
    "/keeping": NO_CHILD,
    "/mail": "mails name no child",
    "/meeting": NO_CHILD,
    "/meeting/{meeting}/minutes": "a form; the minutes are on record with their children before they leave",
    "/panel": NAMES_ONLY,
    "/panel/{meeting}/pack": "names; the pack is on record with its children before it leaves",
    "/papers": NO_CHILD,
    "/people": NO_CHILD,
    "/people/{staff_id}": NO_CHILD,
    "/phone": "the demo's own phone, where nobody is real",
    "/places": NO_CHILD,
    "/places/{place_id}": "what was said to a poster is nobody's",
    "/places/{place_id}/tie/{voice_id}": "what was said to a poster is nobody's; tying is on record",
    "/prompts": NO_CHILD,
    "/records": NAMES_ONLY,
    "/reviews": NAMES_ONLY,
    "/reviews/batches/{batch_id}": NAMES_ONLY,
    "/reviews/plan": NAMES_ONLY,
    "/reviews/plan/several": NAMES_ONLY,
    "/said": NO_CHILD,
    "/said/new": NO_CHILD,
    "/said/{entry}": "entries name no child: what could tell one is refused",
    "/teams": NO_CHILD,
    "/teams/{team}": NO_CHILD,
    "/themes": NAMES_ONLY,
    "/tracker/workbooks": "a form; the workbook is on record with its children before it leaves",
    "/tracker/workbooks/{workbook}": "a file that somebody brings, by reference; bringing it in is on record",
    "/training": NO_CHILD,
    "/translations": NO_CHILD,
    "/translations/recordings": NO_CHILD,
    "/translations/{code}": NO_CHILD,
    "/translations/{code}/file/{file}": NO_CHILD,
    "/translations/{code}/{group}": NO_CHILD,
    "/translations/{code}/{group}/{passage}": NO_CHILD,
}
# The files that are not on record when they leave, and why.
UNNOTED_FILES = {
    "bringing_in/page.py": "templates, and the wrong rows of a file that this person has just sent",
    "papers/page.py": "Word templates, with no word of anybody's",
    "places/place.py": "posters, which name nobody",
}
LEAVES = re.compile(r"\bdownload(\.content)?\(")
NOTED = re.compile(r"screen\.(submit|write)\(.*\b(note_|keep_letter|take_out)", re.IGNORECASE)
AS_TYPED = re.compile(r"They named the child as.{0,200}?/bdi", re.DOTALL)  # a raiser's own words, of no child on record
PATH = re.compile(r"screen_page\(context, \"([^\"]*)\"")
BESIDE = re.compile(r"^from (pages\.staff\.(?!shell)[\w.]+) import", re.MULTILINE)
SAYS = re.compile(r"screen\.(opens|shows)\(")


def opened(store: Store, person: int) -> list[tuple[str | None, str]]:
    entries = store.read(lambda db: list(entries_of(db, OPENED)))
    return [(one["child"], one["about"]["what"]) for one in entries if one["who"] == person]


def test_a_childs_page_and_a_review_are_noted_once_however_often_they_are_opened(office: Office) -> None:
    review, reviewer = office.plans_a_review(), office.cast.reviewer
    before = len(opened(office.store, reviewer.id))
    for _ in range(3):
        assert office.opens(reviewer, f"/staff/reviews/{review}").status_code == 200
        assert office.opens(reviewer, f"/staff/children/{CHILD}").status_code == 200
    new = opened(office.store, reviewer.id)[before:]
    assert new.count((CHILD, f"review {review}")) == 1
    assert new.count((CHILD, "child")) <= 1  # another test may have opened it in this hour
    assert (CHILD, "child") in opened(office.store, reviewer.id)
    assert office.store.read(first_broken_entry) is None


def test_who_is_refused_opened_nothing(office: Office) -> None:
    stranger = office.cast.worker_of_another_team
    assert office.opens(stranger, f"/staff/children/{CHILD}").status_code == 404
    assert (CHILD, "child") not in opened(office.store, stranger.id)


async def test_the_next_hour_has_an_entry_of_its_own(store: Store, cast: Cast, clock: Clock) -> None:
    key, readings = store.write_now(open_session, cast.worker.id), Readings(store)
    noted = []
    for minutes in (0, 59, 1):
        clock.forward(minutes=minutes)
        await readings.note(key, cast.worker.id, CHILD, "child")
        noted.append(len(opened(store, cast.worker.id)))
    assert noted == [1, 1, 2]
    await readings.note(key, cast.worker.id, CHILD, "review 7")
    assert opened(store, cast.worker.id)[-1] == (CHILD, "review 7")


async def test_a_store_that_cannot_write_hides_no_child_and_is_tried_again(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, readings = store.write_now(open_session, cast.worker.id), Readings(store)

    async def full(*_: object) -> None:
        raise StorageError

    with monkeypatch.context() as broken:
        broken.setattr(store, "write", full)
        await readings.note(key, cast.worker.id, CHILD, "child")
    assert opened(store, cast.worker.id) == []
    await readings.note(key, cast.worker.id, CHILD, "child")
    assert opened(store, cast.worker.id) == [(CHILD, "child")]


def screens() -> dict[str, str]:
    """By the path of each screen, its code with what it brings from beside it."""
    code = {file: file.read_text() for file in STAFF.rglob("*.py")}

    def beside(text: str) -> str:
        files = (STAFF.parents[1] / f"{name.replace('.', '/')}.py" for name in BESIDE.findall(text))
        return "".join(code.get(file, "") for file in files)

    return {path: text + beside(text) for text in code.values() for path in PATH.findall(text)}


def test_each_screen_says_whose_data_it_shows_or_why_it_shows_none() -> None:
    found = screens()
    noting = {path for path, code in found.items() if SAYS.search(code)}
    assert found.keys() - noting == SILENT.keys()


def test_what_leaves_as_a_file_is_noted_first() -> None:
    leaving = {str(file.relative_to(STAFF)): file.read_text() for file in STAFF.rglob("*.py")}
    leaving = {name: code for name, code in leaving.items() if "download" in code and LEAVES.search(code)}
    assert len(leaving) > len(UNNOTED_FILES)
    assert {name for name, code in leaving.items() if not NOTED.search(code)} == UNNOTED_FILES.keys()


def test_where_a_child_is_named_the_trail_has_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every screen that opens for a Head, each as if nothing had been noted in this hour."""
    monkeypatch.setattr(Readings, "_new", lambda _, person, children, what: [*children])
    writes(office.family())
    named = {CHILD: "Selam Tesfamariam", OTHER_CHILD: "Yousef Al-Amiri"}
    review, asked = office.plans_a_review(), office.cast.ask("closure").request
    item = Tracked(office.store, office.cast).number
    given = {"ref": CHILD, "review_id": review, "request_id": asked, "number_typed": asked, "item": item}
    unnoted, walked = {}, set()
    browser = httpx.Client(
        base_url=f"{office.url}/staff", cookies={COOKIE: office.key_of(office.cast.head)}, timeout=20
    )
    for path in screens().keys() - SILENT.keys():
        address = re.sub(r"\{(\w+)\}", lambda part: str(given.get(part[1], "{")), path)
        if "{" in address:
            continue
        before = office.store.read(newest)
        reply = browser.get(address)
        assert reply.status_code == 200, address
        page = AS_TYPED.sub("", html.unescape(reply.text))
        shown = {ref for ref, name in named.items() if re.search(rf"{name}|\b{ref}\b", page)}
        walked |= {path} if shown else set()
        noted = office.store.read(lambda db, since: children_noted(db, since), number_of(before) if before else 0)
        if shown - noted:
            unnoted[address] = shown - noted
    assert unnoted == {}
    assert {"/", "/read", "/tracker", "/tracker/{item}", "/children/{ref}/ask"} <= walked


def writes(family: Family) -> None:
    while (question := family.sees().question) is not None and question.kind != "long_text":
        family.skips()
    family.answers("Nobody came to the door.")


def children_noted(db: Database, since: int) -> set[str]:
    """The children of what was opened after an entry."""
    found = (one for one in found_entries(db, AuditSearch(), 20) if number_of(one) > since)
    noted = [one["child"] for one in found if one["action"] in {OPENED, LISTED}]
    return {ref for one in noted for ref in ([one] if isinstance(one, str) else one or ())}


async def test_a_list_is_one_entry_that_names_who_came_to_it_in_the_hour(store: Store, cast: Cast) -> None:
    key, readings = store.write_now(open_session, cast.worker.id), Readings(store)
    for shown in ([CHILD], [CHILD], [OTHER_CHILD, CHILD], []):
        await readings.note_list(key, cast.worker.id, shown, "words to read")
    listed = store.read(lambda db: [one["child"] for one in entries_of(db, LISTED)])
    assert listed == [[CHILD], [OTHER_CHILD]]
    found = store.read(audit_entries, cast.head, AuditSearch(child=OTHER_CHILD, action=LISTED)).lines
    assert [(one.children, one.about) for one in found] == [((OTHER_CHILD,), "words to read")]
    assert store.read(first_broken_entry) is None


def test_a_list_that_is_drawn_again_writes_nothing(office: Office) -> None:
    reader = office.cast.head
    writes(office.family())

    def listed() -> int:
        assert "Nobody came to the door." in office.opens(reader, "/staff/read").text
        return sum(1 for one in office.store.read(lambda db: [*entries_of(db, LISTED)]) if one["who"] == reader.id)

    assert listed() == listed() > 0

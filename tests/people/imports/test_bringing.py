"""An authority comes in, comes again, and changes; what was corrected by hand stays."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from benchmarks.authority_files import CONTACTS as CONTACT_COLUMNS
from benchmarks.authority_files import INVOLVEMENTS, Authority, table
from documents.workbook_in import read_workbook
from people import children, contacts, need_to_know, staff, teams
from people.actor import COMMAND_LINE, Actor
from people.audit import AUDIT
from people.errors import NotAllowed
from people.imports import beside, imports
from people.imports.beside import Chosen, bring_beside, look_beside
from people.imports.bringing import AT_ONCE, Found, Work, begin, bring_some
from people.imports.files import GivenFile, digest_of, fingerprint
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.layouts import LaidOut, lay_out
from people.imports.reading import read_together
from people.imports.rosters import RECORD_ROSTERS
from people.imports.work import Batch, bring_now, bring_on, look
from people.records.casework import spells_of
from people.records.child_records import correct_child
from people.records.contact_records import correct_contact
from people.records.events import events_of
from people.records.history import changes_from
from people.records.sources import from_import
from people.safe_contact import check_stands
from people.working_days import london_day
from storage.apart import Interrupted, Job, Killed, no_rest
from storage.store import Store
from tests.cast import Cast

PERSON = ("pers_person_id", "pers_forename", "pers_surname", "pers_ethnicity", "pers_dob", "pers_death_date")
SMALL = Authority(children=8, staff=4)


def batch(store: Store, kind: str, **files: bytes) -> Batch:
    """As `batch_of` reads them, without a process for each."""
    laid = [
        LaidOut(f"{name}.csv", sheet, lay_out(sheet))
        for name, content in files.items()
        for sheet in read_workbook(f"{name}.csv", content)
    ]
    assert all(one.layout["table"] for one in laid)
    picture = read_together(laid, london_day(store.now))
    return Batch(kind, tuple(one.file for one in laid), digest_of(map(fingerprint, files.values())), picture)


def small(store: Store) -> Batch:
    files = {name.removesuffix(".csv"): content for name, content in SMALL.files().items() if "contacts" not in name}
    return batch(store, CHILDREN, **files)


def persons(store: Store, *rows: tuple[str, ...]) -> Batch:
    return batch(store, CHILDREN, persons=table(PERSON, rows))


def child(store: Store, ref: str) -> children.Child:
    found = store.read(children.by_ref, ref)
    assert found
    return found


def staff_number(store: Store, ref: str) -> int:
    found = store.read(staff.by_reference, ref)
    assert found
    return int(getattr(found, "doc_id"))  # noqa: B009  # a document of the store


ZOE = ("7", "Zoe", "Sample", "WBRI", "01/05/2015", "")


def test_a_whole_authority_comes_in_with_its_workers_and_the_days_of_their_work(store: Store) -> None:
    number, found = bring_now(store, small(store))
    assert not found.wrong
    one = child(store, "C0")
    worker, before = staff_number(store, "P1"), staff_number(store, "P2")
    assert (one["worker"], one["manager"]) == (worker, staff_number(store, "P0"))
    assert [(s["staff"], s["part"], s["since"], s["until"]) for s in store.read(spells_of, "C0")] == [
        (before, "worker", "2024-03-01", "2024-12-31"),
        (worker, "worker", "2025-01-01", None),
        (one["manager"], "manager", "2025-01-01", None),
    ]
    assert store.read(need_to_know.reasons, worker, "C0")
    assert not store.read(need_to_know.reasons, before, "C0")
    team = store.read(teams.by_ref, "T1")
    assert team
    assert team["parent"] == "T0"
    assert len(store.read(changes_from, from_import(number))) >= 8 * 3


def test_the_same_files_again_bring_nothing(store: Store) -> None:
    bring_now(store, small(store))
    _, again = bring_now(store, small(store))
    assert (again.changes, again.wrong, again.differences) == ([], [], [])


def test_a_look_says_what_comes_and_changes_nothing(store: Store) -> None:
    seen = look(store, small(store))
    assert store.read(children.by_ref, "C0") is None
    _, found = bring_now(store, small(store))
    assert seen.changes == found.changes


def test_killed_in_the_middle_it_is_whole_after_it_is_brought_again(store: Store) -> None:
    first = small(store)
    number = store.write_now(begin, COMMAND_LINE, CHILDREN, ["x"], "")
    steps = Work.of(first.picture).steps
    store.write_now(bring_some, COMMAND_LINE, number, steps[: len(steps) // 2], first.picture)
    bring_now(store, small(store))
    _, again = bring_now(store, small(store))
    assert not again.changes
    assert all(child(store, f"C{n}")["worker"] for n in range(8))


def test_only_what_differs_is_written_and_history_says_from_where(store: Store) -> None:
    bring_now(store, persons(store, ZOE))
    number, found = bring_now(store, persons(store, ("7", "Zoë", *ZOE[2:])))
    assert [words for _, _, words in found.changes] == ["Child 7: name from Zoe Sample to Zoë Sample"]
    (change,) = store.read(changes_from, from_import(number))
    assert (change["before"], change["after"]) == ({"name": "Zoe Sample"}, {"name": "Zoë Sample"})


def test_what_was_corrected_by_hand_stays_and_a_new_difference_is_told(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE))
    store.write_now(correct_child, cast.administrator, "7", {"name": "Zoé Sample"})
    _, found = bring_now(store, persons(store, ZOE))
    assert (found.changes, found.differences) == ([], [])
    _, found = bring_now(store, persons(store, ("7", "Zoey", *ZOE[2:])))
    assert [(one.field, one.ours, one.theirs) for one in found.differences] == [("name", "Zoé Sample", "Zoey Sample")]
    assert child(store, "7")["name"] == "Zoé Sample"


def test_a_child_that_is_missing_now_is_told_and_stays(store: Store) -> None:
    bring_now(store, persons(store, ZOE, ("8", "Ali", *ZOE[2:])))
    number, _ = bring_now(store, persons(store, ZOE))
    assert store.read(imports.by_id, number)["gone"] == ["Child 8"]
    assert child(store, "8")


def test_a_death_brings_its_ending_once(store: Store) -> None:
    dead = (*ZOE[:5], "01/02/2026")
    bring_now(store, persons(store, dead))
    ended = child(store, "7").get("ended")
    assert ended
    assert (ended["why"], ended["on"]) == ("died", "2026-02-01")
    _, again = bring_now(store, persons(store, dead))
    assert not again.changes


def involved(*rows: tuple[str, ...]) -> bytes:
    return table(INVOLVEMENTS, [("1", who, "Social Worker", "", since, until, "7") for who, since, until in rows])


def people(*names: str) -> bytes:
    return table(("prof_professional_id", "prof_professional_name"), [(f"P{at}", one) for at, one in enumerate(names)])


def test_an_involvement_that_ended_ends_what_the_worker_may_see(store: Store) -> None:
    given = {"persons": table(PERSON, [ZOE]), "staff": people("Ada Example", "Ben Example")}
    bring_now(store, batch(store, CHILDREN, **given, i=involved(("P0", "01/01/2025", ""))))
    ada = staff_number(store, "P0")
    assert store.read(need_to_know.reasons, ada, "7")
    bring_now(store, batch(store, CHILDREN, **given, i=involved(("P0", "01/01/2025", "01/05/2026"))))
    assert not store.read(need_to_know.reasons, ada, "7")
    assert child(store, "7")["worker"] == 0
    assert [one["until"] for one in store.read(spells_of, "7")] == ["2026-05-01"]


@pytest.mark.parametrize(("who", "why"), [("P9", "Professional P9 is unknown"), ("P0", "has left here")])
def test_a_worker_who_is_unknown_or_has_left_is_told_and_the_child_comes(store: Store, who: str, why: str) -> None:
    bring_now(store, batch(store, CHILDREN, staff=people("Ada Example")))
    store.write_now(staff.change, staff_number(store, "P0"), active=False)
    given = {"persons": table(PERSON, [ZOE]), "i": involved((who, "01/01/2025", ""))}
    _, found = bring_now(store, batch(store, CHILDREN, **given))
    assert [why in one.why for one in found.wrong] == [True]
    assert child(store, "7")["worker"] == 0


def test_an_event_is_kept_once(store: Store) -> None:
    reviews = table(("cppr_cp_review_id", "cppr_person_id", "cppr_cp_review_date"), [("R1", "7", "03/02/2026")])
    for _ in range(2):
        bring_now(store, batch(store, CHILDREN, persons=table(PERSON, [ZOE]), reviews=reviews))
    assert [(one["touchpoint"], one["on"]) for one in store.read(events_of, "7")] == [("conference", "2026-02-03")]


def parent(store: Store, **said: str) -> Batch:
    usual = {"child id": "7", "contact id": "K1", "contact name": "Sam Sample", "relation": "Father"}
    usual |= {"language": "Arabic", "phone": "07700 900101"}
    return batch(
        store, CONTACTS, c=table(CONTACT_COLUMNS, [tuple({**usual, **said}.get(n, "") for n in CONTACT_COLUMNS)])
    )


def contact(store: Store) -> contacts.Contact:
    (found,) = store.read(contacts.of_child, "7")
    return found


def test_a_contact_comes_in_is_changed_by_its_number_and_loses_its_check_with_the_phone(store: Store) -> None:
    bring_now(store, persons(store, ZOE))
    bring_now(store, parent(store))
    one = contact(store)
    assert (one["audience"], one["language"], one["phone"]) == ("parent_carer", "ar", "+447700900101")
    store.write_now(contacts.change, one, safe_checked="2026-05-12", safe_number="+447700900101")
    assert check_stands(contact(store), date(2026, 5, 12))
    _, found = bring_now(store, parent(store, **{"phone": "07700 900102", "contact name": "Samir Sample"}))
    assert len(found.changes) == 1
    assert contact(store)["phone"] == "+447700900102"
    assert not check_stands(contact(store), date(2026, 5, 12))


def test_a_contact_whose_language_is_not_here_is_kept_with_it_and_corrected_in_words(store: Store) -> None:
    bring_now(store, persons(store, ZOE))
    bring_now(store, parent(store))
    _, found = bring_now(store, parent(store, language="Polish"))
    assert [words for _, _, words in found.changes] == [
        "Sam Sample, Father of child 7: language from Arabic to Polish; interpreter from no to yes"
    ]
    assert (contact(store)["language"], contact(store)["interpreter"]) == ("pl", True)
    assert not bring_now(store, parent(store, language="Polish"))[1].changes


def test_a_contact_corrected_by_hand_keeps_its_phone(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE))
    bring_now(store, parent(store))
    number = int(getattr(contact(store), "doc_id"))  # noqa: B009
    store.write_now(correct_contact, cast.administrator, number, {"phone": "07700 900109"})
    _, found = bring_now(store, parent(store))
    assert not found.changes
    assert contact(store)["phone"] == "+447700900109"


def test_a_contact_of_nobody_and_one_without_a_language_are_told(store: Store) -> None:
    bring_now(store, persons(store, ZOE))
    _, nobody = bring_now(store, parent(store, **{"child id": "99"}))
    _, mute = bring_now(store, parent(store, language=""))
    assert [one.why for one in (*nobody.wrong, *mute.wrong)] == [
        "There is no child 99 here. Bring the children in first.",
        "The language is missing. Write the language in which they can be asked.",
    ]


async def test_beside_the_pages_it_comes_in_just_so(store: Store, cast: Cast) -> None:
    files = [GivenFile(name, content) for name, content in SMALL.files().items()]
    chosen = Chosen(files, cast.administrator)
    seen = await look_beside(store, chosen, "OFFICIAL")
    number = await bring_beside(store, chosen, seen.kind, "the same")
    kept = store.read(imports.by_id, number)
    assert (kept["state"], kept["wrong_in_all"], kept["by_name"]) == ("done", 0, cast.administrator.name)
    assert (kept["new"], kept["changed"]) == (seen.new, seen.changed)
    assert kept["new"] + kept["changed"] == len(store.read(changes_from, from_import(number)))
    (roster,) = store.read(lambda db: list(db.table(RECORD_ROSTERS)))
    assert roster["children"] == sorted(f"C{n}" for n in range(8))


def test_whoever_has_lost_the_role_meanwhile_brings_no_more_in(store: Store, cast: Cast) -> None:
    one = replace(small(store), by=replace(cast.worker, roles=cast.administrator.roles))
    number = store.write_now(begin, one.by, CHILDREN, one.names, one.digest)
    with pytest.raises(NotAllowed):
        bring_on(store, number, one, no_rest)
    assert store.read(children.by_ref, "C0") is None


def test_told_to_stop_it_says_how_far_it_came_and_goes_on_when_it_is_begun_again(store: Store) -> None:
    one, rests = (
        batch(store, CHILDREN, persons=table(PERSON, [(f"{n}", *ZOE[1:]) for n in range(3 * AT_ONCE)])),
        count(),
    )

    def rest(_: float) -> None:
        if next(rests) == 2:  # of AT_ONCE steps each
            raise Interrupted

    number = store.write_now(begin, COMMAND_LINE, CHILDREN, one.names, one.digest)
    with pytest.raises(Interrupted):
        bring_on(store, number, one, rest)
    halted = store.read(imports.by_id, number)
    assert (halted["state"], 0 < halted["next"] < halted["steps"]) == ("stopped", True)
    assert not store.read(imports.was_taken, one.digest)
    again, _ = bring_now(store, one)
    done = store.read(imports.by_id, again)
    assert (again, done["state"]) == (number, "done")
    assert done["new"] + done["changed"] == len(store.read(changes_from, from_import(number)))


@pytest.mark.parametrize(("times", "state"), [(1, "done"), (2, "stopped")])
async def test_a_killed_process_is_begun_again_once_and_then_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, times: int, state: str
) -> None:
    files, kills = [GivenFile("persons.csv", table(PERSON, [ZOE]))], count()

    async def mortal(store: Store, job: Job[..., Any], *args: Any) -> Any:
        if next(kills) < times:
            raise Killed
        return job(store, no_rest, *args)

    monkeypatch.setattr(beside, "apart", mortal)
    with nullcontext() if state == "done" else pytest.raises(Killed):
        await bring_beside(store, Chosen(files, COMMAND_LINE), CHILDREN, "the same")
    (kept,) = store.read(imports.latest, 2)
    assert kept["state"] == state
    assert bool(store.read(children.by_ref, "7")) == (state == "done")
    actions = {one["action"] for one in store.read(lambda db: list(db.table(AUDIT)))}
    assert ("records.import_stopped" in actions) == (state == "stopped")


def everybody(cast: Cast) -> Iterator[Actor]:
    yield from (cast.worker, cast.manager, cast.reviewer, cast.caller)


def test_nobody_who_works_with_children_brings_an_authority_in(store: Store, cast: Cast) -> None:
    for one in everybody(cast):
        with pytest.raises(NotAllowed):
            look(store, replace(persons(store, ZOE), by=one))
    assert isinstance(look(store, replace(persons(store, ZOE), by=cast.administrator)), Found)
    assert AT_ONCE < 1_000


STAFF = ("staff id", "staff name", "email", "roles", "team", "mobile")


def test_our_own_staff_file_says_who_signs_in_by_which_address_as_what(store: Store) -> None:
    rows = [
        ("P9", "Sample, Ruth", "Ruth.Sample@heard.example", "Social worker; Reviewer", "", "07700 900123"),
        ("P8", "Ada Example", "no address", "Administrator, Team manager", "", "020 7946 0123"),
    ]
    bring_now(store, batch(store, CHILDREN, staff=table(STAFF, rows)))
    ruth = store.read(staff.by_email, "ruth.sample@heard.example")
    assert ruth is not None
    assert (ruth["name"], ruth["roles"], ruth["phone"]) == (
        "Ruth Sample",
        ["reviewer", "social_worker"],
        "+447700900123",
    )
    ada = store.read(staff.by_reference, "P8")
    assert ada is not None
    assert (ada["email"], ada["roles"], ada["phone"]) == (None, ["team_manager"], None)


def test_what_a_staff_file_cannot_give_is_told_and_the_rest_comes_in(store: Store) -> None:
    rows = [("P8", "Ada Example", "no address", "Administrator; Juggler", "", "020 7946 0123")]
    told = [one.why for one in batch(store, CHILDREN, staff=table(STAFF, rows)).picture.partly]
    assert told[0] == "“no address” is no e-mail address and is left out."
    assert told[1] == "The role Administrator is given on the screen of the person, never by a file."
    assert told[2] == "“Juggler” is no role here and is left out."
    assert "landline" in told[3]

"""What the demo shows of records: a leave with a deputy, proposals and a forgotten one, what a file contradicts."""

from feedback.proposing.proposal_list import to_ask
from people.access_review import who_can_see
from people.actor import Actor
from people.deputies import standing_in
from people.imports.bringing import imports_shown
from people.imports.differences import differences_waiting
from people.staff import as_actor, by_email, name_of
from storage.store import Store
from tests.cast import LIBRARY


def person(demo: Store, name: str) -> Actor:
    found = demo.read(by_email, f"{name}@heard.example")
    assert found is not None
    return as_actor(found)


def test_a_manager_stands_in_for_a_worker_and_sees_what_is_theirs_to_ask(demo: Store) -> None:
    grace, helen = person(demo, "grace.adeyemi"), person(demo, "helen.marsh")
    (leave,) = demo.read(standing_in, grace.id)
    assert demo.read(name_of, leave["staff"]) == "Tom Farrow"
    asks = demo.read(lambda db: to_ask(db, grace, LIBRARY, texts=True))
    assert [(one.child_name, one.proposal.touchpoint) for one in asks.shown] == [
        ("Isaac Rosenfeld", "looked_after_review")
    ]
    lines = demo.read(who_can_see, helen, "Isaac Rosenfeld").lines
    assert "stands in for Tom Farrow, allocated worker" in {one.because for one in lines}


def test_a_worker_has_one_to_ask_and_one_forgotten(demo: Store) -> None:
    asks = demo.read(lambda db: to_ask(db, person(demo, "amina.yusuf"), LIBRARY, texts=True))
    assert (asks.now, asks.forgotten) == (1, 1)


def test_two_corrections_wait_of_two_files(demo: Store) -> None:
    omar = person(demo, "omar.haddad")
    assert len(demo.read(imports_shown, omar, 9)) == 2
    assert [one["words"] for one in demo.read(differences_waiting, omar)] == ["phone", "e-mail"]

"""What a redraw reads: one moment, nothing twice, and never on the event loop."""

import pytest

from pages.staff.shell.snapshots import Snapshot, drawn, snapshot
from people.actor import Actor
from people.errors import SignedOut
from people.sessions import open_session, sign_out
from storage.store import Database, Store
from tests.cast import Cast


def signed_in(store: Store, cast: Cast) -> str:
    return store.write_now(open_session, cast.worker.id)


def test_reading_elsewhere_than_in_a_panel_is_refused() -> None:
    with pytest.raises(RuntimeError, match="await"):
        snapshot()


def test_the_panels_of_one_redraw_read_a_verb_once(store: Store, cast: Cast) -> None:
    read: list[str] = []

    def verb(_: Database, actor: Actor, what: str) -> str:
        read.append(what)
        return f"{actor.name}: {what}"

    panels = [
        lambda: snapshot().read(verb, "a"),
        lambda: snapshot().read(verb, "a"),
        lambda: snapshot().read(verb, "b"),
    ]
    html = store.read(drawn, signed_in(store, cast), panels)
    assert html.panels == ["Amina Yusuf: a", "Amina Yusuf: a", "Amina Yusuf: b"]
    assert read == ["a", "b"]
    with pytest.raises(RuntimeError):
        snapshot()


def test_nothing_is_drawn_for_somebody_who_has_signed_out(store: Store, cast: Cast) -> None:
    key = signed_in(store, cast)
    store.write_now(sign_out, key)
    with pytest.raises(SignedOut):
        store.read(drawn, key, [lambda: "secret"])


def test_what_cannot_be_compared_is_read_each_time(store: Store, cast: Cast) -> None:
    def verb(_: Database, __: Actor, what: list[int]) -> int:
        return len(what)

    key = signed_in(store, cast)
    assert store.read(lambda db: Snapshot(db, key).read(verb, [1, 2])) == 2

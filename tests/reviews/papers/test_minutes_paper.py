"""The minutes of a monthly meeting: as Word and as PDF, from what is stored, each time the same (BR-51)."""

import pytest

from people.audit import newest
from people.errors import NotAllowed, Unacceptable
from reviews.papers.exporting import note_minutes
from reviews.papers.minutes_paper import minutes_paper
from reviews.papers.paper_pdf import MINUTES, paper_pdf
from reviews.papers.templates import Paper, built_in, checked, filled
from storage.store import Store
from tests.cast import NOON, OTHER_CHILD, Cast, Clock
from tests.feedback.paper.printed import opened, parts
from tests.reviews.papers.reading import facts, read_back
from tests.tracker.meetings.met import Met
from tests.tracker.tracked import Tracked, day
from tracker.adding import feed
from tracker.due_dates import answer_later, ask_later
from tracker.finishing import judge, say_done
from tracker.meetings.attendance import AWAY, HERE
from tracker.meetings.writing import note, note_attendance, within
from tracker.states import EFFECTIVE
from tracker.updating import update


@pytest.fixture
def held(store: Store, cast: Cast) -> Met:
    """A meeting that discussed two items, one of them to its effect, and did not reach a third."""
    first = Tracked(store, cast, action="Share reports < three days & before")
    second = Tracked(store, cast, child=None, owner=cast.head, action="Train all workers")
    Tracked(store, cast, child=OTHER_CHILD, owner=cast.worker_of_another_team, action="Call the school")
    met = Met(store, cast.head)
    met.opens()
    there = {cast.head.id: HERE, cast.manager.id: AWAY}
    store.write_now(note_attendance, cast.head, met.number, there, "The school nurse")
    store.write_now(note, cast.head, met.number, "The school was thanked.")
    met.shows(first.number)
    met.says(cast.worker, first.number, "All went out.\nTwo came late.")
    store.write_now(within, cast.worker, met.number, say_done, first.number, day(store, -1), "Sent to all.")
    store.write_now(within, cast.head, met.number, judge, first.number, EFFECTIVE, "She came prepared.", "Ten records.")
    met.shows(second.number)
    asked = (ask_later, second.number, day(store, 60), "The trainer is ill.")
    store.write_now(within, cast.manager, met.number, *asked)
    other = (answer_later, second.number, "No other trainer.")
    with pytest.raises(NotAllowed):
        store.write_now(within, cast.manager, met.number, *other, given=True)
    met.ends(next_on="2026-06-10")
    return met


@pytest.mark.rule("BR-51")
def test_the_minutes_say_who_was_there_what_was_said_and_what_is_left(store: Store, cast: Cast, held: Met) -> None:
    words = store.read(minutes_paper, cast.head, held.number)
    found = read_back(filled(Paper.MINUTES, words, None)[0])
    about = facts(found["Minutes of the Tracker Meeting"].tables[0])
    assert (about["Present"], about["Apologies"]) == ("Helen Marsh", "Grace Adeyemi")
    assert (about["Guests"], about["Held"]) == ("The school nurse", "12 May 2026, 12:00 to 12:00")
    assert about["Wrote in it, not noted as present"] == "Amina Yusuf, Grace Adeyemi"
    assert "The school was thanked. (Helen Marsh)" in found["Minutes of the Tracker Meeting"].texts
    said = "\n".join(found["Grace Adeyemi"].texts)
    for part in (
        "Share reports < three days & before",
        "D0001 · Amina Yusuf · due 11 June 2026 · Effective",
        "Amina Yusuf: All went out.\nTwo came late.",
        "Said to be done (11 May 2026): Sent to all.",
        "Helen Marsh: Looked at its effect: Effective. She came prepared. Shown by: Ten records.",
    ):
        assert part in said
    assert "Asked for a later date (11 July 2026)" in "\n".join(found["Helen Marsh"].texts)
    assert [row[1] for row in found["Not reached"].tables[0][1:]] == ["Call the school"]
    assert [row[1] for row in found["No update this month"].tables[0][1:]] == ["Call the school", "Train all workers"]
    assert found["Next meeting"].texts == ["10 June 2026"]
    assert "Selam" not in str(words)


@pytest.mark.rule("BR-51")
def test_they_are_the_same_again_whatever_has_become_of_the_items(
    store: Store, cast: Cast, clock: Clock, held: Met
) -> None:
    before = store.read(minutes_paper, cast.head, held.number)
    clock.forward(days=50)
    for item in held.now["order"][1:]:
        store.write_now(update, cast.head, item, "A word after the meeting.")
    Met(store, cast.head)
    after = store.read(minutes_paper, cast.head, held.number)
    assert after == before
    assert paper_pdf(MINUTES, after, NOON) == paper_pdf(MINUTES, before, NOON)


def test_as_pdf_they_are_tagged_titled_and_in_the_same_parts(store: Store, cast: Cast, held: Met) -> None:
    content, note = paper_pdf(MINUTES, store.read(minutes_paper, cast.head, held.number), NOON)
    assert note == ""
    with opened(content) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Minutes of the Tracker Meeting"
        assert bool(pdf.Root.MarkInfo.Marked)
    kinds = [kind for kind, _, _ in parts(content)]
    assert {kind: kinds.count(kind) for kind in ("H1", "H2", "H3", "TH")} == {"H1": 1, "H2": 4, "H3": 2, "TH": 6}


def test_who_sees_less_has_less_in_theirs(store: Store, cast: Cast, held: Met) -> None:
    theirs = store.read(minutes_paper, cast.worker, held.number)
    assert theirs["scope"] == "Only the items that Amina Yusuf may see."
    assert theirs["not_reached"] == []
    assert [one["action"] for one in theirs["discussed"]] == [
        "Share reports < three days & before",
        "Train all workers",
    ]
    with pytest.raises(NotAllowed):
        store.read(minutes_paper, cast.caller, held.number)


def test_what_is_held_stays_out_of_the_minutes_of_others(store: Store, cast: Cast) -> None:
    new = {"level": "service", "child": None, "action": "Held back", "impact": "-", "shown_by": "-"}
    rest = {"source": "review", "owner": cast.worker.id, "owner_name": "Amina Yusuf", "team": "", "theme": ""}
    number = store.write_now(feed, None, {**new, **rest, "due": "", "section": ""}, key="held", held=True)
    met = Met(store, cast.head)
    met.opens()
    met.shows(number)
    met.ends()
    assert len(store.read(minutes_paper, cast.head, met.number)["discussed"]) == 1
    assert store.read(minutes_paper, cast.worker, met.number)["discussed"] == []


def test_they_leave_with_a_reason_that_is_kept(store: Store, cast: Cast, held: Met) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(note_minutes, cast.head, held.number, "pdf", " ")
    store.write_now(note_minutes, cast.head, held.number, "pdf", "For the managers")
    last = store.read(newest)
    assert last is not None
    assert (last["action"], last["about"]["reason"]) == ("tracker_meeting.minutes", "For the managers")
    assert last["about"]["marking"] == "OFFICIAL-SENSITIVE"


def test_there_are_none_before_the_end(store: Store, cast: Cast) -> None:
    met = Met(store, cast.head)
    with pytest.raises(Unacceptable, match="no minutes"):
        store.read(minutes_paper, cast.head, met.number)


def test_the_template_that_comes_with_it_can_be_edited_and_given_back() -> None:
    checked(Paper.MINUTES, "minutes.docx", built_in(Paper.MINUTES))

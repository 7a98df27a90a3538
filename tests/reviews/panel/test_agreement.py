"""How often panel and reviewer agree: by section and quarter, never by person."""

from reviews.final_grades import AGREED, REVIEWER, FinalGrade, keep_final
from reviews.panel.agreement import agreement
from storage.store import Store
from tests.cast import Cast, Clock
from tests.reviews.judged import Judged


def final(store: Store, cast: Cast, judged: Judged, meeting: int | None, **grades: str) -> None:
    """What a review came to; `s2="inadequate"` is another grade than the reviewer's."""
    kept: dict[str, FinalGrade] = {}
    for part in ("1", "2", "3", "4", "5", "7"):
        grade = grades.get(f"s{part}", "good")
        source = REVIEWER if grade == "good" else AGREED
        kept[part] = {"grade": grade, "source": source, "reason": "", "differed": []}
    store.write_now(keep_final, cast.head, judged.id, meeting, kept, {})


def handed_in(store: Store, cast: Cast) -> Judged:
    judged = Judged(store, cast)
    judged.is_handed_in()
    return judged


def test_each_section_is_counted_in_the_quarter_in_which_it_was_confirmed(
    store: Store, cast: Cast, clock: Clock
) -> None:
    first, second, third = (handed_in(store, cast) for _ in range(3))
    final(store, cast, first, 1, s2="inadequate")
    final(store, cast, second, 1)
    clock.forward(days=60)
    final(store, cast, third, 2, s7="requires_improvement")
    table = store.read(agreement, cast.chair)
    assert table.quarters == ["2026 Q2", "2026 Q3"]
    assert [number for number, _ in table.sections] == ["1", "2", "3", "4", "5", "7"]
    counted = {place: (cell.same, cell.of) for place, cell in table.cells.items()}
    assert counted["1", "2026 Q2"] == (2, 2)
    assert counted["2", "2026 Q2"] == (1, 2)
    assert counted["7", "2026 Q3"] == (0, 1)


def test_what_no_panel_discussed_is_not_counted(store: Store, cast: Cast) -> None:
    final(store, cast, handed_in(store, cast), None)
    table = store.read(agreement, cast.head)
    assert (table.quarters, table.sections, dict(table.cells)) == ([], [], {})


def test_it_shows_this_quarter_and_the_three_before_it(store: Store, cast: Cast, clock: Clock) -> None:
    *earlier, last = (handed_in(store, cast) for _ in range(7))
    for meeting, judged in enumerate(earlier, start=1):
        final(store, cast, judged, meeting)
        clock.forward(days=92)
    final(store, cast, last, 7)
    assert store.read(agreement, cast.head).quarters == ["2027 Q1", "2027 Q2", "2027 Q3", "2027 Q4"]

"""How often the panel and the reviewer came to the same grade, by section and quarter; never by person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from feedback.voices.form_versions import form_version
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day, months_later
from reviews.final_grades import FinalGrades, discussed_since
from reviews.grades import graded_parts, grades_in
from reviews.reviews import by_id
from reviews.versions import last_version
from storage.store import Database

QUARTERS = 4


@dataclass(frozen=True)
class Agreed:
    """Of so many grades that the panel gave, so many are the reviewer's."""

    same: int
    of: int


@dataclass(frozen=True)
class AgreementTable:
    """One line a section, one column a quarter, the latest last; a cell without a grade is missing."""

    quarters: list[str]
    sections: list[tuple[str, str]]  # number and title
    cells: Mapping[tuple[str, str], Agreed]  # by section number and quarter


@needs(Permission.SIT_ON_PANEL)
def agreement(db: Database, actor: Actor) -> AgreementTable:
    """This quarter and the three before it; one in which the panel confirmed nothing has no column."""
    counted: dict[tuple[str, str], Agreed] = {}
    titles: dict[str, str] = {}
    quarters: dict[str, None] = {}
    for final in discussed_since(db, _first_day(london_day(db.now)).isoformat()):
        quarter = _quarter(london_day(final["at"]))
        quarters[quarter] = None
        for number, title, same in _compared(db, final):
            titles[number] = title
            before = counted.get((number, quarter), Agreed(0, 0))
            counted[number, quarter] = Agreed(before.same + same, before.of + 1)
    return AgreementTable(sorted(quarters), sorted(titles.items()), counted)


def _first_day(today: date) -> date:
    """The first day of the earliest quarter that is shown."""
    begun = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return months_later(begun, -3 * (QUARTERS - 1))


def _compared(db: Database, final: FinalGrades) -> list[tuple[str, str, bool]]:
    """Number and title of each graded section of a review, and whether the final grade is the reviewer's."""
    found, version = by_id(db, final["review"]), last_version(db, final["review"])
    if found is None or version is None:
        return []
    form = form_version(db, found["fingerprint"])
    given = grades_in(form, version["values"])
    return [
        (part.number, part.title, final["grades"][part.id]["grade"] == given.get(part.id))
        for part in graded_parts(form)
        if part.id in final["grades"]
    ]


def _quarter(day: date) -> str:
    return f"{day:%Y} Q{(day.month + 2) // 3}"

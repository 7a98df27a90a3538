"""The files of an invented authority, as SSD has them and as our contacts file does; of any size."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST = ("Ines", "Leo", "Jonah", "Maya", "Tomas", "Hana", "Reuben", "Sofia", "Idris", "Nell", "Kofi", "Priya")
_LAST = ("Example", "Invented", "Sample", "Madeup", "Fictional", "Pretend")
_CODES = ("WBRI", "BAFR", "AOTH", "MWBA", "OOTH", "NOBT", "REFU", "ABAN")
_LANGUAGES = ("English", "Arabic", "Tigrinya", "Dari", "Kurdish (Sorani)", "Somali")


@dataclass(frozen=True)
class Authority:
    """How many people it has; the same `seed` makes the same files."""

    children: int = 30
    staff: int = 6
    seed: int = 1
    today: date = date(2026, 3, 2)

    def files(self) -> dict[str, bytes]:
        """Each file by its name."""
        return {
            "ssd_department.csv": self.teams(),
            "ssd_professionals.csv": self.professionals(),
            "ssd_person.csv": self.persons(),
            "ssd_involvements.csv": self.involvements(),
            "contacts.csv": self.contacts(),
        }

    def teams(self) -> bytes:
        """ssd_department: a service and its teams."""
        rows = [("T0", "Children’s Social Care", ""), *((f"T{n}", f"Team {n}", "T0") for n in (1, 2, 3))]
        return table(("dept_team_id", "dept_team_name", "dept_team_parent_id"), rows)

    def professionals(self) -> bytes:
        """ssd_professionals: the first is everybody’s manager."""
        rows = [
            (
                f"P{n}",
                f"S{n}",
                f"{_LAST[n % 6]}, {_FIRST[n % 12]} {_letters(n)}",
                "Team Manager" if n == 0 else "Social Worker",
            )
            for n in range(self.staff)
        ]
        columns = ("prof_professional_id", "prof_staff_id", "prof_professional_name", "prof_professional_job_title")
        return table(columns, rows)

    def persons(self) -> bytes:
        """ssd_person."""
        chance = random.Random(self.seed)
        rows = [
            (
                f"C{n}",
                f"{_FIRST[n % 12]} {_letters(n)}",
                _LAST[n % 6],
                "MF"[n % 2],
                _CODES[n % 8],
                (self.today - timedelta(days=chance.randrange(1500, 6000))).strftime("%d/%m/%Y"),
            )
            for n in range(self.children)
        ]
        columns = ("pers_person_id", "pers_forename", "pers_surname", "pers_sex", "pers_ethnicity", "pers_dob")
        return table(columns, rows)

    def involvements(self) -> bytes:
        """ssd_involvements: a worker now and one before for each child, and a manager."""
        rows: list[Sequence[str]] = []
        for n in range(self.children):
            now, before = 1 + n % (self.staff - 1), 1 + (n + 1) % (self.staff - 1)
            team = f"T{1 + n % 3}"
            rows.append((f"I{n}a", f"P{before}", "Social Worker", team, "01/03/2024", "31/12/2024", f"C{n}"))
            rows.append((f"I{n}b", f"P{now}", "Allocated Social Worker", team, "01/01/2025", "", f"C{n}"))
            rows.append((f"I{n}c", "P0", "Team Manager", team, "01/01/2025", "", f"C{n}"))
        return table(INVOLVEMENTS, rows)

    def contacts(self) -> bytes:
        """Our own contacts file: a parent of each child."""
        rows = [
            (
                f"C{n}", f"K{n}", f"Parent {_letters(n)} {_LAST[n % 6]}", "Mother", f"07700 900{n % 1000:03}",
                f"parent{n}@example.org", "1 Invented Street", _LANGUAGES[n % 6], "",
                "yes" if n % 6 else "no", "", "", "",
            )
            for n in range(self.children)
        ]  # fmt: skip
        return table(CONTACTS, rows)


INVOLVEMENTS = (
    "invo_involvements_id", "invo_professional_id", "invo_professional_role_id", "invo_professional_team",
    "invo_involvement_start_date", "invo_involvement_end_date", "invo_person_id",
)  # fmt: skip
CONTACTS = (
    "child id", "contact id", "contact name", "relation", "phone", "email", "address", "language", "dialect",
    "interpreter", "safe times", "safe note", "do not contact",
)  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as Excel saves one."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([columns, *rows])
    return made.getvalue().encode("utf-8-sig")


def _letters(number: int) -> str:
    """Names have no digits: 0 is A, 27 is BB."""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)

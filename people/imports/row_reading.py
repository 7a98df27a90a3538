"""A row of each table as what it says of a child, a member of staff, a team, an involvement or an event."""

from datetime import date

from language.folding import fold
from people.identity import IdentityField, recorded
from people.imports.cells import Cells, Unclear
from people.imports.ethnic_codes import ethnicity_of
from people.imports.incoming import IncomingChild, IncomingEvent, IncomingMember, IncomingSpell, IncomingTeam, Place
from people.records.checked import OLDEST

CHILD, PROFESSIONAL, TEAM = "The number of the child", "The number of the professional", "The number of the team"

WORKER, MANAGER = "worker", "manager"
_WORKING = ("worker", "allocated", "advis", "practitioner", "key person")
_MANAGING = ("manager", "supervisor")
_OTHERS = ("review", "chair", "iro", "support", "health", "foster", "supervising")


def team_of(place: Place, row: Cells) -> IncomingTeam:
    """A row of ssd_department."""
    name = row.words("name")
    if not name:
        raise Unclear("The name of the team is missing.")
    return IncomingTeam(place, row.number("team", TEAM), name, row.words("parent"))


def member_of(place: Place, row: Cells) -> IncomingMember:
    """A row of ssd_professionals."""
    return IncomingMember(place, row.number("professional", PROFESSIONAL), member_name(row), row.words("job"))


def member_name(row: Cells) -> str:
    """The name of a member of staff; one as “Surname, Forename” is turned round."""
    name = _name(row, "name")
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name


def person_of(place: Place, row: Cells, today: date) -> IncomingChild:
    """A row of ssd_person."""
    ref = row.number("child", CHILD)
    name = " ".join(filter(None, (_name(row, "forename"), row.words("surname"))))
    if not row.words("born") and row.words("expected"):
        raise Unclear("The child is not born yet. It comes in once there is a day of birth.")
    said = row.code("gender") or row.code("sex")
    died = row.day("died", "The day of death")
    if died > today.isoformat():
        raise Unclear("The day of death is in the future.")
    return IncomingChild(place, ref, name, _born(row, today), gender_in_words(said), _ethnicity(place, row), died)


def annex_child_of(place: Place, row: Cells, today: date) -> IncomingChild:
    """A child of Annex A, which has no names."""
    needs = _disability(row)
    who = (row.number("child", CHILD), "", _born(row, today), gender_in_words(row.code("gender")))
    return IncomingChild(place, *who, _ethnicity(place, row), needs=needs)


def spell_of(place: Place, row: Cells, today: date) -> IncomingSpell | None:
    """A row of ssd_involvements; None for who is neither worker nor manager of the child."""
    child, staff = row.number("child", CHILD), row.number("professional", PROFESSIONAL)
    part = part_of(row.words("role"))
    since, until = row.day("since", "The start"), row.day("until", "The end")
    if since > today.isoformat():
        raise Unclear("The involvement begins in the future. It comes in when that day has come.")
    if until and until < since:
        raise Unclear("The involvement ends before it begins.")
    if part is None:
        return None
    return IncomingSpell(
        place, child, staff, part, row.words("team"), since, "" if until > today.isoformat() else until
    )


def annex_spell_of(place: Place, row: Cells, child: str) -> IncomingSpell | None:
    """Who is allocated in Annex A, by name; None where nobody is."""
    name = row.words("worker")
    if not name:
        return None
    return IncomingSpell(place, child, name, WORKER, row.words("team"), "", "", by_name=True)


def event_of(place: Place, row: Cells, kind: tuple[str, str], child: str, today: date) -> IncomingEvent | None:
    """What was held; None where no day is said or the day is still to come. `kind` is the table and the touchpoint."""
    table, touchpoint = kind
    on = row.day("held", "The day")
    if not on or on > today.isoformat() or row.yes("cancelled", "Cancelled"):
        return None
    return IncomingEvent(place, child, touchpoint, on, f"{table} {row.number('key', 'Its number')}")


def part_of(role: str) -> str | None:
    """Worker or manager of the child, by what the role is called; None for anybody else. No role is a worker."""
    said = fold(role)
    if any(one in said for one in _OTHERS):
        return None
    if any(one in said for one in _MANAGING):
        return MANAGER
    return WORKER if not said or any(one in said for one in _WORKING) else None


def gender_in_words(said: str) -> str:
    """The words for the codes of SSD and of Annex A; other words stay as they are, and what says nothing is nothing."""
    short = {
        "m": "Male",
        "f": "Female",
        "1": "Male",
        "2": "Female",
        "male": "Male",
        "female": "Female",
        "i": "Intersex",
    }
    unsaid = {"u", "9", "unknown", "not stated", "not stated recorded", "not known"}
    folded = fold(said)
    return "" if folded in unsaid else short.get(folded, said)


def _name(row: Cells, field: str) -> str:
    found = row.words(field)
    if not found:
        raise Unclear("The name is missing.")
    if any(sign.isdigit() for sign in found):
        swapped = "A day stands" if row.looks_like_day(field) else "Digits stand"
        raise Unclear(f"{swapped} where the name should: are two columns swapped?")
    return found


def _born(row: Cells, today: date) -> str:
    born = row.day("born", "The day of birth")
    if not born:
        raise Unclear("The day of birth is missing.")
    if born > today.isoformat():
        raise Unclear("The day of birth is in the future.")
    if int(born[:4]) < today.year - OLDEST:
        raise Unclear(f"The day of birth is more than {OLDEST} years ago: is this a parent?")
    return born


def _ethnicity(place: Place, row: Cells) -> IdentityField | None:
    return ethnicity_of(row.words("ethnicity"), f"The file {place.file}") if "ethnicity" in row.said else None


def _disability(row: Cells) -> IdentityField | None:
    said = row.yes("disability", "Disability") if row.code("disability").lower() in {"yes", "no", "y", "n"} else None
    return None if said is None else recorded("Has a disability" if said else "No disability recorded")

"""Proposing a batch: the children that were named or drawn, shared out between the reviewers that were chosen."""

from dataclasses import dataclass

from people import staff
from people.actor import Actor
from people.children import child as child_for
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.planning import batches
from reviews.planning.batches import PROPOSED, BatchRow, Sample
from reviews.planning.conflicts import why_not
from reviews.planning.sampling import MOST, SampleFilters, check_wanted, drawn, population
from reviews.planning.sharing_out import shared_out
from reviews.planning.workload import reviewers
from reviews.reviews import NOBODY, checked_date, checked_theme
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class Draw:
    """How a sample is drawn; `told` says its filters in words."""

    wanted: int
    seed: str
    filters: SampleFilters
    told: str


@dataclass(frozen=True)
class WantedBatch:
    """What a planner asks for. Either `children` are named, or `draw` says how to find them."""

    theme: str
    deadline: str  # an ISO date
    form: str
    reviewers: tuple[int, ...] = ()
    children: tuple[str, ...] = ()
    draw: Draw | None = None
    calibration: bool = False


@needs(Permission.PLAN_REVIEWS)
def propose(db: Database, actor: Actor, wanted: WantedBatch) -> int:
    """Keep a proposal and return its number: nothing is planned by it. A sample is drawn here, once, and kept."""
    theme, deadline = checked_theme(wanted.theme), deadline_ahead(db, wanted.deadline)
    sample = _drawn(db, actor, wanted.draw) if wanted.draw else None
    children = sample["drawn"] if sample else _named(db, actor, wanted.children)
    return batches.add(
        db,
        {
            "theme": theme,
            "deadline": deadline,
            "form": wanted.form,
            "calibration": wanted.calibration,
            "rows": _compared(wanted, children) if wanted.calibration else _shared(db, actor, wanted, children),
            "sample": sample,
            "state": PROPOSED,
            "by": actor.id,
            "by_name": actor.name,
            "at": db.now.isoformat(),
        },
    )


def deadline_ahead(db: Database, text: str) -> str:
    """A deadline that has not passed."""
    day = checked_date(text)
    if day < london_day(db.now):
        raise Unacceptable("This day is past. Choose the day by which it has to be handed in.")
    return day.isoformat()


def _drawn(db: Database, actor: Actor, draw: Draw) -> Sample:
    found = population(db, actor, draw.filters)
    check_wanted(draw.wanted, len(found))
    return {
        "seed": draw.seed,
        "wanted": draw.wanted,
        "filters": draw.told,
        "population": found,
        "drawn": drawn(found, draw.seed, draw.wanted),
    }


def _named(db: Database, actor: Actor, named: tuple[str, ...]) -> list[str]:
    if not named:
        raise Unacceptable("Name the children, or draw them at random.")
    if len(named) > MOST:
        raise Unacceptable(f"These are {len(named)} children. Plan at most {MOST} at once.")
    for ref in named:
        child_for(db, actor, ref)
    return [*dict.fromkeys(named)]


def _shared(db: Database, actor: Actor, wanted: WantedBatch, children: list[str]) -> list[BatchRow]:
    chosen = [one for number in wanted.reviewers if (one := staff.member(db, number))]
    able = {ref: [number_of(one) for one in chosen if not why_not(db, one, ref)] for ref in children}
    load = {one.number: one.open for one in reviewers(db, actor)}
    return [{"child": ref, "reviewer": who} for ref, who in shared_out(able, load, NOBODY).items()]


def _compared(wanted: WantedBatch, children: list[str]) -> list[BatchRow]:
    """Each child for each of them: who is not able is refused by name when it is planned."""
    if len(set(wanted.reviewers)) < 2:  # one alone is compared with nobody
        raise Unacceptable("A calibration needs two reviewers at least. Choose another one.")
    return [{"child": ref, "reviewer": who} for ref in children for who in dict.fromkeys(wanted.reviewers)]

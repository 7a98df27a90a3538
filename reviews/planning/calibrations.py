"""Calibration: several reviewers look at one child, blind to each other, and compare their grades afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feedback.voices.form_versions import form_version
from forms.answers import score
from forms.schema import Part
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.grades import grade_question, graded_parts
from reviews.reviews import Review, in_calibration, review, sees_all
from reviews.states import NEVER_HANDED_IN
from reviews.versions import versions
from storage.documents import number_of
from storage.store import Database

ALIKE, ONE_STEP, APART = "alike", "one step apart", "steps apart"


@dataclass(frozen=True)
class Compared:
    """One review of a calibration; it was handed in once, even where it was returned since."""

    review: Review
    reviewer: str
    handed_in: bool


@dataclass(frozen=True)
class ComparedPart:
    """One graded part, as each of them graded it, in the order of the reviews."""

    part: Part
    grades: tuple[str, ...]
    findings: tuple[str, ...]
    spread: int  # steps between the best and the worst

    @property
    def told(self) -> str:
        """How far they are apart, in words."""
        return ALIKE if self.spread == 0 else ONE_STEP if self.spread == 1 else f"{self.spread} {APART}"


@dataclass(frozen=True)
class Calibration:
    """What one person sees of a calibration. `parts` is empty until all of it is handed in."""

    child: str
    theme: str
    reviews: tuple[Compared, ...]
    parts: tuple[ComparedPart, ...]

    @property
    def waiting(self) -> tuple[Compared, ...]:
        """Those that were not handed in yet."""
        return tuple(one for one in self.reviews if not one.handed_in)


@needs(Permission.SEE_REVIEWS)
def calibration(db: Database, actor: Actor, key: str) -> Calibration:
    """The reviews that belong together; to compare once all are handed in. `NotFound` for who has no part in it."""
    found = in_calibration(db, key)
    if not found or not (sees_all(actor) or any(one["reviewer"] == actor.id for one in found)):
        raise NotFound
    compared = tuple(Compared(one, name_of(db, one["reviewer"]), one["state"] not in NEVER_HANDED_IN) for one in found)
    seen = Calibration(found[0]["child"], found[0]["theme"], compared, ())
    return seen if seen.waiting else replace(seen, parts=_beside_each_other(db, found))


@needs(Permission.SEE_REVIEWS)
def others_of(db: Database, actor: Actor, review_id: int) -> Sequence[str]:
    """The names of those who review the same child in the same calibration; whoever opens it sees that it is one."""
    found = review(db, actor, review_id)
    together = in_calibration(db, found["calibration"]) if "calibration" in found else []
    return [name_of(db, one["reviewer"]) for one in together if number_of(one) != review_id]


def _beside_each_other(db: Database, found: Sequence[Review]) -> tuple[ComparedPart, ...]:
    """As each was first handed in, blind; what was changed since is no part of it."""
    form = form_version(db, found[0]["fingerprint"])
    first = [kept[0]["values"] if (kept := versions(db, number_of(one))) else {} for one in found]
    return tuple(_part(part, first) for part in graded_parts(form))


def _part(part: Part, first: Sequence[Mapping[str, Any]]) -> ComparedPart:
    question = grade_question(part)
    codes = [str(values.get(question.id, "")) for values in first]
    steps = [step for code in codes if (step := score(question, code)) is not None]
    findings = next((one.id for one in part.questions if one.kind == "long_text"), "")
    return ComparedPart(
        part=part,
        grades=tuple(question.by_code[code].text if code in question.by_code else "No grade" for code in codes),
        findings=tuple(str(values.get(findings, "")) for values in first),
        spread=max(steps) - min(steps) if steps else 0,
    )

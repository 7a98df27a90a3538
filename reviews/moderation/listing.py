"""Which reviews the rule puts before the panel (gap G1): the Head lists them, and may list others."""

from collections.abc import Mapping

from reviews.moderation.records import counted
from reviews.moderation.rules import ModerationRules
from storage.store import Database

BY_GRADE, DIFFERS, ONE_IN = "grade", "differs", "one_in"
REST = "rest"
REASONS: Mapping[str, str] = {
    BY_GRADE: "its grade is always listed",
    DIFFERS: "the Head and the reviewer differ on the grade",
    ONE_IN: "its turn: some of the rest are listed",
}


def why_listed(db: Database, rules: ModerationRules, *, reviewer_grade: str, head_grade: str) -> tuple[str, str]:
    """The group that a passed review is counted in, and the reason for which the rule lists it; empty for none."""
    if reviewer_grade in rules.listed_grades or head_grade in rules.listed_grades:
        return BY_GRADE, BY_GRADE
    if reviewer_grade != head_grade:
        return DIFFERS, DIFFERS
    turn = rules.one_in > 0 and (counted(db, REST) + 1) % rules.one_in == 0
    return REST, ONE_IN if turn else ""

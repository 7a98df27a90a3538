"""The invented authority's reviews, from just allocated to nearly written."""

from dataclasses import dataclass

from reviews.findings import ISSUE, WORKS_WELL


@dataclass(frozen=True)
class DemoReview:
    """One review: who reviews, and how many of its sections are written."""

    child: str
    reviewer: str
    theme: str
    due_in: int  # days; below nought it is late
    written: int  # sections
    grades: tuple[str, ...] = ()
    handed_in: bool = False


REVIEWS: tuple[DemoReview, ...] = (
    DemoReview("D0001", "Peter Lindqvist", "Voice of the child in child protection planning", 9, 2, ("good", "good")),
    DemoReview("D0002", "Peter Lindqvist", "Arrival and settling of unaccompanied young people", 16, 0),
    DemoReview(
        "D0003",
        "Peter Lindqvist",
        "Sharing reports before conferences",
        -3,
        3,
        ("requires_improvement", "requires_improvement", "good"),
    ),
    DemoReview("D0007", "Peter Lindqvist", "Identity and interpreters", 5, 1, ("outstanding",)),
    DemoReview("D0006", "Peter Lindqvist", "Families who are hard to reach", 23, 0),
    DemoReview(
        "D0012",
        "Helen Marsh",
        "Drift and delay",
        12,
        5,
        ("requires_improvement", "inadequate", "requires_improvement", "good", "good"),
    ),
    DemoReview("D0010", "Peter Lindqvist", "Young people shaping their own reviews", 2, 0, handed_in=True),
    DemoReview("D0015", "Priya Raman", "Corporate parenting at 17", 30, 0),
)

FINDINGS: tuple[str, ...] = (
    "The file tells a clear story of how the family came to us, and the chronology was brought up to date this term. "
    "Direct work is regular and well recorded; two visits describe what the child showed rather than what was asked.",
    "The assessment was updated after the conference and takes in the school's view. Help began within the week. "
    "The plan names strengths beside worries, though its steps are written for professionals.",
    "Supervision is on time and reflective. Decisions are recorded the same day. One action from March was carried "
    "forward twice without a reason.",
    "The family's own description of who they are is on file. The interpreter was booked in the right language, and "
    "the worker asked about dialect. Social GRACES were explored in supervision, less so in the plan.",
    "School and health came to every core group. The voluntary sector was invited once and not again.",
)
MARKED: tuple[tuple[str, str, str], ...] = (
    ("1", "Direct work is regular and well recorded.", WORKS_WELL),
    ("1", "Two visits describe what the child showed, and do not say what was asked.", ISSUE),
    ("2", "Help began within the week.", WORKS_WELL),
    ("2", "The steps of the plan are written for professionals.", ISSUE),
    ("3", "One action from March was carried forward twice without a reason.", ISSUE),
    ("4", "The interpreter spoke the right language, and the worker asked about dialect.", WORKS_WELL),
    ("5", "The voluntary sector was invited once and not again.", ISSUE),
)

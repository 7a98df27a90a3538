"""From planned to closed: the states of a review and every step between them, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PLANNED, ALLOCATED, IN_PROGRESS, SUBMITTED, RETURNED = "planned", "allocated", "in_progress", "submitted", "returned"
PASSED, LISTED, FINAL = "passed", "listed", "final"
SENT, UPLOADED, MEETING_SET, CLOSED = "sent", "uploaded", "meeting_set", "closed"
SAMPLED, CANCELLED = "sampled", "cancelled"

STATES: Mapping[str, str] = {
    PLANNED: "Planned",
    ALLOCATED: "Allocated",
    IN_PROGRESS: "In progress",
    SUBMITTED: "Submitted",
    RETURNED: "Returned to the reviewer",
    PASSED: "Passed by the Head",
    LISTED: "Listed for the panel",
    FINAL: "Final",
    SENT: "Sent to worker and manager",
    UPLOADED: "Uploaded to Mosaic",
    MEETING_SET: "Tracker meeting set",
    CLOSED: "Closed",
    SAMPLED: "Dip sample handed in",
    CANCELLED: "Cancelled",
}
GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {  # so that a dozen states stay readable
    "writing": ("To be handed in", (PLANNED, ALLOCATED, IN_PROGRESS, RETURNED)),
    "moderation": ("In moderation", (SUBMITTED, PASSED, LISTED)),
    "after": ("Final", (FINAL, SENT, UPLOADED, MEETING_SET)),
    "ended": ("Ended", (CLOSED, SAMPLED, CANCELLED)),
}
BEING_WRITTEN = frozenset({ALLOCATED, IN_PROGRESS, RETURNED})  # what its reviewer may still change
TO_HAND_IN = BEING_WRITTEN | {PLANNED}  # what has a deadline ahead of it
NEVER_HANDED_IN = TO_HAND_IN - {RETURNED}
JUDGED = frozenset({FINAL, SENT, UPLOADED, MEETING_SET, CLOSED})  # what has its final grade
RELEASED = JUDGED - {FINAL}  # what the child's worker and line manager may read


class Who(StrEnum):
    """Who takes a step; `reviews/steps.py` has the rule behind each."""

    PLANNER = "whoever plans reviews"
    REVIEWER = "the reviewer"
    MODERATOR = "the Head who moderates it"
    PANEL_PLANNER = "whoever plans the panel"
    PANEL = "the panel"
    HEAD = "the Head of Safeguarding & QA"
    PROGRAM = "the program, beside the pages"


@dataclass(frozen=True)
class Step:
    """One step: from which states to which, who takes it, what must hold, and what the time line says of it."""

    name: str
    before: frozenset[str]
    after: str  # empty where the review stays as it is, and only its time line grows
    who: Who
    holds: str  # what the verb that takes it makes sure of
    done: str


_TABLE = (
    Step("allocate", frozenset({PLANNED, ALLOCATED}), ALLOCATED, Who.PLANNER, "no reviewer of own work", "Allocated"),
    Step("begin", frozenset({ALLOCATED}), IN_PROGRESS, Who.REVIEWER, "a field was written", "Begun"),
    Step("new_deadline", TO_HAND_IN, "", Who.PLANNER, "a day ahead, and why", "New deadline"),
    Step("cancel", NEVER_HANDED_IN, CANCELLED, Who.PLANNER, "why is said", "Cancelled"),
    Step(
        "remind",
        BEING_WRITTEN & NEVER_HANDED_IN,
        "",
        Who.PROGRAM,
        "the days before the deadline",
        "A reminder stands at home",
    ),
    Step(
        "remind_late",
        BEING_WRITTEN & NEVER_HANDED_IN,
        "",
        Who.PROGRAM,
        "the deadline has passed",
        "Late, and said so at home",
    ),
    Step("submit", BEING_WRITTEN, SUBMITTED, Who.REVIEWER, "nothing is missing (BR-04 to 11, 20 to 24)", "Handed in"),
    Step("sample", BEING_WRITTEN, SAMPLED, Who.REVIEWER, "it is a dip sample, and nothing is missing", "Handed in"),
    Step("return", frozenset({SUBMITTED}), RETURNED, Who.MODERATOR, "what and why is said (BR-40)", "Returned"),
    Step("pass", frozenset({SUBMITTED}), PASSED, Who.MODERATOR, "the four checks (BR-40)", "Passed at stage 1"),
    Step("list", frozenset({PASSED}), LISTED, Who.PANEL_PLANNER, "a planned meeting", "Listed for the panel"),
    Step(
        "unlist", frozenset({LISTED}), PASSED, Who.PANEL_PLANNER, "the panel has not confirmed it", "Taken off the list"
    ),
    Step(
        "finalise", frozenset({PASSED}), FINAL, Who.MODERATOR, "the Head agrees with the grade", "Final, without panel"
    ),
    Step("confirm", frozenset({LISTED}), FINAL, Who.PANEL, "no difference stands (BR-46)", "Confirmed by the panel"),
    Step("send", frozenset({FINAL}), SENT, Who.HEAD, "not before it was final (BR-49)", "Sent to worker and manager"),
    Step("upload", frozenset({SENT}), UPLOADED, Who.HEAD, "not before it was sent (BR-49)", "Uploaded to Mosaic"),
    Step("set_meeting", frozenset({UPLOADED}), MEETING_SET, Who.HEAD, "not before it was sent", "Tracker meeting set"),
    Step("close", frozenset({MEETING_SET}), CLOSED, Who.HEAD, "sent, uploaded, meeting set (BR-49)", "Closed"),
)
STEPS: Mapping[str, Step] = {step.name: step for step in _TABLE}
_OFF_THE_WAY = frozenset({"unlist", "cancel"})


def onward(state: str, *, dip_sample: bool = False) -> list[Step]:
    """The steps that lead on from a state; not what takes back or ends it early, nor what leaves it where it is."""
    other_form = "submit" if dip_sample else "sample"
    there = (step for step in _TABLE if state in step.before and step.after not in ("", state))
    return [step for step in there if step.name not in _OFF_THE_WAY | {other_form}]

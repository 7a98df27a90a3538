"""What the invented authority has to do by phone: requests to be called about, tries, and talks noted afterwards."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoCall:
    """A parent to be asked by phone, and what came of each try; `asked_for_later` agrees on the next day at four."""

    child: str
    days_ago: int
    tries: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoNote:
    """A talk that took place: with the `family`, the `worker` or the `manager`."""

    child: str
    part: str
    days_ago: int
    method: str
    words: str


CALLS: tuple[DemoCall, ...] = (
    DemoCall("D0005", 6, ("no_answer", "no_answer")),
    DemoCall("D0011", 4, ("asked_for_later",)),
    DemoCall("D0017", 3),
    DemoCall("D0023", 2, ("no_answer",)),
    DemoCall("D0027", 2),
)
NOTES: tuple[DemoNote, ...] = (
    DemoNote(
        "D0001",
        "worker",
        5,
        "in_person",
        "We went through the plan together. She would book the interpreter before the next visit is set, not after.",
    ),
    DemoNote("D0001", "manager", 4, "video", "Supervision has picked up the delay; the step is now dated."),
    DemoNote("D0012", "worker", 3, "phone", "Two steps were passed on at a change of worker and lost."),
    DemoNote(
        "D0012",
        "family",
        2,
        "phone",
        "The grandmother says that things move once she rings, and that she would like not to have to.",
    ),
)
CONCERN = ("D0003", 6, "A remark in the minutes about the family's background was not challenged by anybody there.")
"""Child, days ago and words of a concern that has been answered."""

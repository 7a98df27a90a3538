"""What can go wrong with a form, and what the one who meets it can do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault in a form, where it stands, and how to mend it; `line` is 0 where it has no lines."""

    file: str
    line: int
    problem: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.problem} {self.mend}"


class FormError(ValueError):
    """The form files cannot be used; every problem names its file, its line and its mend."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class NoSuchForm(LookupError):
    """The library holds no form of that id."""


class NotAsked(LookupError):
    """The conversation does not ask that question: there is no such one, or its condition does not hold."""

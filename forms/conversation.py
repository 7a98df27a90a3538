"""Walks one form: which question comes next, what was answered, and the way back; it knows no channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from forms.answers import AnswerRefused, Raw, Value, read_answer
from forms.errors import NotAsked
from forms.schema import Form, Question
from language.catalogue import N_

NEEDED = N_("This question needs an answer.")


@dataclass(frozen=True)
class Conversation:
    """One state of a conversation; each step returns another. `at` is set only away from the next open question."""

    form: Form
    given: Mapping[str, Value | None]
    at: str | None = None

    @classmethod
    def begin(cls, form: Form) -> "Conversation":
        """The form with nothing answered yet."""
        return cls.resume(form, {})

    @classmethod
    def resume(cls, form: Form, given: Mapping[str, Value | None], at: str | None = None) -> "Conversation":
        """The conversation in which these answers were given; None stands for a skipped question."""
        here = cls(form, MappingProxyType(dict(given)), at)
        if at is not None and (at not in here._relevant or at == here._first_open):
            return cls(form, here.given)
        return here

    @property
    def question(self) -> Question | None:
        """The question to ask now; None when every one is answered or skipped."""
        current = self.at or self._first_open
        return None if current is None else self.form.by_id[current]

    @property
    def heard(self) -> tuple[tuple[Question, Value | None], ...]:
        """What was answered or skipped and still counts, in the order of the form."""
        asked = (self.form.by_id[question_id] for question_id in self._relevant if question_id in self.given)
        return tuple((question, self.given[question.id]) for question in asked)

    @property
    def position(self) -> int:
        """The current question's number, from 1; `total` at the end. A question that an answer opened shares the
        number of the one before it: so a count never grows and never jumps.
        """
        current = self.at or self._first_open
        return self.total if current is None else self.form.numbers[current]

    @property
    def total(self) -> int:
        """How many questions everybody is asked: no answer changes it."""
        return max(self.form.numbers.values(), default=0)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to ask."""
        return self.question is None

    @property
    def can_go_back(self) -> bool:
        """Whether a question was asked before this one."""
        return self.before is not None

    @property
    def before(self) -> str | None:
        """The question that Back leads to; None where none was asked before this one."""
        current = self.at or self._first_open
        place = len(self._relevant) if current is None else self._relevant.index(current)
        return self._relevant[place - 1] if place else None

    def answer(self, raw: Raw) -> "Conversation":
        """The current question answered; Refused when the answer cannot be kept."""
        question = self._current()
        return self._with(question, read_answer(question, raw))

    def skip(self) -> "Conversation":
        """The current question skipped; an earlier answer to it is taken back."""
        question = self._current()
        if question.required:
            raise AnswerRefused(NEEDED)
        return self._with(question, None)

    def back(self) -> "Conversation":
        """At the question before, its answer kept; where there is none, nothing changes."""
        return self if self.before is None else self.go_to(self.before)

    def asks(self, question_id: str) -> bool:
        """Whether the form has that question and its condition holds."""
        return question_id in self._relevant

    def go_to(self, question_id: str) -> "Conversation":
        """At that question; NotAsked when the form has none such or its condition does not hold."""
        if not self.asks(question_id):
            raise NotAsked(question_id)
        return self.resume(self.form, self.given, question_id)

    def _current(self) -> Question:
        if self.question is None:
            raise NotAsked("Every question is answered or skipped.")
        return self.question

    def _with(self, question: Question, value: Value | None) -> "Conversation":
        return self.resume(self.form, {**self.given, question.id: value})

    @cached_property
    def _relevant(self) -> tuple[str, ...]:
        """The questions whose conditions hold, judged only by answers that are relevant themselves."""
        if not self.form.conditional:
            return self.form.ids
        heard: dict[str, Value | None] = {}
        relevant = []
        for question in self.form.questions:
            if question.when is None or question.when.holds(heard):
                relevant.append(question.id)
                heard[question.id] = self.given.get(question.id)
        return tuple(relevant)

    @cached_property
    def _first_open(self) -> str | None:
        return next((question_id for question_id in self._relevant if question_id not in self.given), None)

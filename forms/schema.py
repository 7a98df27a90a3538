"""A form as a conversation walks it: parts, questions, options and the conditions on which a question is asked."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from forms.vocabulary import (
    Audience,
    ColumnKind,
    Format,
    KeptList,
    Kind,
    Picture,
    Purpose,
    Section,
    Touchpoint,
    Warning,
)


class Frozen(BaseModel):
    """A value that never changes after it was made, and holds nothing that its class does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Option(Frozen):
    """One answer to choose: the code is kept, the text is shown, the value is counted."""

    code: str
    text: str
    value: int | None = None


class Condition(Frozen):
    """When a question is asked: one test of an earlier answer, or several that must all hold."""

    question: str = ""
    equals: str | None = None
    one_of: tuple[str, ...] = ()
    answered: bool | None = None
    all: tuple["Condition", ...] = ()

    def holds(self, heard: Mapping[str, Any]) -> bool:
        """Whether it holds for the answers that count; a skipped question (None) equals nothing."""
        if self.all:
            return all(condition.holds(heard) for condition in self.all)
        value = heard.get(self.question)
        if self.answered is not None:
            return (value is not None) is self.answered
        if value is None:
            return False
        chosen = value if isinstance(value, list) else (value,)
        wanted = self.one_of if self.equals is None else (self.equals,)
        return any(code in wanted for code in chosen)

    def tests(self) -> Sequence["Condition"]:
        """The single tests that it is composed of."""
        return [test for condition in self.all for test in condition.tests()] if self.all else [self]


class Column(Frozen):
    """One column of a table question."""

    id: str
    title: str
    kind: ColumnKind = "long_text"
    choices: tuple[Option, ...] = ()  # of a column of kind `one_choice`


class Asking(Frozen):
    """What a question says. `alerts` are the option codes that need a person the same day (BR-26, BR-30).

    `warning`: it asks for the reason why something that draws a warning is right, and only while it does (BR-07).
    `items`: the list that the service keeps, of which a checklist is ticked.
    `easy`: the same in Easy Read, where the text itself is not easy already.
    """

    id: str
    kind: Kind
    text: str
    hint: str = ""
    explain: str = ""
    easy: str = ""
    picture: Picture = ""
    scale: str | None = None
    choices: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    evidence_for: tuple[Section, ...] = ()
    when: Condition | None = None
    max_length: int = 0
    format: Format = ""
    required: bool = False
    purpose: Purpose = ""
    alerts: tuple[str, ...] = ()
    warning: Warning = ""
    items: KeptList = ""

    @field_validator("evidence_for", mode="before")
    @classmethod
    def _section_ids(cls, written: Any) -> Any:
        return [str(section) for section in written] if isinstance(written, list) else written


class Question(Asking):
    """One question with everything that can be answered to it: a scale's options stand in `choices`."""

    asides: tuple[Option, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Option]:
        """Every option by its code."""
        return {option.code: option for option in self._options}

    @cached_property
    def _options(self) -> tuple[Option, ...]:
        return self.choices + self.asides

    def options(self) -> tuple[Option, ...]:
        """Everything that can be chosen, "I don't know" and "I'd rather not say" last; nothing for typed answers."""
        return self._options

    def wording(self, *, easy: bool) -> str:
        """How it is put; in Easy Read where that is wanted and differs."""
        return self.easy if easy and self.easy else self.text


class Prompt(Frozen):
    """A question that a reviewer keeps in mind while writing a section."""

    id: str
    text: str


class Part(Frozen):
    """Questions that stand together under one heading."""

    id: str
    number: str = ""
    title: str = ""
    short: str = ""  # the title where there is little room; empty where the title itself is short
    intro: str = ""
    prompts: tuple[Prompt, ...] = ()
    questions: tuple[Question, ...] = ()
    graded: bool = False


class Form(Frozen):
    """One whole form for one audience; `staff` forms are filled by a reviewer and never walked by a family."""

    id: str
    version: int
    title: str
    audience: Audience | None = None
    touchpoints: tuple[Touchpoint, ...] = ()
    staff: bool = False
    parts: tuple[Part, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order they are asked."""
        return tuple(question for part in self.parts for question in part.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all questions in the order they are asked."""
        return tuple(question.id for question in self.questions)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Every question's number, from 1: only those count that everybody is asked."""
        counted = accumulate(question.when is None for question in self.questions)
        return {question.id: max(1, number) for question, number in zip(self.questions, counted, strict=True)}

    @cached_property
    def conditional(self) -> bool:
        """Whether any question depends on an answer."""
        return any(question.when for question in self.questions)

    def turns_on(self, question: Question) -> bool:
        """Whether an answer to this question changes what else is asked, or says something about the voice itself."""
        return bool(question.purpose or question.alerts) or question.id in self._tested

    @cached_property
    def _tested(self) -> frozenset[str]:
        return frozenset(test.question for one in self.questions if one.when for test in one.when.tests())

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when there is none."""
        return self.by_id[question_id]

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the form's content: the same words and options, the same fingerprint."""
        content = json.dumps(self.as_document(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(content.encode()).hexdigest()

    def as_document(self) -> dict[str, Any]:
        """Plain JSON from which `from_document` makes an equal form, scales and all, however the files change."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Form":
        """The form that `as_document` wrote down."""
        return cls.model_validate(document)

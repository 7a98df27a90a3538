"""A form as it is written in a file, and how it becomes one Form for each audience that it names."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from forms.scales import scales
from forms.schema import Asking, Form, Frozen, Option, Part, Prompt, Question
from forms.vocabulary import CHOICE_KINDS, TEXT_LENGTHS, Audience, Touchpoint

CLOSING_PART = "closing"
SET_PART = "questions"


class WrittenQuestion(Asking):
    """A question in a file: it names its scale, and its asides only where they are not the audience's usual ones."""

    asides: tuple[str, ...] | None = None

    def build(self, audience: str | None) -> Question:
        """The question as that audience is asked it."""
        said = {name: getattr(self, name) for name in self.model_fields_set if name not in ("asides", "audiences")}
        said["choices"] = self._choices()
        said["asides"] = self._asides(audience)
        said["max_length"] = self.max_length or TEXT_LENGTHS.get(self.kind, 0)
        return Question.model_validate(said)

    def _choices(self) -> tuple[Option, ...]:
        if self.kind == "scale":
            return scales().scales[self.scale or ""]
        return scales().yes_no if self.kind == "yes_no" else self.choices

    def _asides(self, audience: str | None) -> tuple[Option, ...]:
        if self.kind not in CHOICE_KINDS:
            return ()
        own = self.asides
        return scales().asides_of(scales().aside_codes(audience) if own is None else own)


class WrittenPart(Frozen):
    """A part in a file; its prompts stand as `number: text`."""

    id: str
    number: str = ""
    title: str = ""
    short: str = ""
    intro: str = ""
    prompts: Mapping[str, str] = Field(default_factory=dict)
    questions: tuple[WrittenQuestion, ...] = ()
    graded: bool = False

    def build(self, audience: str | None) -> Part:
        """The part as that audience sees it."""
        return Part(
            id=self.id,
            number=self.number,
            title=self.title,
            short=self.short,
            intro=self.intro,
            prompts=tuple(Prompt(id=number, text=text) for number, text in self.prompts.items()),
            questions=tuple(question.build(audience) for question in self.questions),
            graded=self.graded,
        )


class ClosingQuestion(WrittenQuestion):
    """A question at the end of a set; `audiences` are those who are asked it in these words, none for all."""

    audiences: tuple[Audience, ...] = ()

    def is_for(self, audience: str | None) -> bool:
        """Whether that audience is asked it."""
        return not self.audiences or audience in self.audiences


Closings = Mapping[str, tuple[ClosingQuestion, ...]]


class WrittenClosings(Frozen):
    """The closing file: every closing block by the name that a form's `ends_with` uses."""

    closings: Closings


class WrittenForm(Frozen):
    """A form file: `questions` for a set of one part, or `parts`; `ends_with` names the closing questions."""

    id: str
    version: int = Field(ge=1)
    title: str
    audience: Audience | None = None
    audiences: tuple[Audience, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    staff: bool = False
    ends_with: str = ""
    questions: tuple[WrittenQuestion, ...] = ()
    parts: tuple[WrittenPart, ...] = ()

    def build(self, closings: Closings) -> Iterator[Form]:
        """One form; with several `audiences` one for each, its id the file's id and the audience."""
        if not self.audiences:
            yield self._form(self.id, self.audience, closings)
        for audience in self.audiences:
            yield self._form(f"{self.id}_{audience}", audience, closings)

    def _form(self, form_id: str, audience: Audience | None, closings: Closings) -> Form:
        own = self.parts or (WrittenPart(id=SET_PART, questions=self.questions),)
        return Form(
            id=form_id,
            version=self.version,
            title=self.title,
            audience=audience,
            touchpoints=self.touchpoints,
            staff=self.staff,
            parts=tuple(part.build(audience) for part in (*own, *self._closing(audience, closings))),
        )

    def _closing(self, audience: str | None, closings: Closings) -> tuple[WrittenPart, ...]:
        if not self.ends_with:
            return ()
        own = tuple(question for question in closings[self.ends_with] if question.is_for(audience))
        return (WrittenPart(id=CLOSING_PART, questions=own),)

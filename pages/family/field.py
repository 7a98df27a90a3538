"""How one question is put on the page: its cards or its box, and what already stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.voices.conversation_view import ConversationView
from forms.schema import Option, Question
from language.isolates import isolated

_MOODS = {5: "smile", 4: "good", 3: "flat", 2: "low", 1: "frown"}


@dataclass(frozen=True)
class Card:
    """One answer to choose; `mood` names the face that decorates it, if any."""

    code: str
    text: str
    mood: str
    aside: bool = False


@dataclass(frozen=True)
class Field:
    """What the person fills in. Only their own words or choice ever stand in it; nothing is chosen for them."""

    cards: tuple[Card, ...]
    several: bool
    long: bool
    phone: bool
    chosen: frozenset[str]
    typed: str
    described: str


def field(
    view: ConversationView, question: Question, sent: Sequence[str] | None = None, refused: bool = False
) -> Field:
    """The field with what was just sent and not kept, else with what was typed before, else with the own answer."""
    standing = _standing(view) if sent is None else tuple(sent)
    return Field(
        cards=tuple(
            Card(each.code, each.text, _mood(question, each), each in question.asides) for each in question.options()
        ),
        several=question.kind == "several_choices",
        long=question.kind == "long_text",
        phone=question.format == "phone",
        chosen=frozenset(standing),
        typed=isolated(standing[0]) if standing else "",
        described=_described(question, refused),
    )


def draft_of(sent: Sequence[str]) -> str:
    """What was sent, as one text to be kept until the person comes back; `_standing` reads it again."""
    return "\n".join(sent)


def _standing(view: ConversationView) -> tuple[str, ...]:
    if view.draft and view.question and view.question.options():
        return tuple(view.draft.split("\n"))
    if view.draft:
        return (view.draft,)
    given = view.given if isinstance(view.given, list) else [view.given]
    return tuple(each for each in given if isinstance(each, str))


def _mood(question: Question, option: Option) -> str:
    """The face of an answer: by its place on the scale, and beside whether one is safe."""
    if question.purpose == "safe_now" and question.alerts and option in question.choices and option.value is None:
        return _MOODS[1] if option.code in question.alerts else _MOODS[5]
    return _MOODS.get(option.value or 0, "")


def _described(question: Question, refused: bool) -> str:
    notes = {"explain": question.explain, "hint": question.hint, "wrong": refused}
    return " ".join(name for name, stands in notes.items() if stands)

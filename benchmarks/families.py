"""Families who were asked and have begun, and what they answer."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import wire
from benchmarks.authority import LIBRARY
from feedback.asking.requests import ask
from feedback.web import answering
from forms.schema import Form, Question
from people.actor import COMMAND_LINE
from storage.store import Database

WORDS = "They listened to us, but the report came the night before and nobody told us what would happen next."
NUMBER = "07700 900123"  # kept free for fiction by the regulator


@dataclass(frozen=True)
class Family:
    """One link, and the one browser that it is open in."""

    token: str
    session: str
    form: Form
    language: str = "en"

    @property
    def path(self) -> str:
        """Where the conversation stands."""
        return f"/f/{self.token}"

    def looks(self) -> bytes:
        """The request for the page that this browser is at."""
        return wire.get(self.path, self.session, self.language)

    def presses(self, button: str, *fields: tuple[str, str]) -> bytes:
        """The request that a button of the page sends."""
        return wire.post(self.path, self.session, [("language", self.language), *fields, ("do", button)])

    def answers(self, question: Question, *, in_trouble: bool = False) -> bytes:
        """The request that answers a question."""
        words = said_in_trouble(question) if in_trouble else said(question)
        return self.presses("answer", ("question", question.id), ("answer", words))

    def answers_to_all(self) -> Iterator[bytes]:
        """One request for each question that is put to everybody."""
        return (self.answers(question) for question in self.form.questions if question.when is None)


def said(question: Question) -> str:
    """An ordinary answer: a choice that alarms nobody and asks for no more, a number, or a sentence."""
    calm = [option.code for option in question.choices if option.code not in question.alerts]
    if question.purpose == "call_back" and "no" in calm:
        return "no"
    if question.format == "phone":
        return NUMBER
    return calm[0] if calm else WORDS


def said_in_trouble(question: Question) -> str:
    """The answer that alarms, where there is one; a wish to be called, where that is asked."""
    if question.purpose == "call_back":
        return "yes"
    return question.alerts[0] if question.alerts else said(question)


def asked(db: Database, child: str, touchpoint: str, audience: str, language: str = "en", *, begun: bool) -> Family:
    """Ask one family; `begun` where their browser has pressed Start already."""
    form = LIBRARY.find(touchpoint, audience)
    assert form is not None
    request = ask(
        db,
        COMMAND_LINE,
        child=child,
        touchpoint=touchpoint,
        audience=audience,
        language=language,
        channel="link",
        form=form,
    )
    family = Family(request.token, secrets.token_urlsafe(16), form, language)
    if begun:
        answering.begin(db, family.token, family.session, language)
    return family


def parents(db: Database, number: int, *, begun: bool = True) -> list[Family]:
    """Parents who were asked after a conference, over the children whom no other figure looks at."""
    children = [f"D{at:04}" for at in range(16, 31)]
    return [asked(db, children[at % 15], "conference", "parent_carer", begun=begun) for at in range(number)]

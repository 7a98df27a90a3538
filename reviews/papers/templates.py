"""Word templates that an authority edits itself: kept in the store, the built-in ones behind them."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypedDict, cast

from tinydb import where

from documents import word, word_trial
from documents.word_package import NotUsable
from people import audit
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.papers.fields import MinutesPaper, ModerationPaper, ReviewPaper, field_names, sample_of
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

WORD_TEMPLATES = Kind("word_templates", indexed=("paper",), unique=("paper",), lasting=True)

TOPIC: Final = "papers"
REQUIRED: Final = ("marking",)  # what leaves says how it is handled
LONGEST_NAME = 120
_FOLDER = Path(__file__).parent


class Paper(StrEnum):
    """What is made in Word."""

    REVIEW = "review"
    MODERATION = "moderation"
    MINUTES = "minutes"


TITLES: Mapping[Paper, str] = {
    Paper.REVIEW: "Practice and Impact Review",
    Paper.MODERATION: "Moderation record",
    Paper.MINUTES: "Minutes of the tracker meeting",
}
_FIELDS: Mapping[Paper, Any] = {
    Paper.REVIEW: ReviewPaper,
    Paper.MODERATION: ModerationPaper,
    Paper.MINUTES: MinutesPaper,
}
OF_A_REVIEW = (Paper.REVIEW, Paper.MODERATION)


class WordTemplate(TypedDict):
    """The template of an authority for one paper, or that it went back to the built-in one."""

    paper: str
    name: str  # of the file as it was chosen
    content: str  # Base64; empty where the built-in one is in use again
    by: int
    by_name: str
    at: str


@dataclass(frozen=True)
class CheckedTemplate:
    """A file that can be filled: made by `checked`, and by nothing else."""

    paper: Paper
    name: str
    content: bytes


@dataclass(frozen=True)
class TemplateInUse:
    """Which template a paper is made with."""

    paper: Paper
    title: str
    own: WordTemplate | None  # what was done last; None where the built-in one was never replaced
    fields: list[str]

    @property
    def is_own(self) -> bool:
        """Whether the authority's own template is used."""
        return bool(self.own and self.own["content"])


def built_in(paper: Paper) -> bytes:
    """The template that comes with Heard."""
    return (_FOLDER / f"{paper}.docx").read_bytes()


def checked(paper: Paper, name: str, content: bytes) -> CheckedTemplate:
    """A template that was tried with a sample; `NotUsable` says all that is wrong. Takes a second or two."""
    word_trial.check(content, sample_of(_FIELDS[paper]), REQUIRED)
    return CheckedTemplate(paper, name.strip()[:LONGEST_NAME] or f"{paper}.docx", content)


@needs(Permission.CHANGE_TEMPLATES)
def keep_template(db: Database, actor: Actor, template: CheckedTemplate) -> None:
    """Use it from now on, in place of the one before."""
    content = base64.b64encode(template.content).decode()
    _keep(db, actor, template.paper, template.name, content)
    audit.record(db, actor, "template.kept", paper=template.paper, size=len(template.content))


@needs(Permission.CHANGE_TEMPLATES)
def use_built_in(db: Database, actor: Actor, paper: Paper) -> None:
    """Go back to the template that comes with Heard."""
    present = _kept(db, paper)
    if present is not None and present["content"]:
        _keep(db, actor, paper, "", "")
        audit.record(db, actor, "template.built_in", paper=paper)


@needs(Permission.CHANGE_TEMPLATES)
def templates_in_use(db: Database, actor: Actor) -> list[TemplateInUse]:
    """Each paper with its template, who changed it and when."""
    return [TemplateInUse(one, TITLES[one], _kept(db, one), field_names(_FIELDS[one])) for one in Paper]


@needs(Permission.CHANGE_TEMPLATES)
def template_file(db: Database, actor: Actor, paper: Paper) -> bytes:
    """The template that is in use, to be edited in Word."""
    return own_template(db, paper) or built_in(paper)


def own_template(db: Database, paper: Paper) -> bytes | None:
    """The authority's own template; None where the built-in one is used."""
    present = _kept(db, paper)
    return base64.b64decode(present["content"]) if present and present["content"] else None


def filled(paper: Paper, words: Mapping[str, Any], own: bytes | None) -> tuple[bytes, str]:
    """The document, and a sentence where an own template could not be filled and the built-in one was used."""
    if own is not None:
        try:
            return word.fill(own, words), ""
        except NotUsable as trouble:
            return word.fill(built_in(paper), words), f"Your own template was not used. {trouble}"
    return word.fill(built_in(paper), words), ""


def _kept(db: Database, paper: Paper) -> WordTemplate | None:
    return cast("WordTemplate | None", db.table(WORD_TEMPLATES).get(where("paper") == paper.value))


def _keep(db: Database, actor: Actor, paper: Paper, name: str, content: str) -> None:
    kept: WordTemplate = {
        "paper": paper.value,
        "name": name,
        "content": content,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    present = _kept(db, paper)
    if present is None:
        db.table(WORD_TEMPLATES).insert(kept)
    else:
        db.table(WORD_TEMPLATES).replace(number_of(present), kept)
    db.announce(TOPIC)

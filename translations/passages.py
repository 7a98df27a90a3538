"""The passages that families may read: their English, where each stands, and what a translator has to know of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from feedback.messages.wording import REMINDER_DISCREET, REQUEST_DISCREET, TOLD_DISCREET
from forms.closings import DEFINITIONS
from forms.extract import messages
from language import catalogue
from language.catalogue import english_of
from language.overlay import Texts

DISCREET = frozenset({REQUEST_DISCREET, REMINDER_DISCREET, TOLD_DISCREET})
_FORM = re.compile(r"forms/definitions/(\w+)\.yaml")
_PLACES = {  # by how a file's name begins; the first that fits
    "forms/scales": ("answers", "Answers to choose from"),
    "feedback/sms": ("texts", "Texts"),
    "feedback/messages": ("texts", "Texts"),
    "feedback/asking": ("texts", "Texts"),
    "feedback/paper": ("paper", "Letters, posters and cards"),
    "feedback/phone": ("phone", "The phone script"),
    "tracker": ("said", "You said, we did"),
    "pages/family": ("pages", "Pages"),
}
_ELSEWHERE = ("words", "Other words")


@dataclass(frozen=True)
class Passage:
    """One message. `groups` are the forms and parts in which it stands, by code and name."""

    english: Texts
    groups: Mapping[str, str]
    where: tuple[str, ...]  # form and question, or file, in words
    notes: tuple[str, ...]  # from those who wrote it, for those who translate it

    @property
    def key(self) -> str:
        """The English by which it is known: its first form."""
        return self.english[0]

    @property
    def code(self) -> str:
        """What stands for it in an address."""
        return code_of(self.key)

    @property
    def is_text(self) -> bool:
        """Whether it goes out as a text, where each part costs."""
        return "texts" in self.groups

    @property
    def is_discreet(self) -> bool:
        """Whether it goes to a phone that others look at."""
        return self.key in DISCREET


def code_of(key: str) -> str:
    """The code of the passage with this English."""
    return sha256(key.encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def passages() -> Mapping[str, Passage]:
    """Every passage by its English, in the order of the English."""
    path = catalogue.FOLDER / "messages.pot"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        found = [_passage(one) for one in read_po(file) if one.id]
    return {one.key: one for one in sorted(found, key=lambda one: one.key.casefold())}


def by_code(code: str) -> Passage | None:
    """The passage of an address."""
    return _by_code().get(code)


@lru_cache(maxsize=1)
def groups() -> Mapping[str, str]:
    """Every form and part in which passages stand, by its code: its name."""
    found = {code: name for one in passages().values() for code, name in one.groups.items()}
    return dict(sorted(found.items(), key=lambda each: each[1]))


@lru_cache(maxsize=64)
def order_of(group: str) -> Mapping[str, int]:
    """The English of a form in the order in which it is asked; nothing for what is no form."""
    path = DEFINITIONS / f"{group}.yaml"
    if group not in groups() or not path.exists():
        return {}
    with path.open("rb") as file:
        return {english: place for place, (_, _, english, _) in enumerate(messages(file, (), (), {}))}


@lru_cache(maxsize=1)
def _by_code() -> Mapping[str, Passage]:
    return {one.code: one for one in passages().values()}


def _passage(message: Message) -> Passage:
    files = [file for file, _ in message.locations]
    comments = list(dict.fromkeys(message.auto_comments))
    notes = tuple(one.removeprefix("Translators: ") for one in comments if one.startswith("Translators:"))
    stands = tuple(one for one in comments if not one.startswith("Translators:"))
    groups = dict(_group(file) for file in files) or dict([_ELSEWHERE])
    pages = tuple(f"Page: {_named(file)}" for file in files if file.endswith(".html"))
    return Passage(english_of(message), groups, (*map(_stands, stands), *pages), notes)


def _group(file: str) -> tuple[str, str]:
    if form := _FORM.search(file):
        return form[1], f"Form: {_name(form[1])}"
    return next((group for begin, group in _PLACES.items() if file.startswith(begin)), _ELSEWHERE)


def _named(file: str) -> str:
    return _name(file.rpartition("/")[2].removesuffix(".html"))


def _stands(comment: str) -> str:
    form, _, place = comment.partition(" ")
    return f"{_name(form)}: {place}" if place else _name(form)


def _name(code: str) -> str:
    words = re.sub(r"(\d+)_(\d+)$", r"\1 to \2", code).replace("_", " ")
    return words[:1].upper() + words[1:]

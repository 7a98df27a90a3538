"""Raising a concern from any staff screen, without leaving it: one press, and what the page is told of it."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nicegui import ui

from feedback.concerns.kinds import FIRST, TITLES
from feedback.concerns.raising import raise_concern
from feedback.concerns.shown import concerns_for
from pages.staff.addresses import CHILDREN, REVIEWS, number
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.roles import Permission
from people.staff import as_actor, everyone
from reviews.escalations import escalate
from reviews.reviews import review
from storage.store import Database
from storage.table import Document

_CHILD = re.compile(rf"{CHILDREN}/([\w-]+)")
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_REVIEW = re.compile(rf"{REVIEWS}/(\d{{1,15}})")


@dataclass(frozen=True)
class About:
    """What a concern would be about, as far as the screen it is raised from says it."""

    child: str = ""
    review: int | None = None


def about_of(screen: Screen, child: str = "") -> About:
    """The child and the review of the screen; nothing where it shows neither."""
    if found := _REVIEW.match(screen.address):
        number_of_review = number(found[1])
        return About(screen.read(review, number_of_review)["child"], number_of_review)
    found = _CHILD.match(screen.address)
    return About(child or (found[1] if found else ""))


def who_would_answer(db: Database, actor: Actor) -> list[Document]:
    """Those who may be told of a concern: one of them may be whom it is about, and is then passed over (BR-25)."""
    may = (one for one in everyone(db) if as_actor(one).may(Permission.ANSWER_CONCERN))
    return [one for one in may if one.doc_id != actor.id]


def raising(screen: Screen, about: About) -> None:
    """The button's small form, and its act. It is never drawn again, so what is typed in it stays."""
    given = {"about": about, "kinds": TITLES, "first": FIRST, "reach": screen.house.desk.reach}
    ui.html(render("raise.html", screen.now, people=screen.read(who_would_answer), **given), sanitize=True)

    async def raise_it(data: Mapping[str, Any]) -> None:
        try:
            told = await _raised(screen, about, data)
        except Unacceptable as trouble:
            screen.script("refuse", "raise-form", "kind", str(trouble))
        else:
            screen.script("raised", told)

    screen.on("raise-concern", raise_it)


async def _raised(screen: Screen, about: About, data: Mapping[str, Any]) -> str:
    """Raise it; says who was told."""
    kind, words, child = (str(data.get(name) or "").strip() for name in ("kind", "words", "child"))
    subjects = [int(one) for one in data.get("subjects") or () if isinstance(one, str) and _NUMBER.fullmatch(one)]
    made = None
    if about.review is not None:
        with contextlib.suppress(NotFound):  # no longer theirs to see: what they saw is kept all the same
            made = await screen.write(escalate, about.review, kind, words, subjects=subjects)
    if made is None:
        child = child or about.child
        made = await screen.write(raise_concern, kind, words=words, child=child or None, recused=subjects)
    found = next((one for one in screen.read(concerns_for) if one.concern == made), None)
    return ", ".join(found.called_on) if found else ""

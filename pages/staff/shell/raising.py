"""Raising a concern from any staff screen, without leaving it: one press, which is sent until it has arrived."""

import contextlib
import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from nicegui import ui
from pydantic import BaseModel, StringConstraints, ValidationError

from feedback.concerns.concern_views import concerns_for
from feedback.concerns.kinds import FIRST, TITLES
from feedback.concerns.raising import raise_concern
from pages.form_body import NO_NUL, BadBody, read_body
from pages.staff.shell.addresses import CHILDREN, RAISE, REVIEWS, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from people.actor import Actor
from people.drafts import keeper, let_go
from people.errors import NotAllowed, NotFound, SignedOut, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.sessions import acting_person
from people.staff import StaffMember, as_actor, everyone
from reviews.escalations import escalate
from reviews.reviews import readable_review
from storage.documents import number_of
from storage.errors import StorageError
from storage.store import Database

LONGEST_BODY = 60_000  # bytes
FORM = "raise-form"
Short = Annotated[str, StringConstraints(max_length=100, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(pattern=NO_NUL)]
_CHILD = re.compile(rf"{CHILDREN}/([\w-]+)")
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_REVIEW = re.compile(rf"{REVIEWS}/(\d{{1,15}})")


@dataclass(frozen=True)
class ConcernSubject:
    """What a concern would be about, as far as the screen it is raised from says it."""

    child: str = ""
    review: int | None = None


async def about_of(screen: Screen, child: str = "") -> ConcernSubject:
    """The child and the review of the screen; nothing where it shows neither."""
    if found := _REVIEW.match(screen.address):
        number_of_review = number(found[1])
        return ConcernSubject((await screen.fetch(readable_review, number_of_review))["child"], number_of_review)
    found = _CHILD.match(screen.address)
    return ConcernSubject(child or (found[1] if found else ""))


@needs(Permission.RAISE_CONCERN)
def who_would_answer(db: Database, actor: Actor) -> list[StaffMember]:
    """Those who may be told of a concern: one of them may be whom it is about, and is then passed over (BR-25)."""
    may = (one for one in everyone(db) if as_actor(one).may(Permission.ANSWER_CONCERN))
    return [one for one in may if number_of(one) != actor.id]


async def raising(screen: Screen, about: ConcernSubject) -> None:
    """The button's small form. It is never drawn again, so what is typed in it stays."""
    given = {"about": about, "kinds": TITLES, "first": FIRST, "contact_points": screen.context.settings.contact_points}
    people = await screen.fetch(who_would_answer)
    ui.html(render("shell/raise.html", screen.now, people=people, **given), sanitize=True)


class ConcernForm(BaseModel):
    """What the form sends. `press` is the press of the button, by which a second arrival is known."""

    person: Short
    press: Short
    screen: Text = ""
    kind: Text = ""
    words: Text = ""
    child: Text = ""
    review: Text = ""
    subjects: list[Short] = []


def add(api: FastAPI, context: StaffContext) -> None:
    """Where the form is sent to: plain HTTP, so that it can be sent again from any screen until it has arrived."""

    @api.post(RAISE, include_in_schema=False)
    async def raise_it(request: Request) -> Response:
        key = session_key(request.headers, context.settings.cookie, context) or ""
        try:
            given = ConcernForm.model_validate_json(await read_body(request, LONGEST_BODY))
            told = await context.store.write(_raised, key, given)
        except Unacceptable as trouble:
            return _refused({"kind": str(trouble)})
        except (BadBody, ValidationError):
            return _refused({"": "This cannot be kept as it is. Please shorten it."})
        except (SignedOut, NotAllowed) as refused:
            return Response(status_code=403 if isinstance(refused, SignedOut) else 409)
        except StorageError:
            return Response(status_code=503)
        return JSONResponse({"told": told})


def _raised(db: Database, key: str, given: ConcernForm) -> str:
    """Raise it and let its draft go; says who was told."""
    actor = acting_person(db, key)
    if given.person != keeper(db, key).person:  # typed by somebody else, in a browser that two people use
        raise NotAllowed
    kind, words, child = given.kind.strip(), given.words.strip(), given.child.strip()
    subjects = [int(one) for one in given.subjects if _NUMBER.fullmatch(one)]
    made = None
    if given.review:
        with contextlib.suppress(NotFound):  # no longer theirs to see: what they saw is kept all the same
            made = escalate(db, actor, number(given.review), kind, words, subjects=subjects, press=given.press)
    if made is None:
        made = raise_concern(db, actor, kind, words=words, child=child or None, recused=subjects, press=given.press)
    let_go(db, key, given.screen, FORM)
    found = next((one for one in concerns_for(db, actor) if one.concern == made), None)
    return ", ".join(found.called_on) if found else ""


def _refused(faults: dict[str, str]) -> Response:
    return JSONResponse({"faults": faults}, status_code=422)

"""Noting a talk that already took place: with the child or family, the worker, or the line manager (section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.phone.discussions import PARTS, note_discussion
from feedback.phone.quick_note import Talk, note_talk
from feedback.phone.talk_notes import METHODS
from feedback.voices.help_given import FIELDS, help_form
from forms.answers import AnswerRefused
from forms.vocabulary import AUDIENCES
from language.registry import LANGUAGES
from pages.staff.shell.addresses import CALLS, child_page, number, review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.children import child, may_reach
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.discussing import note_for_review
from reviews.reviews import review
from storage.documents import number_of
from storage.store import Database

FAMILY = "family"
NEEDED = {
    "on": "Choose the day of the talk.",
    "method": "Choose how you talked.",
    "audience": "Choose who spoke.",
    "words": "Write what was said.",
}
FORM = "note-form"

Sent = Mapping[str, Any]


@dataclass(frozen=True)
class NoteChoices:
    """Whom a note can be about, for one person."""

    ref: str
    name: str
    opens_child: bool  # whether there is a page of the child for this person to go back to
    discusses: bool  # whether the talks with worker and manager are theirs to note


@needs(Permission.MAKE_CALLS)
def noting(db: Database, actor: Actor, ref: str) -> NoteChoices:
    """For somebody who may speak of the child; `NotFound` for everybody else."""
    if not may_reach(db, actor, ref):
        raise NotFound
    try:
        name = str(child(db, actor, ref)["name"])
    except NotFound:
        return NoteChoices(ref, "", opens_child=False, discusses=False)
    return NoteChoices(ref, name, opens_child=True, discusses=actor.may(Permission.WRITE_REVIEWS))


def add(context: StaffContext) -> None:
    """The screen at /staff/children/{ref}/note."""

    @screen_page(context, "/children/{ref}/note")
    async def note(ref: str, request: Request, client: Client, part: str = "", review: str = "") -> None:
        screen = await Screen.open(context, request, client)
        about = await screen.fetch(noting, ref)
        await screen.opens(about.ref, "note")
        await NotePage(screen, about, part, await _review_of(screen, ref, review)).build()


async def _review_of(screen: Screen, ref: str, given: str) -> int | None:
    """The review that the note is for; an address that names another child's is as good as none."""
    if not given:
        return None
    found = await screen.fetch(review, number(given))
    return number_of(found) if found["child"] == ref else None


class NotePage:
    """One form, drawn once: nothing that comes in from elsewhere disturbs the typing."""

    def __init__(self, screen: Screen, about: NoteChoices, part: str, review: int | None) -> None:
        self._screen = screen
        self._about = about
        self._part = part if part in PARTS and about.discusses else FAMILY
        self._review = review

    async def build(self) -> None:
        """Draw the form and listen for it."""
        await frame(self._screen, f"Note a talk, {self._about.ref}", "children")
        use("items.css", "note.css")
        await self._screen.panel(self._draw)
        self._screen.on("note", self._note)

    def _draw(self) -> str:
        forms = self._screen.context.library
        return render(
            "notes/note.html",
            self._screen.now,
            about=self._about,
            part=self._part,
            parts={FAMILY: "the child or family", **(PARTS if self._about.discusses else {})},
            back=self._back(),
            methods=METHODS,
            audiences=AUDIENCES,
            languages=list(LANGUAGES.values()),
            sections=[(one.number, one.short or one.title) for one in forms.review.parts if one.graded and one.number],
            help_form=help_form(),
            on=london_day(self._screen.now).isoformat(),
        )

    def _back(self) -> str:
        if self._review is not None:
            return review_page(self._review, "6")
        return child_page(self._about.ref) if self._about.opens_child else CALLS

    async def _note(self, sent: Sent) -> None:
        of_family = sent.get("part") == FAMILY
        needed = {name: text for name, text in NEEDED.items() if of_family or name != "audience"}
        if gaps := missing(sent, needed):
            self._screen.refuse(FORM, gaps)
            return
        try:
            await (self._family(sent) if of_family else self._discussion(sent))
        except (Unacceptable, AnswerRefused) as trouble:
            self._screen.refuse(FORM, {"": str(trouble)})
            return
        self._screen.go(self._back())

    async def _family(self, sent: Sent) -> None:
        talk = Talk(
            child=self._about.ref,
            on=_text(sent, "on"),
            method=_text(sent, "method"),
            audience=_text(sent, "audience"),
            words=_text(sent, "words"),
            sections=_sections(sent),
            language=_text(sent, "language"),
            exact=_text(sent, "kept") == "exact",
            shared=bool(sent.get("shared")),
            helped={question: _text(sent, question) for question in FIELDS},
        )
        await self._screen.submit(FORM, note_talk, talk)

    async def _discussion(self, sent: Sent) -> None:
        said: dict[str, Any] = {
            "part": _text(sent, "part"),
            "on": _text(sent, "on"),
            "method": _text(sent, "method"),
            "words": _text(sent, "words"),
            "who": _text(sent, "who"),
            "sections": _sections(sent),
        }
        if self._review is None:
            await self._screen.submit(FORM, note_discussion, child=self._about.ref, **said)
        else:
            await self._screen.submit(FORM, note_for_review, self._review, **said)


def _text(sent: Sent, name: str) -> str:
    return str(sent.get(name) or "")


def _sections(sent: Sent) -> tuple[str, ...]:
    given = sent.get("sections")
    return tuple(str(one) for one in given) if isinstance(given, list) else ()

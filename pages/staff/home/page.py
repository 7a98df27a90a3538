"""Home: what waits for me, what was said lately, and what I have asked."""

from dataclasses import dataclass

from fastapi import Request
from nicegui import Client

from feedback.asking.progress import progress_of
from feedback.asking.requests import requests_for
from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_list import CallList, call_list
from feedback.phone.call_order import CallOrder
from feedback.triage.triage_list import ItemToRead as Item
from feedback.triage.triage_list import triage_list
from feedback.voices.requests import is_open
from pages.staff.home.machine import troubles_of_the_machine
from pages.staff.reading.page import act_on_items
from pages.staff.shell import words
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.voice_lines import VoiceLine, voice_lines_about
from people.actor import Actor
from people.children import Child, children
from people.need_to_know import known_children
from people.roles import Permission
from reviews.reviews import Review, reviews
from storage.documents import number_of
from storage.store import Database

RECENT, FIRST = 6, 3  # voices, and things to read, shown here
MOST_CHILDREN, MOST_REVIEWS, MOST_CALLS = 30, 12, 6


@dataclass(frozen=True)
class HomeContent:
    """What the home screen of one person shows. None stands for what is not theirs to see."""

    to_read: list[Item] | None
    calls: CallList | None
    reviews: list[Review] | None
    writes: bool  # whether the reviews are one's own to write
    children: list[tuple[Child, str]] | None  # each with how its open requests stand
    recent: list[VoiceLine] | None


def home_content(db: Database, actor: Actor, hours: QuietHours, order: CallOrder | None = None) -> HomeContent:
    """Everything that waits for this person, read at one moment."""
    known = _known(db, actor) if actor.may(Permission.SEE_CHILDREN) else None
    return HomeContent(
        to_read=triage_list(db, actor) if actor.may(Permission.READ_VOICES) else None,
        calls=call_list(db, actor, hours, most=MOST_CALLS, order=order) if actor.may(Permission.MAKE_CALLS) else None,
        reviews=_reviews(db, actor) if actor.may(Permission.SEE_REVIEWS) else None,
        writes=actor.may(Permission.WRITE_REVIEWS),
        children=None if known is None else [(one, _asked(db, actor, one["ref"])) for one in known],
        recent=None if known is None else voice_lines_about(db, actor, [one["ref"] for one in known], RECENT),
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/."""

    @screen_page(context, "/")
    async def home(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Home", "home")
        use("items.css")
        glow, glow_items = (
            Highlights(screen, "A family has just answered"),
            Highlights(screen, "There is something new to read"),
        )

        def draw() -> str:
            shown = screen.read(home_content, context.settings.hours, context.call_order)
            to_read = shown.to_read or []
            new = glow.new(number_of(one.voice) for one in shown.recent or ())
            new_items = glow_items.new(one.item for one in to_read)
            late = sum(one.overdue for one in to_read)
            machine = troubles_of_the_machine(context, screen.person)
            given = {
                "shown": shown,
                "machine": machine,
                "first": to_read[:FIRST],
                "late": late,
                "new": new,
                "new_items": new_items,
            }
            return render("home/home.html", screen.now, person=screen.person, **given)

        topics = [f"child:{ref}" for ref in await screen.fetch(known_children)]
        if screen.person.may(Permission.READ_VOICES):
            topics += ["voices", "triage"]
        if screen.person.may(Permission.MAKE_CALLS):
            topics.append("calls")
        panel = await screen.panel(draw, *topics)
        screen.follow_the_clock(panel)
        act_on_items(screen, panel)


def _known(db: Database, actor: Actor) -> list[Child]:
    """The children that this person works with or reviews, not all that a role may see."""
    mine = set(known_children(db, actor))
    return [one for one in children(db, actor) if one["ref"] in mine][:MOST_CHILDREN]


def _asked(db: Database, actor: Actor, ref: str) -> str:
    """How the open requests about a child stand."""
    live = (one for one in requests_for(db, actor, ref) if is_open(one, db.now))
    return words.asked_so_far([(one, progress_of(db, one)) for one in live])


def _reviews(db: Database, actor: Actor) -> list[Review]:
    """One's own reviews; for those who only read reviews, all of them."""
    found = reviews(db, actor)
    mine = [one for one in found if one["reviewer"] == actor.id]
    return mine if actor.may(Permission.WRITE_REVIEWS) else found[:MOST_REVIEWS]

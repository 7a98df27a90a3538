"""Home: the next three things to do and why, then what is new, then one's own reviews and children."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fastapi import Request
from nicegui import Client

from feedback.asking.progress import progress_of
from feedback.asking.requests import requests_for
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.undelivered import waiting_for_a_person
from feedback.phone.call_list import CallList, call_list
from feedback.phone.call_order import CallOrder
from feedback.proposing.proposal_list import to_ask
from feedback.proposing.switch import TOPIC as ASKING_BY_ITSELF
from feedback.proposing.switch import asking_by_itself
from feedback.triage.asking_for_translation import translations_waited_for
from feedback.triage.triage_list import WaitingItem, triage_list, what_waits
from feedback.voices.requests import is_open
from pages.staff.home import next_things
from pages.staff.home.access_things import access_things
from pages.staff.home.keeping_things import keeping_things
from pages.staff.home.machine import corrections_to_decide, last_backup, last_import, troubles_of_the_machine
from pages.staff.home.meeting_things import meeting_things
from pages.staff.home.monthly_things import monthly_things, training_things
from pages.staff.home.next_things import NextThing, next_three
from pages.staff.home.panel_things import panel_things
from pages.staff.home.review_things import MOST_REVIEWS, ReviewsWaiting, review_things, reviews_waiting
from pages.staff.home.tracker_things import tracker_things, tracker_waiting
from pages.staff.proposals.acts import add_proposals, add_switch, ask_address
from pages.staff.shell import words
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.voice_lines import VoiceLine, voice_lines_about
from people import staff
from people.access_reviews.kept import TOPIC as ACCESS_REVIEWS
from people.access_reviews.rules import MONTHS
from people.actor import Actor
from people.backups import TOPIC as BACKUPS
from people.child_index import ChildEntry, entries_of, latest, sorted_by
from people.children import HEARD
from people.deputies import standing_in
from people.head_copies import TOPIC as HEAD_COPIES
from people.imports.bringing import TOPIC as IMPORTS
from people.imports.differences import TOPIC as DIFFERENCES
from people.imports.gone_waiting import TOPIC as GONE
from people.need_to_know import known_children
from people.permissions import needs
from people.retention.rules import TOPIC as RETENTION
from people.roles import Permission
from reviews.data_requests import TOPIC as DATA_REQUESTS
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel.meetings import TOPIC
from reviews.review_index import ReviewEntry, review_index
from reviews.reviews import sees_all
from storage.documents import number_of
from storage.store import Database
from tracker.index import TrackerIndex
from tracker.meetings.meetings import TOPIC as TRACKER_MEETING
from tracker.monthly.sending import TOPIC as MONTHLY
from tracker.training.looks import TOPIC as TRAINING

RECENT, MOST_CHILDREN = 6, 8


@dataclass(frozen=True)
class ChildWaiting:
    """A child of one's own, with how its open requests stand."""

    entry: ChildEntry
    waits: str


@dataclass(frozen=True)
class HomeContent:
    """What the home screen of one person shows. None stands for what is not theirs to see."""

    next: list[NextThing]
    to_read: list[WaitingItem] | None
    calls: CallList | None
    reviews: Sequence[ReviewEntry] | None
    waiting: ReviewsWaiting | None
    tracker: tuple[int, int]  # how many items wait for their answer, and for their word on the effect
    writes: bool  # whether the reviews are one's own to write
    names: dict[str, str]  # of the children that this person may see, by reference
    children: list[ChildWaiting] | None
    more_children: int
    recent: list[VoiceLine] | None

    @property
    def late(self) -> int:
        """How many of those to read are late."""
        return sum(one.overdue for one in self.to_read or ())


def home_content(
    db: Database,
    actor: Actor,
    hours: QuietHours,
    order: CallOrder | None = None,
    rules: ModerationRules = PROPOSED,
    index: TrackerIndex | None = None,
    access_months: int = MONTHS,
) -> HomeContent:
    """Everything that waits for this person, read at one moment."""
    sees, tracks = actor.may(Permission.SEE_CHILDREN), actor.may(Permission.SEE_TRACKER)
    tracker = index or TrackerIndex()
    own = [*entries_of(db, actor, known_children(db, actor)).values()] if sees else []
    children = [ChildWaiting(one, _asked(db, actor, one.ref)) for one in _lately(own, MOST_CHILDREN)]
    to_read = what_waits(db, actor) if actor.may(Permission.READ_VOICES) else None
    calls = call_list(db, actor, hours, most=next_things.THREE, order=order) if _calls(actor) else None
    all_reviews = review_index(db, actor) if actor.may(Permission.SEE_REVIEWS) else None
    recent = _recent(db, actor) if sees else None
    waiting = reviews_waiting(db, actor, all_reviews) if all_reviews else None
    reviews = _reviews(actor, all_reviews or ()) if all_reviews or _reviewing(actor) else None
    told_of = {one.voice["child"] for one in recent or ()} | {one.child for one in reviews or ()}
    told_of |= waiting.children if waiting else set()
    names = {ref: one.name for ref, one in entries_of(db, actor, filter(None, told_of)).items()} if sees else {}
    return HomeContent(
        next=next_three(
            _to_read(db, actor, to_read or []),
            panel_things(db, actor, rules) if actor.may(Permission.SEE_REVIEWS) else (),
            meeting_things(db, actor, tracker) if tracks else (),
            monthly_things(db, actor) if tracks else (),
            training_things(db, actor, tracker) if actor.may(Permission.PLAN_TRAINING) else (),
            access_things(db, actor, access_months) if actor.may(Permission.KEEP_OWN_ACCOUNT) else (),
            keeping_things(db, actor) if actor.may(Permission.DECIDE_RETENTION) else (),
            *(review_things(db, actor, waiting, names) if waiting else ()),
            *(tracker_things(db, actor, tracker) if tracks else ()),
            (next_things.to_call(one) for one in (calls.now if calls else ())[: next_things.THREE]),
            _to_translate(db, actor),
            _to_see_to(db, actor),
            _to_hand_over(actor, children),
        ),
        to_read=to_read,
        calls=calls,
        reviews=reviews,
        waiting=waiting,
        tracker=tracker_waiting(db, actor, tracker) if tracks else (0, 0),
        writes=actor.may(Permission.WRITE_REVIEWS),
        names=names,
        children=children if sees else None,
        more_children=len(own) - len(children),
        recent=recent,
    )


@needs(Permission.KEEP_OWN_ACCOUNT)
def standing_in_for(db: Database, actor: Actor) -> list[tuple[str, str]]:
    """For whom this person stands in today, by name, and to which day; the first to come back first."""
    return [(staff.name_of(db, one["staff"]), one["until"]) for one in standing_in(db, actor.id)]


def add(context: StaffContext) -> None:
    """The screen at /staff/."""

    @screen_page(context, "/")
    async def home(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Home", "home")
        use("home.css")
        highlights = Highlights(screen, "A family has just answered")
        forgotten = context.forgotten

        def draw() -> str:
            settings = context.settings
            known = (settings.hours, context.call_order, settings.moderation, context.tracker)
            shown = screen.read(home_content, *known, settings.access_review_months)
            new = highlights.new(number_of(one.voice) for one in shown.recent or ())
            screen.shows("what was said lately", (one.voice["child"] for one in shown.recent or ()))
            machine = troubles_of_the_machine(context, screen.person)
            backed_up = last_backup(context, screen.person)
            given = {"shown": shown, "machine": machine, "backed_up": backed_up, "new": new, "person": screen.person}
            given |= {"brought": last_import(context, screen.person)}
            given |= {"differing": corrections_to_decide(context, screen.person)}
            has_account = screen.person.may(Permission.KEEP_OWN_ACCOUNT)  # who has no role yet has none
            given["standing_in"] = screen.read(standing_in_for) if has_account else []
            asks = screen.person.may(Permission.ASK_FOR_FEEDBACK)
            texts = context.settings.texting is not None
            alone = context.settings.asking_by_itself
            proposed = (
                screen.read(to_ask, context.library, texts=texts, alone=alone, memory=forgotten) if asks else None
            )
            decides = alone is not None and screen.person.may(Permission.DECIDE_ASKING)
            given["by_itself"] = screen.read(asking_by_itself) if decides else None
            return render("home/home.html", screen.now, proposed=proposed, ask_address=ask_address, **given)

        topics = [f"child:{ref}" for ref in await screen.fetch(known_children)]
        topics += ["staff", ASKING_BY_ITSELF, ACCESS_REVIEWS]
        if screen.person.may(Permission.READ_VOICES):
            topics += ["voices", "triage"]
        if _calls(screen.person):
            topics.append("calls")
        if screen.person.may(Permission.SEE_REVIEWS):
            topics += ["reviews", TOPIC]
        if screen.person.may(Permission.SEE_TRACKER):
            topics += ["tracker", TRACKER_MEETING, MONTHLY, TRAINING]
        if screen.person.may(Permission.MANAGE_STAFF):
            topics += [BACKUPS, HEAD_COPIES, IMPORTS, DIFFERENCES, GONE]
        if screen.person.may(Permission.DECIDE_RETENTION):
            topics += [RETENTION, DATA_REQUESTS]
        panel = await screen.panel(draw, *topics)
        screen.follow_the_clock(panel)
        add_proposals(screen, lambda: screen.redraw(panel))
        add_switch(screen, lambda: screen.redraw(panel))


def _reviewing(actor: Actor) -> bool:
    """Whether reviews are this person's own work, and not only what is released to them."""
    return actor.may(Permission.WRITE_REVIEWS) or sees_all(actor)


def _calls(actor: Actor) -> bool:
    """Whether calling families is this person's own work: heads and directors may call, and others do."""
    return actor.may(Permission.MAKE_CALLS) and not actor.may(Permission.SEE_ALL_CHILDREN)


def _lately(entries: list[ChildEntry], most: int) -> list[ChildEntry]:
    return sorted_by(entries, lambda one: one.asked, downward=True)[:most]


def _recent(db: Database, actor: Actor) -> list[VoiceLine]:
    """The newest voices: they are among those of the children who were heard last."""
    return voice_lines_about(db, actor, [one.ref for one in latest(db, actor, HEARD, RECENT) if one.heard], RECENT)


def _asked(db: Database, actor: Actor, ref: str) -> str:
    """How the open requests about a child stand."""
    live = (one for one in requests_for(db, actor, ref) if is_open(one, db.now))
    return words.asked_so_far([(one, progress_of(db, one)) for one in live])


def _reviews(actor: Actor, found: Sequence[ReviewEntry]) -> Sequence[ReviewEntry]:
    """One's own that are to be handed in; for those who only read reviews, the first of all."""
    own = [one for one in found if one.reviewer == actor.id and one.is_open]
    return (own if actor.may(Permission.WRITE_REVIEWS) else found)[:MOST_REVIEWS]


def _to_read(db: Database, actor: Actor, found: list[WaitingItem]) -> Iterator[NextThing]:
    first = islice(next_things.first_of_each_voice(found), next_things.THREE)
    numbers = [one.item for one in first]
    return (next_things.to_read(one, db.now) for one in (triage_list(db, actor, numbers) if numbers else ()))


def _to_translate(db: Database, actor: Actor) -> Iterator[NextThing]:
    if actor.may(Permission.TRANSLATE_WORDS):
        for one in translations_waited_for(db, actor)[: next_things.THREE]:
            yield next_things.to_translate(one, db.now)


def _to_see_to(db: Database, actor: Actor) -> Iterator[NextThing]:
    if actor.may(Permission.ASK_FOR_FEEDBACK) and (number := len(waiting_for_a_person(db, actor))):
        yield next_things.to_see_to(number)


def _to_hand_over(actor: Actor, children: list[ChildWaiting]) -> Iterator[NextThing]:
    if actor.may(Permission.ASK_FOR_FEEDBACK):
        for one in children:
            if "to hand over" in one.waits:
                yield next_things.to_hand_over(one.entry.ref, one.entry.name, one.waits)

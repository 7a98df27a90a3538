"""Puts the staff screens on the program: the gate, the plain routes, the assets, and NiceGUI under /staff."""

from dataclasses import replace
from typing import Protocol

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import core, ui
from starlette.responses import RedirectResponse

from feedback.phone.call_order import CallOrder
from forms.library import Library
from pages.staff.access import page as access
from pages.staff.access import review as access_review
from pages.staff.access import reviews as access_reviews
from pages.staff.account import page as account
from pages.staff.asking import letter, link
from pages.staff.asking import page as asking
from pages.staff.audit import page as audit
from pages.staff.bringing_in import one as brought_in
from pages.staff.bringing_in import page as bringing_in
from pages.staff.bringing_in import uploads as bringing_in_uploads
from pages.staff.calendar import page as calendar
from pages.staff.calls import call
from pages.staff.calls import page as calls
from pages.staff.children import child
from pages.staff.children import page as children
from pages.staff.concerns import page as concerns
from pages.staff.home import page as home
from pages.staff.keeping import holds as keeping_holds
from pages.staff.keeping import page as keeping
from pages.staff.keeping import request as keeping_request
from pages.staff.keeping import requests as keeping_requests
from pages.staff.mail import page as mail
from pages.staff.notes import page as notes
from pages.staff.panel import meeting as panel_meeting
from pages.staff.panel import page as panel
from pages.staff.panel import reading as panel_reading
from pages.staff.panel import record as panel_record
from pages.staff.papers import minutes, pack, uploads
from pages.staff.papers import page as papers
from pages.staff.papers import review as review_papers
from pages.staff.people import page as staff_people
from pages.staff.people import person
from pages.staff.places import page as places
from pages.staff.places import place, tie
from pages.staff.reading import page as reading
from pages.staff.recordings import page as recordings
from pages.staff.recordings import uploads as recording_uploads
from pages.staff.records import page as records
from pages.staff.records import record
from pages.staff.reviews import batch, calibration, changing, planning, prompts, review, several, version
from pages.staff.reviews import page as reviews
from pages.staff.said import entry as said_entry
from pages.staff.said import new as said_new
from pages.staff.said import page as said
from pages.staff.shell import assets, attached, drafts, raising, refusals
from pages.staff.shell.addresses import HOME, ROOT
from pages.staff.shell.context import Preview, StaffContext
from pages.staff.shell.gate import Gate
from pages.staff.shell.presence import Presence
from pages.staff.shell.sockets import Sockets
from pages.staff.shell.staff_settings import StaffSettings
from pages.staff.sign_in import page as sign_in
from pages.staff.teams import page as staff_teams
from pages.staff.teams import team
from pages.staff.telling import page as telling
from pages.staff.texts import page as texts
from pages.staff.texts import phone
from pages.staff.themes import page as themes
from pages.staff.tracker import item as tracker_item
from pages.staff.tracker import new as tracker_new
from pages.staff.tracker import page as tracker
from pages.staff.tracker_meetings import meeting as tracker_meeting
from pages.staff.tracker_meetings import page as tracker_meetings
from pages.staff.tracker_workbooks import one as workbook
from pages.staff.tracker_workbooks import page as workbooks
from pages.staff.tracker_workbooks import uploads as workbook_uploads
from pages.staff.training import page as training
from pages.staff.translations import file as translations_file
from pages.staff.translations import into as translations_into
from pages.staff.translations import page as translations
from pages.staff.translations import part as translations_part
from pages.staff.translations import passage as translations_passage
from pages.staff.translations import uploads as translation_uploads
from storage.store import Store
from tracker.index import TrackerIndex
from translations.index import WordingIndex


class Screens(Protocol):
    """A module of one screen, or of a few that belong together."""

    def add(self, context: StaffContext) -> None:
        """Put its pages on the program."""


SCREENS: tuple[Screens, ...] = (
    home,
    recordings,  # before whatever else begins with /translations
    children,
    child,
    records,
    record,
    access,
    access_reviews,
    access_review,
    asking,
    link,
    letter,
    texts,
    phone,
    reviews,
    planning,
    prompts,
    several,
    batch,
    calibration,
    changing,
    review,
    review_papers,
    pack,
    minutes,
    papers,
    version,
    calls,
    call,
    reading,
    notes,
    concerns,
    places,
    place,
    tie,
    themes,
    panel,
    panel_reading,
    panel_record,
    panel_meeting,
    training,
    calendar,
    account,
    keeping,
    keeping_holds,
    keeping_requests,
    keeping_request,
    mail,
    bringing_in,
    staff_people,
    person,
    staff_teams,
    team,
    audit,
    brought_in,
    tracker,
    tracker_new,
    workbooks,
    workbook,
    tracker_item,
    tracker_meetings,
    tracker_meeting,
    said,
    said_new,
    said_entry,
    telling,
    translations,
    translations_into,
    translations_part,
    translations_file,
    translations_passage,
    refusals,
)
# each is loaded at its first use, and its script is known from then on alone: a page that another process has drawn, or
# this one before it was started again, may ask for it first
ELEMENTS = (ui.colors, ui.element, ui.html, ui.timer)
RECONNECT = 60  # seconds: a shorter one reloads the page, and with it what was typed
HEARTBEAT, SILENCE = 10, 8  # seconds: a dead line has to be seen long before the minute is over
MARK = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='#0f4c5c'/>"
    "<path d='M9 8v16M9 16h14M23 8v16' stroke='#fff' stroke-width='4' stroke-linecap='round'/></svg>"
)


def mount(
    api: FastAPI,
    store: Store,
    library: Library,
    settings: StaffSettings,
    tracker: TrackerIndex | None = None,
    wording: WordingIndex | None = None,
    preview: Preview | None = None,
) -> None:
    """Mount the staff screens at /staff. A later call takes an earlier one's place."""
    indexes = (tracker or TrackerIndex(), wording or WordingIndex.following(store))
    context = StaffContext(store, library, settings, Presence(store), CallOrder(store), *indexes)
    context = replace(context, preview=preview) if preview else context
    for plain in (
        sign_in,
        drafts,
        raising,
        attached,
        uploads,
        workbook_uploads,
        recording_uploads,
        translation_uploads,
        bringing_in_uploads,
    ):
        plain.add(api, context)
    assets.add(api)
    api.add_api_route(ROOT, _at_the_door)
    for screen in SCREENS:
        screen.add(context)
    ui.run_with(
        api,
        mount_path=ROOT,
        title="Heard",
        favicon=MARK,
        dark=None,
        language="en-GB",
        reconnect_timeout=RECONNECT,
        tailwind=False,
        show_welcome_message=False,
        binding_refresh_interval=None,
    )
    # what the gate checks is checked again where the socket is accepted; None means the host that was asked
    core.sio.eio.cors_allowed_origins = [settings.origin] if settings.origin and not settings.demo else None
    nicegui_app.on_startup(_quicker_heartbeat)
    nicegui_app.on_startup(lambda: store.fetch(context.tracker.read))  # who comes first need not wait for it
    sockets = Sockets(context)
    sockets.install()
    api.add_middleware(Gate, context=context, sockets=sockets)


async def _at_the_door() -> RedirectResponse:
    """The address as people type it; what is mounted begins after its slash."""
    return RedirectResponse(HOME)


def _quicker_heartbeat() -> None:
    core.sio.eio.ping_interval, core.sio.eio.ping_timeout = HEARTBEAT, SILENCE

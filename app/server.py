"""Puts the rooms together into one program: everything, all pages, or the staff screens alone."""

from functools import partial

from fastapi import FastAPI

from app.background import Rounds
from app.front import Front
from app.measuring import metrics_routes
from app.not_there import add_not_there
from app.opening import unanchored
from app.parts import Part
from app.plain_programs import health_of, site_of, working_of
from app.settings import Settings
from app.texting import asking_by_itself, contact_points_of, text_settings, webhooks
from forms.library import Library
from pages.family.previews import preview
from pages.family.routes import family_pages
from pages.hooks.calendars import calendar_route
from pages.staff.mount import mount as mount_staff
from pages.staff.shell.closed_screens import ClosedScreens
from pages.staff.shell.staff_settings import StaffSettings
from storage.store import Store
from tracker.index import TrackerIndex
from translations.index import WordingIndex


def build(settings: Settings, store: Store, library: Library, *, part: Part | None = None) -> Front:
    """The web program: plain routes for families first, the staff screens at /staff.

    A part leaves the work beside the pages to another process, and the staff's families and hooks too.
    """
    tracker = TrackerIndex()  # one for all: it holds every item in memory
    wording = WordingIndex.following(store)
    site, desk = site_of(settings), _desk(settings)
    rounds = Rounds() if part is None else None
    beside = working_of(settings, store, library, tracker, rounds) if rounds else None
    api = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=beside)
    api.router.routes.append(health_of(settings, store))
    api.router.routes.extend(metrics_routes(settings, store, part, rounds))
    api.router.routes.append(calendar_route(store, tracker, settings.address))
    api.router.routes.extend([] if part is Part.STAFF else webhooks(settings, store))
    mount_staff(api, store, library, desk, tracker, wording, partial(preview, site, library))
    ClosedScreens()
    add_not_there(api, store, site, desk)
    family = None if part is Part.STAFF else family_pages(store, site, library)
    return Front(api, api.router.routes, family, secure=settings.secure)


def _desk(settings: Settings) -> StaffSettings:
    return StaffSettings(
        public_url=settings.public_url,
        secure_cookies=settings.secure,
        demo=settings.demo,
        service_name="Heard",
        texting=text_settings(settings) if settings.texts_leave or settings.demo else None,
        asking_by_itself=asking_by_itself(settings),
        contact_points=contact_points_of(settings),
        hours=text_settings(settings).hours,
        public_name=settings.service_name,
        team_name=site_of(settings).team_name,
        moderation=settings.moderation,
        planning=settings.planning,
        said_fewest=settings.said_fewest,
        access_review_months=settings.access_review_months,
        mail=settings.mail_carrier,
        second_factor_required=settings.requires_second_factor,
        backups=settings.backups is not None,
        head_copy=settings.head_copy is not None,
        unanchored=unanchored(settings),
        sign_on=settings.sign_on,
        passwords_for_all=settings.passwords_for_all,
        imports=settings.import_folder is not None,
    )

"""Puts the rooms together into one program and serves it."""

import gc
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from socket import socket

import uvicorn
from fastapi import FastAPI

from app.background import (
    jobs_of_concerns,
    jobs_of_drafts,
    jobs_of_mails,
    jobs_of_reviews,
    jobs_of_texts,
    jobs_of_tracker,
    jobs_of_workbooks,
    working,
)
from app.backups.nightly import jobs_of_backups
from app.care_of_data import jobs_of_data, refuse_damaged
from app.data_folder import keep_address
from app.front import Front
from app.last_known import note
from app.mailing import mail_carrier_of, monthly_rules_of
from app.not_there import add_not_there
from app.opening import noted_file, open_store
from app.settings import Settings
from app.texting import contact_points_of, provider_of, text_settings, webhooks
from app.web_addresses import address_of
from forms.library import Library
from pages.family.previews import preview
from pages.family.routes import family_pages
from pages.family.site import Site
from pages.hooks.calendars import calendar_route
from pages.hooks.health import health_route
from pages.staff.mount import mount as mount_staff
from pages.staff.shell.closed_screens import ClosedScreens
from pages.staff.shell.staff_settings import StaffSettings
from storage.errors import StorageError
from storage.store import Store
from tracker.index import TrackerIndex
from translations.index import WordingIndex

TURN = 0.0005  # seconds that a thread keeps the interpreter for itself while another one waits


def build(settings: Settings, store: Store, library: Library) -> Front:
    """The whole web program: plain routes for families first, the staff screens at /staff."""
    tracker = TrackerIndex()  # one for all: it holds every item in memory
    wording = WordingIndex.following(store)
    api = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_working(settings, store, tracker))
    api.router.routes.append(health_route(store, backups=settings.backups is not None))
    api.router.routes.append(calendar_route(store, tracker, settings.address))
    api.router.routes.extend(webhooks(settings, store))
    mount_staff(api, store, library, _desk(settings), tracker, wording, partial(preview, _site(settings), library))
    ClosedScreens()
    add_not_there(api, store, _site(settings), _desk(settings))
    family = family_pages(store, _site(settings), library)
    return Front(api, api.router.routes, family, secure=settings.secure)


def serve(settings: Settings, listening: socket) -> None:
    """Serve until told to stop. The access log is off: an address of a family holds its token."""
    store = open_store(settings)
    try:
        refuse_damaged(store)
        keep_address(settings.data, settings.address)
        program = build(settings, store, Library.load())
        _settle()
        for unsaid in () if settings.demo else settings.unsaid():
            print(unsaid, file=sys.stderr)
        print(f"Heard answers at {address_of(settings.host, settings.port)}", file=sys.stderr, flush=True)
        config = uvicorn.Config(
            program,
            access_log=False,
            server_header=False,
            log_level="warning",
            timeout_graceful_shutdown=3,
            ws_max_size=1_000_000,
        )
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # told to stop by hand; a termination signal ends the program by SystemExit
    finally:
        with suppress(StorageError, OSError):
            note(store, noted_file(settings))
        store.close()


def _settle() -> None:
    """What was loaded stays for good: the collector need not walk it again while families wait.

    The writer, back from the disk, waits for its turn no longer than the shorter interval.
    """
    sys.setswitchinterval(TURN)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _working(
    settings: Settings, store: Store, tracker: TrackerIndex
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """While the program serves, its jobs run beside it."""
    texts = jobs_of_texts(store, provider_of(settings), text_settings(settings))
    of_staff = (*jobs_of_concerns(store), *jobs_of_reviews(store, settings.planning), *jobs_of_drafts(store))
    beside = (*of_staff, *jobs_of_workbooks(store), *jobs_of_data(store, noted_file(settings)))
    of_backups = jobs_of_backups(store, settings.data, settings.backups, settings.backups_kept)
    of_tracker = jobs_of_tracker(store, tracker, monthly_rules_of(settings))
    jobs = (*texts, *beside, *of_tracker, *of_backups, *jobs_of_mails(store, mail_carrier_of(settings)))
    return lambda _: working(store, jobs)


def _site(settings: Settings) -> Site:
    return Site(
        service_name=settings.service_name,
        public_url=settings.public_url,
        secure_cookies=settings.secure,
        duty_day_number=settings.duty_day_number,
        duty_evening_number=settings.duty_evening_number,
        leave_to=settings.leave_to,
        notices=settings.notices,
        forget_after=settings.forget_after_minutes * 60,
    )


def _desk(settings: Settings) -> StaffSettings:
    return StaffSettings(
        public_url=settings.public_url,
        secure_cookies=settings.secure,
        demo=settings.demo,
        service_name="Heard",
        texting=text_settings(settings) if settings.texts_leave or settings.demo else None,
        contact_points=contact_points_of(settings),
        hours=text_settings(settings).hours,
        public_name=settings.service_name,
        team_name=_site(settings).team_name,
        moderation=settings.moderation,
        planning=settings.planning,
        said_fewest=settings.said_fewest,
        mail=settings.mail_carrier,
        second_factor_required=settings.requires_second_factor,
        backups=settings.backups is not None,
    )

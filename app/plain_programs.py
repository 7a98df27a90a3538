"""The programs that load no NiceGUI: families with the providers' hooks, and the work beside the pages."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.routing import Route

from app.background import (
    Rounds,
    jobs_of_asking,
    jobs_of_concerns,
    jobs_of_drafts,
    jobs_of_mailbox,
    jobs_of_mails,
    jobs_of_records,
    jobs_of_reviews,
    jobs_of_texts,
    jobs_of_tracker,
    jobs_of_workbooks,
    working,
)
from app.backups.nightly import jobs_of_backups
from app.care_of_data import jobs_of_data
from app.front import Front
from app.head_copies import jobs_of_head_copies
from app.import_folder import jobs_of_imports
from app.keeping import jobs_of_retention
from app.mailing import mail_carrier_of, monthly_rules_of
from app.measuring import metrics_routes
from app.opening import noted_file
from app.parts import Part
from app.settings import Settings
from app.texting import asking_by_itself, contact_points_of, mailbox_of, provider_of, text_settings, webhooks
from forms.library import Library
from pages.family.routes import family_pages
from pages.family.site import Site
from pages.hooks.health import health_route
from storage.store import Store
from tracker.index import TrackerIndex
from translations.index import WordingIndex


def families_alone(settings: Settings, store: Store, library: Library) -> Front:
    """What is reached from outside: families' pages, the providers' hooks, and health."""
    WordingIndex.following(store)
    measured = metrics_routes(settings, store, Part.FAMILIES)
    api = Starlette(routes=[health_of(settings, store), *measured, *webhooks(settings, store)])
    return Front(api, api.routes, family_pages(store, site_of(settings), library), secure=settings.secure)


def work_alone(settings: Settings, store: Store, library: Library) -> Front:
    """The work beside the pages; over HTTP it tells how it does and nothing else."""
    WordingIndex.following(store)
    rounds = Rounds()
    api = Starlette(
        routes=[health_of(settings, store), *metrics_routes(settings, store, Part.WORK, rounds)],
        lifespan=working_of(settings, store, library, TrackerIndex(), rounds),
    )
    return Front(api, api.routes, None, secure=settings.secure)


def working_of(
    settings: Settings, store: Store, library: Library, tracker: TrackerIndex, rounds: Rounds
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """While the program serves, its jobs run beside it."""
    texts = jobs_of_texts(store, provider_of(settings), text_settings(settings))
    incoming = jobs_of_mailbox(store, mailbox_of(settings), contact_points_of(settings))
    of_staff = (
        *jobs_of_asking(store, library, asking_by_itself(settings)),
        *jobs_of_concerns(store),
        *jobs_of_records(store),
        *jobs_of_reviews(store, settings.planning),
        *jobs_of_drafts(store),
    )
    of_data = (
        *jobs_of_data(store, noted_file(settings)),
        *jobs_of_retention(store),
        *jobs_of_backups(store, settings.data, settings.backups, settings.backups_kept),
        *jobs_of_head_copies(store, settings.data, settings.head_copy),
    )
    of_files = (*jobs_of_workbooks(store), *jobs_of_imports(store, settings.import_folder))
    beside = (*of_staff, *of_files, *jobs_of_mails(store, mail_carrier_of(settings)))
    of_tracker = jobs_of_tracker(store, tracker, monthly_rules_of(settings))
    jobs = (*texts, *incoming, *beside, *of_tracker, *of_data)
    return lambda _: working(store, jobs, rounds)


def health_of(settings: Settings, store: Store) -> Route:
    """Whether the program is ready, and how what it does by itself stands."""
    return health_route(store, backups=settings.backups is not None, imports=settings.import_folder is not None)


def site_of(settings: Settings) -> Site:
    """What families' pages say of the service."""
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

"""Puts the staff screens on the program: the gate, the plain routes, the assets, and NiceGUI under /staff."""

from typing import Protocol

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import core, ui

from forms.library import Library
from pages.staff import (
    asking,
    assets,
    calls,
    child,
    children,
    concerns,
    drafts,
    home,
    letter,
    link,
    note,
    phone,
    places,
    places_page,
    places_tie,
    raising,
    reading,
    refusals,
    reviews,
    signing_in,
    texts,
)
from pages.staff.addresses import ROOT
from pages.staff.calling import page as call
from pages.staff.desk import Desk
from pages.staff.gate import Gate
from pages.staff.house import House
from pages.staff.presence import Presence
from pages.staff.review import page as review
from pages.staff.sockets import Sockets
from storage.store import Store


class Screens(Protocol):
    """A module of one screen, or of a few that belong together."""

    def add(self, house: House) -> None:
        """Put its pages on the program."""


SCREENS: tuple[Screens, ...] = (
    home,
    children,
    child,
    asking,
    link,
    letter,
    texts,
    phone,
    reviews,
    review,
    calls,
    call,
    reading,
    note,
    concerns,
    places,
    places_page,
    places_tie,
    refusals,
)
RECONNECT = 60  # seconds: a shorter one reloads the page, and with it what was typed
HEARTBEAT, SILENCE = 10, 8  # seconds: a dead line has to be seen long before the minute is over
MARK = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='#0f4c5c'/>"
    "<path d='M9 8v16M9 16h14M23 8v16' stroke='#fff' stroke-width='4' stroke-linecap='round'/></svg>"
)


def mount(api: FastAPI, store: Store, library: Library, desk: Desk) -> None:
    """Mount the staff screens at /staff. A later call takes an earlier one's place."""
    house = House(store, library, desk, Presence(store))
    for plain in (signing_in, drafts, raising):
        plain.add(api, house)
    assets.add(api)
    for screen in SCREENS:
        screen.add(house)
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
    core.sio.eio.cors_allowed_origins = [desk.origin] if desk.origin and not desk.demo else None
    nicegui_app.on_startup(_quicker_heartbeat)
    sockets = Sockets(house)
    sockets.install()
    api.add_middleware(Gate, house=house, sockets=sockets)


def _quicker_heartbeat() -> None:
    core.sio.eio.ping_interval, core.sio.eio.ping_timeout = HEARTBEAT, SILENCE

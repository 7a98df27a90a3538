"""Serves a program until it is told to stop."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from socket import socket

import uvicorn

from app.care_of_data import refuse_damaged
from app.data_folder import keep_address
from app.erased_outside import ErasedOutside, place_beside
from app.front import Front
from app.last_known import note
from app.opening import noted_file, open_store
from app.parts import Part
from app.settings import Settings
from app.web_addresses import address_of
from forms.library import Library
from storage.databases import SoleHolder, write_as
from storage.errors import StorageError
from storage.store import Store

TURN = 0.0005  # seconds that a thread keeps the interpreter for itself while another one waits

Build = Callable[[Settings, Store, Library], Front]


def serve(
    settings: Settings,
    listening: socket,
    build: Build,
    part: Part | None = None,
    holder: SoleHolder | None = None,
) -> None:
    """Serve until told to stop. The access log is off: an address of a family holds its token."""
    store = open_store(settings)
    try:
        if holder is not None:
            write_as(store, holder)
        refuse_damaged(store)
        if part in (None, Part.FAMILIES, Part.PAGES):
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
            ErasedOutside(store, place_beside(noted_file(settings))).note()
        store.close()


def _settle() -> None:
    """What was loaded stays for good: the collector need not walk it again while families wait.

    The writer, back from the disk, waits for its turn no longer than the shorter interval.
    """
    sys.setswitchinterval(TURN)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

"""The data that the figures are measured on: demo mode's authority, with as many more voices as are wanted."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tinydb import where

from app.data_folder import mark_filled, prepare
from app.demo.build import fill_with_demo_data
from app.last_known import INSTALLATION
from app.opening import open_store
from app.settings import read_settings
from feedback.proposing.proposals import WINDOWS
from feedback.voices import requests
from feedback.voices.links import new_token
from feedback.voices.requests import REQUESTS
from feedback.voices.voices import VOICES
from forms.library import Library
from people import children, contacts
from people.children import CHILDREN
from people.contacts import CONTACTS
from people.records.events import TOUCHPOINT_EVENTS
from people.records.sources import HAND
from storage.store import Database, Store

MANY, FEW = 100_000, 1_000
VOICES_A_CHILD = 8
LIBRARY = Library.load()

_BUILD = Path(__file__).resolve().parent.parent / "build"


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """Taken away when the run ends. Not in the system's own folder, which may be memory and then keeps nothing."""
    _BUILD.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="benchmarks-", dir=_BUILD)


def scratch(name: str) -> Path:
    """A path that nothing stands at yet."""
    return Path(tempfile.mkdtemp(dir=_scratch().name)) / name


@cache
def authority(voices: int) -> Path:
    """The data folder of an authority with so many voices; made once a run, and changed by what is measured on it."""
    return filled(voices)


def filled(voices: int) -> Path:
    """The same, made anew: for figures that nothing measured before may have changed."""
    folder = scratch("data")
    settings = read_settings(data=folder, demo=True)
    prepare(folder, demo=True)
    fill_with_demo_data(settings)
    mark_filled(folder)
    store = open_store(settings)
    store.write_now(_add_voices, voices - store.read(lambda db: len(db.table(VOICES))))
    store.close()
    return folder


@cache
def grown(more_children: int, calls: int, voices: int, forgotten: int = 0) -> Path:
    """The same with so many more children, one contact each, so many to be called and so many nobody asked."""
    folder = filled(voices)
    store = opened(folder)
    store.write_now(_add_children, more_children, calls)
    store.write_now(_add_events, forgotten)
    store.close()
    return folder


def opened(folder: Path) -> Store:
    """The store of such a folder; works beside a running server too."""
    return open_store(read_settings(data=folder, demo=True))


def copied(folder: Path) -> Path:
    """The same data to begin from again."""
    target = scratch("data")
    shutil.copytree(folder, target)
    shutil.copy2(folder.with_name("data.secret"), target.with_name("data.secret"))
    return target


def _add_voices(db: Database, number: int) -> None:
    """Whole voices about children whom nobody reviews, each like one that demo mode told to its end."""
    told = db.table(VOICES).get(where("child") == "D0011")
    assert told is not None
    asked = db.table(REQUESTS).get(doc_id=told["request"])
    assert asked is not None
    first = db.table(REQUESTS).insert({**asked, "keys": [db.keyed_hash(new_token())]})
    db.table(REQUESTS).insert_multiple(_requests(db, asked, number))
    db.table(VOICES).insert_multiple(_voices(db, told, first, number))
    for installation in db.table(INSTALLATION):  # no entry of the trail tells of these: as in a store of before
        db.table(INSTALLATION).update({"tells_every_answer": False}, doc_ids=[installation.doc_id])


def _add_children(db: Database, number: int, calls: int) -> None:
    child = children.by_ref(db, "D0011")
    contact, asked = contacts.of_child(db, "D0011")[0], requests.by_child(db, "D0011")[0]
    made, expires = ((db.now + timedelta(days=days)).isoformat() for days in (-2, 20))
    for at in range(number):
        ref = f"C{at:05}"
        db.table(CHILDREN).insert({**(child or {}), "ref": ref, "name": f"Ellis Number {at}"})
        who = db.table(CONTACTS).insert({**contact, "child": ref, "phone": f"+447700{900_000 + at % 1000}"})
        if at < calls:
            own = {"child": ref, "contact": who, "channel": "phone", "state": "open", "made": made, "expires": expires}
            db.table(REQUESTS).insert({**asked, **own, "keys": [secrets.token_hex(20)]})


def _add_events(db: Database, number: int) -> None:
    """A conference of each of the last of those children, after the days on which it was to be asked about."""
    refs = [one["ref"] for one in db.table(CHILDREN).page(by="ref", newest_first=True, limit=number)]
    for at, ref in enumerate(refs):
        on = (db.now - timedelta(days=WINDOWS["conference"].last + 2 + at % 45)).date().isoformat()
        event = {"child": ref, "touchpoint": "conference", "on": on, "key": f"{ref} conference {on}"}
        db.table(TOUCHPOINT_EVENTS).insert({**event, "source": HAND, "noted": db.now.isoformat()})


def _requests(db: Database, asked: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    for at in range(1, number):
        yield {**asked, "child": _child(at), "keys": [secrets.token_hex(20)]}


def _voices(db: Database, told: dict[str, Any], first: int, number: int) -> Iterator[dict[str, Any]]:
    for at in range(number):
        begun = db.now - timedelta(minutes=at)
        yield {**told, "child": _child(at), "request": first + at, "begun": begun.isoformat(), "unread": False}


def _child(at: int) -> str:
    return f"B{at // VOICES_A_CHILD:06}"

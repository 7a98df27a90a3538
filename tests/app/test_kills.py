"""kill -9 under load: whatever a family was told is kept is there after the next start."""

import random
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from tinydb import where

from app.opening import open_store
from app.settings import Settings
from feedback.asking.requests import ask
from feedback.voices import voices
from feedback.voices.requests import REQUESTS
from pages.family.browser import kept_as
from people.actor import COMMAND_LINE
from storage.store import Database, Store
from storage.table import Document
from tests.cast import LIBRARY
from tests.server import Server

FAMILIES = 24
FIRST_QUESTIONS = [question for question in LIBRARY.forms["conference_parent_carer"].questions if question.options()][
    :4
]


@dataclass
class Load:
    """Families who answer as fast as they can, and what each was told is kept."""

    url: str
    tokens: list[str]
    stopped: threading.Event = field(default_factory=threading.Event)
    told: dict[tuple[str, str], str] = field(default_factory=dict)
    sent: dict[tuple[str, str], str] = field(default_factory=dict)
    acknowledged: int = 0

    def run_until_killed(self, server: Server, chance: random.Random) -> None:
        threads = [threading.Thread(target=self._families, args=(self.tokens[n::4], n)) for n in range(4)]
        for thread in threads:
            thread.start()
        self.stopped.wait(chance.uniform(0.2, 1.2))
        server.kill()
        self.stopped.set()
        for thread in threads:
            thread.join()

    def _families(self, tokens: list[str], seed: int) -> None:
        chance = random.Random(seed)
        with httpx.Client(base_url=self.url, timeout=5) as browser:
            while not self.stopped.is_set() and self._is_answered(browser, chance.choice(tokens), chance):
                pass

    def _is_answered(self, browser: httpx.Client, token: str, chance: random.Random) -> bool:
        """Send one answer; False once the line is dead, so that the answer under way stays the one sent last."""
        question = chance.choice(FIRST_QUESTIONS)
        value = chance.choice(question.options()).code
        fields = {"do": "answer", "question": question.id, "answer": value, "language": "en"}
        self.sent[token, question.id] = value
        try:
            reply = browser.post(
                f"/f/{token}", data=fields, headers={"cookie": f"views={kept_as('a' * 22, datetime.now(UTC))}"}
            )
        except httpx.TransportError:
            return False
        if reply.status_code == httpx.codes.SEE_OTHER:
            self.told[token, question.id] = value
            self.acknowledged += 1
        return True


def _kill_and_look(folder: Path, kills: int) -> int:
    chance = random.Random(kills)
    server = Server(folder)
    server.start()
    kept = 0
    for _ in range(kills):
        store = _open(folder)
        tokens = [_asked(store) for _ in range(FAMILIES)]
        store.close()
        load = Load(server.url, tokens)
        load.run_until_killed(server, chance)
        _look(folder, load)
        kept += load.acknowledged
        server.start()
    server.kill()
    return kept


def _look(folder: Path, load: Load) -> None:
    """The answer that was told last is there, or the one that was on its way when the power went."""
    store = _open(folder)
    for (token, question), value in load.told.items():
        voice = store.read(_voice, token)
        assert voice is not None, "a conversation that was acknowledged is gone"
        assert question in voice["answers"], "an answer that was acknowledged is gone"
        assert voice["answers"][question]["value"] in {value, load.sent[token, question]}
    store.close()


def _voice(db: Database, token: str) -> Document | None:
    request = db.table(REQUESTS).get(where("keys").any([db.keyed_hash(token)]))
    return voices.by_request(db, request.doc_id) if request else None


def _open(folder: Path) -> Store:
    return open_store(Settings(data=folder))


def _asked(store: Store) -> str:
    details = {"touchpoint": "conference", "audience": "parent_carer", "language": "en", "channel": "link"}
    form = LIBRARY.find("conference", "parent_carer")
    return store.write_now(ask, COMMAND_LINE, child="D0001", form=form, **details).token


def test_two_kills_under_load_lose_nothing_that_was_acknowledged(on_disk: Path) -> None:
    assert _kill_and_look(on_disk / "data", kills=2) > 20


@pytest.mark.soak
def test_a_hundred_kills_under_load_lose_nothing_that_was_acknowledged(on_disk: Path) -> None:
    assert _kill_and_look(on_disk / "data", kills=100) > 2000

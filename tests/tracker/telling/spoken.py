"""A mother whose words an item answers, and those who tell her what came of it."""

from typing import Any

from feedback.asking.text_requests import TextSettings
from feedback.messages import outbox
from feedback.messages.outbox import TOLD
from feedback.voices.voices import by_request
from people.actor import Actor
from storage.documents import number_of
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family
from tests.outgoing import HOUSE, a_mother, ask_her
from tests.tracker.tracked import Tracked
from tracker.answered_words import words_key
from tracker.finishing import FollowUp, answer_drop, ask_to_drop, judge
from tracker.states import EFFECTIVE, NOT_EFFECTIVE
from tracker.telling.telling import tell
from tracker.telling.telling_words import TellingWords

WORDS = TellingWords(sentence="papers")
QUESTION = "read_report"


class Spoken:
    """She was asked by text and answered on the web; what she said is answered by an item."""

    def __init__(
        self, store: Store, cast: Cast, wish: str = "text", language: str = "ti", service: bool = False, **contact: Any
    ) -> None:
        self.store, self.cast = store, cast
        self.contact = a_mother(store, language=language, **contact)
        asked = ask_her(store, cast, self.contact, language=language)
        (text,) = store.read(outbox.by_request, asked.request)
        self.family = Family(store, self.token_in(text["body"]))
        self.family.begins(language)
        self.family.answers("no", QUESTION)
        if wish:
            self.family.answers(wish, "tell_back")
        self.family.skips_the_rest()
        self.family.finishes()
        found = store.read(by_request, asked.request)
        assert found is not None
        self.voice = number_of(found)
        keys = (words_key(self.voice, QUESTION),)
        self.item = Tracked(store, cast, answers=keys, child=None if service else CHILD)

    def is_done(self, effect: str = EFFECTIVE) -> None:
        self.item.is_done()
        about = (self.item.number, effect, "They had time to read", "Ten reports")
        follow = FollowUp("Try another way", self.cast.worker.id, "2026-07-01") if effect == NOT_EFFECTIVE else None
        self.store.write_now(judge, self.cast.manager, *about, follow_up=follow)

    def is_not_needed(self) -> None:
        self.store.write_now(ask_to_drop, self.cast.worker, self.item.number, "The family moved")
        self.store.write_now(answer_drop, self.cast.manager, self.item.number, "Agreed", approved=True)

    def is_told(
        self,
        by: Actor | None = None,
        way: str = "sms",
        said: TellingWords = WORDS,
        override: str = "",
        settings: TextSettings | None = HOUSE,
    ) -> int:
        about = (self.item.number, self.voice, way, said, settings, override)
        return self.store.write_now(tell, by or self.cast.worker, *about)

    @property
    def texts(self) -> list[outbox.OutboxText]:
        """The texts that tell, the oldest first."""
        found = self.store.read(outbox.by_child_newest_first, CHILD)
        return [one for one in reversed(found) if one["purpose"] == TOLD]

    @staticmethod
    def token_in(body: str) -> str:
        return body.partition("/f/")[2][:22]

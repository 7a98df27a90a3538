"""An entry of “You said, we did” and the words it rests on, for tests that tell what becomes of it."""

from typing import Any

from feedback.voices.voices import by_request
from people.actor import Actor
from storage.documents import number_of, revision_of
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.family import Family
from tests.tracker.tracked import Tracked
from tracker.answered_words import words_key
from tracker.finishing import judge
from tracker.said import said_entries
from tracker.said.published import PublishedEntry, published
from tracker.said.releasing import release
from tracker.said.said_entries import ENGLISH, SaidEntry, Words
from tracker.said.writing import change_entry, translate_entry, words_of, write_entry

SPOKEN = "The report came so late that I read it in the waiting room"
WORDS = words_of("Reports come too late.", "Reports now come three working days before the meeting.", "")
ARABIC = words_of("التقارير تصل متأخرة.", "تصل التقارير الآن قبل الاجتماع بثلاثة أيام عمل.", "")
NOBODY = "Many families say so in every survey."


class Told:
    """One entry, resting on one closed item of the service; each step is a sentence."""

    def __init__(self, store: Store, cast: Cast, children: int = 1, words: Words = WORDS, **said: Any) -> None:
        self.store, self.cast = store, cast
        self.spoken = [speaks(store, cast, ref) for ref in refs(store, cast, children)]
        self.item = closed_item(store, cast, self.spoken)
        theme, by = said.get("theme", "meetings"), said.get("by", cast.head)
        self.number = store.write_now(write_entry, by, theme, [self.item], words)

    @property
    def now(self) -> SaidEntry:
        return self.store.read(said_entries.entry, self.number)

    @property
    def public(self) -> list[PublishedEntry]:
        return [one for one in self.store.read(published).entries if one.place.endswith(f"-{self.number:09d}")]

    def seen(self, language: str = ENGLISH) -> str:
        written = self.now["written"].get(language)
        return written["at"] if written else ""

    def says(self, words: Words, by: Actor | None = None) -> None:
        self.store.write_now(change_entry, by or self.cast.head, self.number, self.seen(), self.now["theme"], words)

    def says_in(self, language: str, words: Words, translator: str = "Hana Osman") -> None:
        given = (self.number, self.seen(language), language, translator, words)
        self.store.write_now(translate_entry, self.cast.head, *given)

    def is_released(self, by: Actor | None = None, **said: Any) -> None:
        given = {"looked": True, "reason": NOBODY, **said}
        self.store.write_now(release, by or self.cast.head, self.number, revision_of(self.now), **given)


def refs(store: Store, cast: Cast, number: int) -> list[str]:
    """So many children; those of the cast first."""
    more = [f"D01{one:02d}" for one in range(number - 2)]
    for ref in more:
        cast._child(ref, f"Invented {ref}", cast.worker_of_another_team)
    return [CHILD, OTHER_CHILD, *more][:number]


def speaks(store: Store, cast: Cast, child: str = CHILD, words: str = SPOKEN) -> str:
    """A family says something about a child; returns the key of the words."""
    asked = cast.ask(child=child)
    family = Family(store, asked.token)
    family.begins()
    family.writes(words)
    voice = store.read(by_request, asked.request)
    assert voice is not None
    (question,) = [key for key, one in voice["answers"].items() if one["value"] == words]
    return words_key(number_of(voice), question)


def closed_item(store: Store, cast: Cast, answers: list[str], **said: Any) -> int:
    """An item of the service that answers these words, done and found effective."""
    tracked = Tracked(store, cast, tuple(answers), **{"child": None, **said})
    tracked.is_done()
    store.write_now(judge, cast.head, tracked.number, "effective", "Parents come prepared.", "Eight of nine reports.")
    return tracked.number

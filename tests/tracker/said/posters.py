"""Somebody who says something at a poster."""

from feedback.voices import voices
from feedback.voices.links import live_request
from feedback.web.poster_conversations import visit
from storage.documents import number_of
from storage.store import Store
from tests.cast import LIBRARY
from tests.family import Family
from tracker.answered_words import words_key


def says_at(store: Store, code: str, browser: str, words: str) -> str:
    """They scan the code and write something; returns the key of the words."""
    form = LIBRARY.find("anytime", "parent_carer")
    token = store.write_now(visit, "192.0.2.7", code, browser, "parent_carer", "en", form)
    family = Family(store, token, browser)
    family.writes(words)
    request = store.read(live_request, token)
    voice = store.read(voices.by_request, number_of(request))
    assert voice is not None
    (question,) = [key for key, one in voice["answers"].items() if one["value"] == words]
    return words_key(number_of(voice), question)

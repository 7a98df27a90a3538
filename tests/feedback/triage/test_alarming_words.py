"""Words that move a text up the list, in every language; nothing is decided by them."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml

from feedback.triage.alarming_spelling import as_written, plain
from feedback.triage.alarming_words import WORDS_FILE, is_alarming
from feedback.triage.triage_list import triage_list
from language.catalogue import FOLDER, read_catalogue
from language.registry import LANGUAGES
from storage.store import Store
from tests.cast import Cast, Clock
from tests.family import Family

LISTS: dict[str, dict[str, Any]] = yaml.safe_load(WORDS_FILE.read_text("utf-8"))

SENTENCES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("alarming_sentences.yaml").read_text("utf-8")
)


def _each(kind: str) -> list[tuple[str, str]]:
    return [(code, one) for code, those in SENTENCES[kind].items() for one in those]


@pytest.mark.rule("BR-31")
def test_every_language_has_its_words_for_every_meaning() -> None:
    assert LISTS.keys() == LANGUAGES.keys()
    for code, of_language in LISTS.items():
        assert of_language["words"].keys() == LISTS["en"]["words"].keys(), code
        for meaning, words in of_language["words"].items():
            assert words, (code, meaning)
            assert all(plain(one) and "-" not in one[1:-1] for one in words), (code, meaning)


def test_every_language_is_tried_here() -> None:
    assert SENTENCES["alarming"].keys() == SENTENCES["ordinary"].keys() == LANGUAGES.keys()
    assert min(map(len, SENTENCES["alarming"].values())) >= 3


@pytest.mark.rule("BR-31")
@pytest.mark.parametrize(("code", "text"), _each("alarming"))
def test_what_may_matter_is_seen_in_every_language(code: str, text: str) -> None:
    assert is_alarming(text), code
    assert is_alarming(f"Hello. ({text}!) Bye."), "in the middle of a text too"


@pytest.mark.parametrize(("code", "text"), _each("ordinary"))
def test_ordinary_sentences_alarm_nobody_in_any_language(code: str, text: str) -> None:
    assert not is_alarming(text), code


@pytest.mark.parametrize(
    "text",
    [
        "HE HITS ME",
        "İNTİHAR", "intıhar", "OLDURECEK", "öldürecek",  # Turkish keyboards and others
        "يَضْرِبُنِي", "يضـــربني", "یضربنی",  # with harakat, tatweel, typed on a Persian keyboard
        "مي ترسم", "می ترسم", "می‌ترسم", "ميترسم",  # apart, together and with a joiner
        "وېرېږم", "ويريږم", "ویرېږم",
        "ده‌ترسم", "دەترسم", "دهترسم",  # as Sorani was typed before it had its own letter
        "ገደለኝ", "ሊገድላት", "ገዳይ ገድሎ",
        "ሓደጋ", "ሀደጋ", "ኣደጋ",
        "em muon chet", "bo danh toi", "BỐ ĐÁNH CON",
        "j ai ete violee", "suicidé", "ameaça", "AMEACAS", "kërcënon", "kercenoi",
    ],
)  # fmt: skip
def test_one_word_is_known_in_all_its_spellings(text: str) -> None:
    assert is_alarming(text)


@pytest.mark.parametrize("text", ["öldü", "ölüm", "đánh tôi", "sợ"])
def test_a_word_with_marks_is_not_the_ordinary_word_without(text: str) -> None:
    assert is_alarming(text)
    assert not is_alarming({"öldü": "oldu", "ölüm": "olumlu", "đánh tôi": "danh sách", "sợ": "so"}[text])


def test_the_spelling_keeps_what_tells_words_apart_until_it_is_plain() -> None:
    assert as_written("L’Agression, ÖLDÜ!") == "l agression öldü"
    assert plain(as_written("L’Agression, ÖLDÜ!")) == "l agression oldu"
    assert (as_written("ገዲሉ"), plain("ገዲሉ")) == ("ገዲሉ", "ገደለ")


def test_our_own_words_seldom_alarm_in_another_language_than_they_do_in_english() -> None:
    for code in LANGUAGES.keys() - {"en"}:
        catalogue = read_catalogue(FOLDER / f"{code}.po")
        pairs = [(one.id, one.string) for one in catalogue if one.id and isinstance(one.string, str)]
        wrong = [said for english, said in pairs if is_alarming(said) and not is_alarming(str(english))]
        assert len(wrong) * 50 < len(pairs), (code, wrong)


def test_the_longest_text_is_looked_at_in_no_time() -> None:
    text = ("ስብሰባው ጥሩ ነበር thank you الاجتماع cảm ơn " * 100)[:1_600]
    is_alarming("")  # the lists are read once
    began = perf_counter()
    for _ in range(10):
        assert not is_alarming(text)
    assert (perf_counter() - began) / 10 < 0.05, "about a thousandth of a second; a busy machine may be slower"


@pytest.mark.rule("BR-31")
@pytest.mark.parametrize("words", ["هغه ما وهي", "ይሃርመኒ", "Em muon chet", "Wuu i garaacaa"])
def test_words_in_another_language_within_an_english_conversation_are_read_before_thanks(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family], words: str
) -> None:
    for text in ("The report came in time.", words):
        a_family().writes(text)
        clock.forward(minutes=1)
    first, second = store.read(triage_list, cast.head)
    assert (first.words, second.words) == (words, "The report came in time.")
    assert (first.flagged, first.decisions) == (True, ()), "moved up, and nothing decided"


@pytest.mark.rule("BR-31")
def test_among_what_nobody_has_understood_the_alarming_comes_first(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family]
) -> None:
    for text in ("مننه، غونډه ښه وه", "هغه ما وهي"):
        a_family(language="ps").writes(text)
        clock.forward(minutes=1)
    waiting = store.read(triage_list, cast.head)
    assert [(one.words, one.untranslated) for one in waiting] == [("هغه ما وهي", True), ("مننه، غونډه ښه وه", True)]

"""An English that changes leaves its translation standing, to be looked at again."""

import pytest

from language.catalogue import say
from people.errors import Unacceptable
from storage.store import Store
from tests.cast import Cast
from translations.index import WordingIndex
from translations.translating import check, make_live, translate

OLD, NEW = "Did they listen?", "Did the people there listen to you?"
WORDS = "غوږ یې ونیو؟"


def question(english: str, place: str = "closing heard") -> str:
    return f'#. {place}\n#: forms/definitions/closing.yaml\nmsgid "{english}"\nmsgstr ""\n\n'


@pytest.fixture
def live(store: Store, cast: Cast, words, messages) -> None:
    messages(question(OLD))
    store.write_now(translate, cast.administrator, words.of(OLD).seen, [WORDS])
    store.write_now(check, cast.head, [words.of(OLD).seen])
    store.write_now(make_live, cast.head, [words.of(OLD).seen])


def restarted(store: Store, english: str):
    """How it stands for a program that begins with the new English."""
    return store.read(WordingIndex().entries, "ps")[english]


def test_a_reworded_question_needs_a_look_and_keeps_being_said(store: Store, cast: Cast, live, messages) -> None:
    messages(question(NEW))
    now = restarted(store, NEW)
    assert now.is_stale
    assert (now.texts, now.english, now.state) == ((WORDS,), (OLD,), "live")
    assert say("ps", NEW).text == WORDS


def test_an_english_with_a_slip_mended_is_the_same_passage_wherever_it_stands(store, cast, live, messages) -> None:
    messages(question("Did they listen to?", "closing other"))
    assert restarted(store, "Did they listen to?").is_stale


def test_another_question_does_not_get_the_words_of_one_that_is_gone(store, cast, live, messages) -> None:
    messages(question("Where do you live now?", "closing other"))
    assert restarted(store, "Where do you live now?").is_missing


def test_a_placeholder_that_is_new_puts_the_english_there(store: Store, cast: Cast, live, messages) -> None:
    messages(question("Did {name} listen?"))
    assert restarted(store, "Did {name} listen?").is_stale
    assert say("ps", "Did {name} listen?", name="Ada").lang == "en"


def test_it_is_not_signed_off_until_somebody_saved_it_against_the_new_english(store, cast, live, messages) -> None:
    messages(question(NEW))
    stale = restarted(store, NEW)
    with pytest.raises(Unacceptable):
        store.write_now(check, cast.head, [stale.seen])
    store.write_now(translate, cast.administrator, stale.seen, [WORDS])
    now = restarted(store, NEW)
    assert (now.is_stale, now.state, now.number) == (False, "draft", stale.number)
    assert say("ps", NEW).text == WORDS  # what was live before stays until the draft is
    store.write_now(check, cast.head, [now.seen])
    assert restarted(store, NEW).state == "checked"

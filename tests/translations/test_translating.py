"""A passage goes from draft to checked to live, by two people, and families read it at that press."""

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.opening import KINDS
from language.catalogue import say
from language.overlay import show_drafts
from language.standing import standing
from pages.family.routes import family_pages
from pages.family.site import Site
from people.errors import NotAllowed, Unacceptable
from storage.store import Store
from tests.cast import LIBRARY, Cast, Clock
from tests.conftest import SECRET
from translations.index import WordingIndex
from translations.translating import ChangedMeanwhile, Unpassed, check, make_live, take_back, translate

BACK, LINK = "Back", "You asked to give your views. 3 min: {link}"
PASHTO, BETTER = "بېرته ولاړ شئ", "بېرته بېرته ولاړ شئ"


def released(store: Store, cast: Cast, words, key: str = BACK, text: str = PASHTO) -> None:
    store.write_now(translate, cast.administrator, words.of(key).seen, [text])
    store.write_now(check, cast.head, [words.of(key).seen])
    store.write_now(make_live, cast.head, [words.of(key).seen])


def test_the_family_page_changes_at_the_press_that_makes_a_passage_live(store: Store, cast: Cast, words) -> None:
    browser = TestClient(family_pages(store, Site(), LIBRARY), base_url="http://views.example")
    link = f"/f/{cast.ask().token}?lang=ps"
    begin = "There are no right or wrong answers."
    assert begin in browser.get(link).text
    store.write_now(translate, cast.administrator, words.of(begin).seen, ["سم او غلط ځواب نشته."])
    store.write_now(check, cast.head, [words.of(begin).seen])
    assert begin in browser.get(link).text  # checked is not live
    store.write_now(make_live, cast.head, [words.of(begin).seen])
    assert "سم او غلط ځواب نشته." in browser.get(link).text
    assert begin not in browser.get(link).text
    store.write_now(take_back, cast.head, words.of(begin).seen)
    assert begin in browser.get(link).text


def test_a_question_that_is_open_in_a_browser_changes_too(store: Store, cast: Cast, words, a_family) -> None:
    family = a_family(language="ps")
    browser = TestClient(family_pages(store, Site(), LIBRARY), base_url="http://views.example", follow_redirects=True)
    address = f"/f/{family.token}"
    browser.post(address, data={"do": "begin", "language": "ps"})
    assert ">Continue<" in browser.get(address).text.replace('<span lang="en" dir="ltr">', "").replace("</span>", "<")
    released(store, cast, words, "Continue", "دوام")
    assert "دوام" in browser.get(address).text


def test_who_keeps_a_shipped_draft_as_it_is_becomes_its_translator_and_does_not_check_it(store, cast, words) -> None:
    shipped = words.of(BACK)
    assert (shipped.state, shipped.translator_name) == ("draft", "none yet")
    store.write_now(translate, cast.administrator, shipped.seen, shipped.texts)
    now = words.of(BACK)
    assert (now.texts, now.translator_name) == (shipped.texts, "Omar Haddad")
    store.write_now(translate, cast.head, now.seen, now.texts)  # the same by somebody else is once
    assert words.of(BACK).translator_name == "Omar Haddad"
    with pytest.raises(Unacceptable, match="You translated this"):
        store.write_now(check, cast.administrator, [words.of(BACK).seen])
    store.write_now(check, cast.head, [words.of(BACK).seen])


def test_each_step_says_who_and_when_and_the_live_words_stay_while_new_ones_are_a_draft(store, cast, words) -> None:
    released(store, cast, words)
    now = words.of(BACK)
    assert (now.state, now.translator_name, now.checker_name) == ("live", "Omar Haddad", "Helen Marsh")
    store.write_now(translate, cast.head, now.seen, [BETTER])
    assert words.of(BACK).state == "draft"
    assert say("ps", BACK).text == PASHTO
    show_drafts(True)
    assert say("ps", BACK).text == PASHTO  # what somebody released comes before what nobody has checked
    show_drafts(False)
    assert standing("ps").live == 1


def test_whoever_translated_signs_nothing_of_it_off(store: Store, cast: Cast, words) -> None:
    store.write_now(translate, cast.head, words.of(BACK).seen, [PASHTO])
    with pytest.raises(Unacceptable, match="Somebody else"):
        store.write_now(check, cast.head, [words.of(BACK).seen])
    store.write_now(check, cast.administrator, [words.of(BACK).seen])
    with pytest.raises(Unacceptable, match="Somebody else"):
        store.write_now(make_live, cast.head, [words.of(BACK).seen])
    store.write_now(make_live, cast.administrator, [words.of(BACK).seen])
    assert say("ps", BACK).text == PASHTO


def test_a_draft_cannot_be_made_live_unread(store: Store, cast: Cast, words) -> None:
    store.write_now(translate, cast.administrator, words.of(BACK).seen, [PASHTO])
    with pytest.raises(Unacceptable, match="checked first"):
        store.write_now(make_live, cast.head, [words.of(BACK).seen])


@pytest.mark.parametrize("verb", [translate, check, make_live, take_back])
def test_a_social_worker_translates_nothing(store: Store, cast: Cast, words, verb) -> None:
    given = (words.of(BACK).seen, [PASHTO]) if verb is translate else (words.of(BACK).seen,)
    with pytest.raises(NotAllowed):
        store.write_now(verb, cast.worker, *given)


def test_a_shipped_draft_is_checked_and_made_live_as_it_is(store: Store, cast: Cast, words) -> None:
    shipped = words.of(BACK, "ar")
    assert shipped.state == "draft"
    assert say("ar", BACK).lang == "en"
    store.write_now(check, cast.head, [shipped.seen])
    store.write_now(make_live, cast.head, [words.of(BACK, "ar").seen])
    assert say("ar", BACK).text == shipped.texts[0]
    assert words.of(BACK, "ar").translator_name == "machine-assisted draft"


def test_two_who_write_at_once_are_both_told_and_nothing_is_lost(store: Store, cast: Cast, words) -> None:
    seen = words.of(BACK).seen
    store.write_now(translate, cast.administrator, seen, [PASHTO])
    with pytest.raises(ChangedMeanwhile, match=PASHTO) as clash:
        store.write_now(translate, cast.head, seen, [BETTER])
    store.write_now(translate, cast.head, clash.value.now.seen, [BETTER])
    assert words.of(BACK).texts == (BETTER,)


def test_many_go_live_together_or_none_of_them(store: Store, cast: Cast, words) -> None:
    for key in (BACK, "Help"):
        store.write_now(translate, cast.administrator, words.of(key).seen, [PASHTO])
        store.write_now(check, cast.head, [words.of(key).seen])
    seen = [words.of(key).seen for key in (BACK, "Help")]
    store.write_now(translate, cast.administrator, words.of("Help").seen, [BETTER])
    with pytest.raises(ChangedMeanwhile):
        store.write_now(make_live, cast.head, seen)
    assert words.of(BACK).state == "checked"
    assert say("ps", BACK).lang == "en"


def test_what_is_wrong_is_not_kept_and_what_may_be_wrong_is_kept_with_the_passing(store, cast, words) -> None:
    seen = words.of(LINK).seen
    with pytest.raises(Unacceptable, match="placeholders"):
        store.write_now(translate, cast.administrator, seen, ["ستاسو نظر: 3"])
    with pytest.raises(Unpassed) as told:
        store.write_now(translate, cast.administrator, seen, ["ستاسو نظر: {link}"])
    assert told.value.sentences == ["The number 3 is missing."]
    store.write_now(translate, cast.administrator, seen, ["ستاسو نظر: {link}"], told.value.sentences)
    assert words.of(LINK).passed == ("The number 3 is missing.",)


def test_a_program_that_starts_says_what_was_made_before(store: Store, cast: Cast, words) -> None:
    released(store, cast, words)

    assert store.read(WordingIndex().entries, "ps")[BACK].state == "live"


def test_what_another_process_makes_live_is_said_here_too(store: Store, cast: Cast, words, tmp_path: Path) -> None:
    assert words.of(BACK).state == "draft"
    elsewhere = Store.open(tmp_path / "data", KINDS, secret=SECRET, clock=Clock())
    try:
        elsewhere.write_now(translate, cast.administrator, words.of(BACK).seen, [PASHTO])
        until = time.monotonic() + 10
        while words.index._kept == {} and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        elsewhere.close()
    assert words.of(BACK).texts == (PASHTO,)
    show_drafts(True)
    assert say("ps", BACK).text == PASHTO

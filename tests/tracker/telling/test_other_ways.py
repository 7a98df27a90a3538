"""The same answer by text message question by question, on paper and on the phone; and what a crash leaves of it."""

from dataclasses import replace

import pytest

from feedback.messages.outbox import OUTBOX
from feedback.paper.letter_pdf import letter_pdf, letter_words
from feedback.paper.letters import draft_letter
from feedback.phone.call import answer_call, hang_up, on_the_phone, take_up
from feedback.phone.calls_due import calls_due
from feedback.phone.opening_words import opening
from feedback.voices.requests import REQUESTS
from feedback.voices.typed_codes import enter
from feedback.voices.voices import by_id
from language.catalogue import say
from pages.staff.calls.script import told_aloud
from reviews.reviews import by_id as review_by_id
from reviews.reviews import plan_review
from reviews.section_six import logged_for
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.feedback.paper.printed import ADDRESS, HEAD, opened
from tests.feedback.phone.people_to_call import ALWAYS
from tests.letters import print_letter
from tests.outgoing import PHONE
from tests.texting import Phone
from tests.tracker.telling.spoken import Spoken
from tracker.telling.sentences import SENTENCES
from tracker.telling.telling_words import LONGEST
from tracker.telling.tellings import Telling, told_of

pytestmark = pytest.mark.rule("BR-54")


def last(spoken: Spoken) -> Telling:
    return spoken.store.read(told_of, spoken.cast.worker, spoken.item.number)[0]


def spoken_by(store: Store, cast: Cast, wish: str, language: str = "en") -> Spoken:
    one = Spoken(store, cast, wish, language, safe_spans=ALWAYS)
    one.is_done()
    return one


@pytest.mark.parametrize(("language", "yes"), [("en", "yes"), ("ti", "፩")])
def test_a_reply_leads_to_the_words_and_the_question(
    store: Store, cast: Cast, clock: Clock, language: str, yes: str
) -> None:
    spoken = spoken_by(store, cast, "text", language)
    spoken.is_told()
    mother = Phone(store, clock, PHONE)
    words = say(language, SENTENCES["papers"]).text
    assert words not in mother.sends("hello")
    asked = mother.sends("1")
    assert words in asked
    assert say(language, "Did this help?").text in asked
    assert f"2 {say(language, 'A bit').text}" in asked
    assert say(language, "Thank you").text in mother.sends(yes)
    assert last(spoken).helped == "yes"


def test_stop_as_a_reply_is_a_stop_and_no_answer(store: Store, cast: Cast, clock: Clock) -> None:
    spoken = spoken_by(store, cast, "text")
    spoken.is_told()
    assert "no more texts" in Phone(store, clock, PHONE).sends("STOP")
    assert last(spoken).helped == ""


@pytest.mark.parametrize("language", ["en", "ar", "ti"])
def test_the_letter_tells_them_on_one_page_and_its_code_opens_the_press(
    store: Store, cast: Cast, language: str
) -> None:
    spoken = spoken_by(store, cast, "letter", language)
    number = spoken.is_told(way="letter")
    letter = store.read(draft_letter, cast.worker, number)
    words, pdf = say(language, SENTENCES["papers"]).text, letter_pdf(letter, ADDRESS, HEAD)
    assert len(opened(pdf).pages) == 1
    assert letter.told is not None
    longest = replace(letter, told={**letter.told, "words": (f"{words} " * 20)[:LONGEST]})
    assert len(opened(letter_pdf(longest, ADDRESS, HEAD)).pages) == 1
    assert words == letter_words(letter, ADDRESS, HEAD)["opening"][1]["text"]
    assert last(spoken).words == "the letter is not handed over yet"
    printed = print_letter(store, cast.worker, number)
    assert store.write_now(enter, printed.code)


def test_a_caller_reads_it_out_and_asks_whether_it_helped(store: Store, cast: Cast) -> None:
    spoken = spoken_by(store, cast, "phone", "ti")
    number = spoken.is_told(way="phone")
    (due,) = [one for one in store.read(lambda db: [*calls_due(db)]) if one.request and one.request.doc_id == number]
    assert due.why == "to_tell"
    assert last(spoken).words == "on the call list"
    store.write_now(take_up, cast.worker, number)
    view = store.read(on_the_phone, cast.worker, number)
    opens, words = told_aloud(view.view.told, "ti")
    assert (words.lang, words.english) == ("ti", SENTENCES["papers"])
    assert "what we did" in opens.english
    ours = opening("en", tells=True)
    assert any("what we did" in one.said for one in ours)
    assert len(view.opening) == len(ours)
    store.write_now(answer_call, cast.worker, number, "helped", "no")
    store.write_now(hang_up, cast.worker, number)
    assert last(spoken).helped == "no"


def test_who_does_not_say_whether_it_helped_is_not_called(store: Store, cast: Cast, clock: Clock) -> None:
    spoken = spoken_by(store, cast, "text")
    spoken.is_told()
    clock.forward(days=9)
    assert store.read(lambda db: [*calls_due(db)]) == []


@pytest.mark.rule("BR-08")
def test_a_press_does_not_make_the_family_heard_in_a_review(store: Store, cast: Cast, clock: Clock) -> None:
    spoken = spoken_by(store, cast, "text")
    about = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voices", "deadline": "2026-06-30"}
    review = store.write_now(plan_review, cast.head, **about, form=LIBRARY.review)

    def logged() -> tuple[int, int]:
        found = store.read(lambda db: logged_for(db, review_by_id(db, review)))
        return len(found.voices), len(found.attempts)

    before = logged()
    spoken.is_told()
    mother = Phone(store, clock, PHONE)
    for body in ("hello", "1", "yes"):
        mother.sends(body)
    assert last(spoken).helped == "yes"
    assert logged() == before


def test_what_breaks_in_between_leaves_neither_text_nor_request(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = spoken_by(store, cast, "text")
    counted = store.read(lambda db: (len(db.table(REQUESTS)), len(db.table(OUTBOX))))

    def breaks(*_: object, **__: object) -> None:
        raise OSError("cut off")

    with monkeypatch.context() as broken:
        broken.setattr("tracker.telling.telling.settle", breaks)
        with pytest.raises(OSError, match="cut off"):
            spoken.is_told()
    assert store.read(lambda db: (len(db.table(REQUESTS)), len(db.table(OUTBOX)))) == counted
    voice = store.read(by_id, spoken.voice)
    assert voice is not None
    assert voice["owed"]
    spoken.is_told()
    assert len(spoken.texts) == 1

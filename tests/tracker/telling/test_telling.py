"""The impact goes back to the family: in their language, by the way that is safe now, and once (BR-54)."""

from datetime import UTC, datetime

import pytest

from feedback.asking.obstacles import obstacles
from feedback.asking.reminders import requests_to_remind
from feedback.messages.console import Console
from feedback.messages.quiet_hours import QuietHours
from feedback.voices import attempts, requests
from feedback.voices.errors import CannotAsk, NoSuchLink
from feedback.voices.voice_access import voices_for
from feedback.voices.voices import heard_from
from feedback.web.answering import say_whether_it_helped
from people.errors import NotFound, Unacceptable
from people.opt_outs import stop
from people.safe_contact import flag_abuse
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.family import Family
from tests.outgoing import HOUSE, PHONE, send, twilio
from tests.stand_in import standing_in
from tests.tracker.telling.spoken import WORDS, Spoken
from tracker.lines import TOLD
from tracker.states import NOT_EFFECTIVE
from tracker.telling.noting import ToldAlready, note_told
from tracker.telling.offering import offer_of
from tracker.telling.owed import owed
from tracker.telling.sentences import SENTENCES
from tracker.telling.telling import preview_of
from tracker.telling.telling_words import TellingWords, WordsRefused
from tracker.telling.tellings import ARRIVED, LOST_ON_THE_WAY, NOT_KNOWN, ON_ITS_WAY, Telling, told_of

pytestmark = pytest.mark.rule("BR-54")
OWN = TellingWords(
    english="Papers come five days before now.", translated="ወረቓቕቲ ሕጂ ይመጽእ", translated_by="An interpreter"
)


@pytest.fixture
def spoken(store: Store, cast: Cast) -> Spoken:
    one = Spoken(store, cast)
    one.is_done()
    return one


def last(spoken: Spoken) -> Telling:
    return spoken.store.read(told_of, spoken.cast.worker, spoken.item.number)[0]


def states(store: Store, cast: Cast) -> list[str]:
    return [one.state for one in store.read(owed, cast.worker)]


def test_she_is_told_in_her_language_and_says_with_one_press_whether_it_helped(
    store: Store, cast: Cast, spoken: Spoken
) -> None:
    assert states(store, cast) == ["now"]
    spoken.is_told()
    (text,) = spoken.texts
    family = Family(store, spoken.token_in(text["body"]), "her phone")
    send(store, Console(keeps_links=True))
    assert (text["language"], text["to"]) == ("ti", PHONE)
    assert "ወረቓቕቲ" not in text["body"]
    told = family.sees().told
    assert told is not None
    assert (told["language"], told["english"]) == ("ti", SENTENCES["papers"])
    store.write_now(say_whether_it_helped, family.token, "her phone", "a_bit", "ti")
    found = last(spoken)
    assert (found.state, found.helped, found.helped_words) == (ARRIVED, "a_bit", "A bit")
    assert TOLD in spoken.item.told
    assert states(store, cast) == ["told"]
    assert store.read(voices_for, cast.head, CHILD)[0]["form"] == "told"
    assert [one["form"] for one in store.read(heard_from, CHILD)] == ["conference_parent_carer"]


def test_the_first_press_stands_and_another_browser_sees_nothing(store: Store, spoken: Spoken) -> None:
    number = spoken.is_told()
    token = spoken.token_in(spoken.texts[0]["body"])
    for value in ("yes", "yes", "no"):
        store.write_now(say_whether_it_helped, token, "her phone", value, "ti")
    assert last(spoken).helped == "yes"
    assert [one["outcome"] for one in store.read(attempts.by_request, number)] == ["answered"]
    with pytest.raises(NoSuchLink):
        Family(store, token, "another").sees()


def test_a_text_keeps_quiet_hours(store: Store, cast: Cast, clock: Clock, spoken: Spoken) -> None:
    clock.now = datetime(2026, 5, 12, 21, 30, tzinfo=UTC)
    shown = store.read(preview_of, cast.worker, spoken.item.number, spoken.voice, "sms", WORDS, HOUSE)
    spoken.is_told()
    assert send(store, Console(keeps_links=True), QuietHours()) == 0
    assert last(spoken).state == ON_ITS_WAY
    assert spoken.texts[0]["due"] == shown.goes_at.isoformat()
    clock.now = datetime(2026, 5, 13, 9, 0, tzinfo=UTC)
    assert send(store, Console(keeps_links=True), QuietHours()) == 1


def test_who_says_stop_in_between_gets_nothing_and_the_list_says_so(store: Store, cast: Cast, spoken: Spoken) -> None:
    spoken.is_told()
    store.write_now(stop, PHONE, "STOP", "en")
    assert send(store, Console(keeps_links=True)) == 0
    found = last(spoken)
    assert found.state == LOST_ON_THE_WAY
    assert "asked us to stop" in found.words
    assert states(store, cast) == ["lost"]
    with pytest.raises(CannotAsk, match="asked us to stop"):
        spoken.is_told(said=TellingWords(sentence="plan"))


def test_sent_is_not_arrived(store: Store, cast: Cast, spoken: Spoken) -> None:
    spoken.is_told()
    with standing_in() as provider:
        send(store, twilio(provider))
    assert last(spoken).words == "sent, not known whether it arrived"
    assert last(spoken).state == NOT_KNOWN
    assert states(store, cast) == ["unsure"]


def test_an_unsafe_way_is_said_and_never_changed_in_silence(store: Store, cast: Cast, spoken: Spoken) -> None:
    store.write_now(flag_abuse, cast.worker, spoken.contact, flagged=True)
    offer = store.read(offer_of, cast.worker, spoken.item.number, spoken.voice)
    wished = offer.ways[0]
    assert (wished.code, wished.wished, wished.closed) == ("sms", True, True)
    with pytest.raises(CannotAsk, match="domestic abuse"):
        spoken.is_told()
    assert spoken.texts == []
    way = offer.way("worker")
    assert way is not None
    assert not way.closed


def test_another_way_than_the_chosen_one_needs_a_reason(store: Store, spoken: Spoken) -> None:
    with pytest.raises(Unacceptable, match="They chose: by text message"):
        spoken.is_told(way="phone")
    number = spoken.is_told(way="phone", override="She asked for a call today")
    asked = store.read(requests.by_id, number)
    assert asked is not None
    assert asked["channel"] == "phone"


def test_a_discreet_text_says_nothing_of_who_sends_it(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast, language="en", discreet=True)
    spoken.is_done()
    spoken.is_told()
    assert spoken.texts[0]["body"].startswith("There is an answer for you: https://")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (TellingWords(english="Selam has new times.", translated="ሕጂ", translated_by="H"), "english"),
        (TellingWords(english="Amina Yusuf comes earlier.", translated="ሕጂ", translated_by="H"), "english"),
        (TellingWords(english="It is better.", translated="Tesfamariam", translated_by="H"), "translated"),
        (TellingWords(english="Call 07700900001.", translated="ሕጂ", translated_by="H"), "english"),
        (TellingWords(english="It is better."), "translated"),
        (TellingWords(english="It is better.", translated="ሕጂ"), "translated_by"),
        (TellingWords(english=" ", translated="ሕጂ", translated_by="H"), "english"),
        (TellingWords(english="x" * 301, translated="ሕጂ", translated_by="H"), "english"),
        (TellingWords(sentence="nonsense"), "sentence"),
        (TellingWords(sentence="law"), "done"),
    ],
)
def test_words_that_may_not_go_are_refused_with_their_field(
    store: Store, cast: Cast, spoken: Spoken, said: TellingWords, field: str
) -> None:
    with pytest.raises(WordsRefused) as refused:
        spoken.is_told(said=said)
    assert refused.value.field == field
    assert spoken.texts == []


def test_own_words_go_in_both_languages_and_keep_who_translated_them(store: Store, spoken: Spoken) -> None:
    spoken.is_told(said=OWN)
    told = last(spoken).told
    assert (told["english"], told["words"], told["translated_by"]) == (OWN.english, OWN.translated, OWN.translated_by)


def test_two_people_tell_at_once_and_she_is_told_once(store: Store, cast: Cast, spoken: Spoken) -> None:
    first = spoken.is_told()
    assert spoken.is_told() == first
    with pytest.raises(Unacceptable, match="Amina Yusuf has seen to it already"):
        spoken.is_told(by=cast.manager, said=TellingWords(sentence="plan"))
    assert len(spoken.texts) == 1


def test_nothing_is_told_before_it_is_known_what_came_of_it(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast)
    assert states(store, cast) == ["doing"]
    with pytest.raises(Unacceptable, match="not known yet"):
        spoken.is_told()


def test_who_wants_none_is_owed_nothing(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast, wish="no_need")
    spoken.is_done()
    assert states(store, cast) == []
    with pytest.raises(Unacceptable, match="no need"):
        spoken.is_told()


def test_what_could_not_be_done_is_told_with_the_reason(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast)
    spoken.is_not_needed()
    with pytest.raises(WordsRefused, match="ended without being done"):
        spoken.is_told()
    spoken.is_told(said=TellingWords(sentence="no_longer"))
    assert last(spoken).told["done"] is False


def test_who_may_not_know_of_the_child_can_tell_nobody(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast, service=True)
    spoken.is_done()
    with pytest.raises(NotFound):
        spoken.is_told(by=cast.worker_of_another_team)
    assert store.read(owed, cast.worker_of_another_team) == []
    spoken.is_told()
    assert store.read(told_of, cast.worker_of_another_team, spoken.item.number) == []


@pytest.mark.rule("BR-66")
def test_an_answer_back_is_no_request_and_has_no_reminder(
    store: Store, cast: Cast, clock: Clock, spoken: Spoken
) -> None:
    clock.forward(days=25)
    spoken.is_told()
    send(store, Console(keeps_links=True))
    clock.forward(days=6)
    assert store.read(requests_to_remind) == []
    found = store.read(lambda db: obstacles(db, CHILD, spoken.contact, "link", "parent_carer", db.now))
    assert [one.code for one in found] == []


def test_a_worker_notes_that_they_told_them_and_what_they_said(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast, wish="worker")
    spoken.is_done()
    note = ToldAlready(on="2026-05-12", method="in_person", helped="yes")
    number = store.write_now(note_told, cast.worker, spoken.item.number, spoken.voice, WORDS, note)
    assert [one["outcome"] for one in store.read(attempts.by_request, number)] == ["told", "answered"]
    found = last(spoken)
    assert (found.state, found.helped) == (ARRIVED, "yes")
    with pytest.raises(Unacceptable, match="has seen to it already"):
        store.write_now(note_told, cast.worker, spoken.item.number, spoken.voice, WORDS, note)


@pytest.mark.parametrize("note", [("2027-01-01", "phone", ""), ("2026-05-12", "x", ""), ("2026-05-12", "phone", "x")])
def test_a_note_that_cannot_be_is_refused(store: Store, cast: Cast, spoken: Spoken, note: tuple[str, str, str]) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(note_told, cast.worker, spoken.item.number, spoken.voice, WORDS, ToldAlready(*note))
    assert store.read(told_of, cast.worker, spoken.item.number) == []


def test_it_is_late_after_three_months(store: Store, cast: Cast, clock: Clock) -> None:
    Spoken(store, cast)
    assert [one.late for one in store.read(owed, cast.worker)] == [False]
    clock.forward(days=100)
    assert [one.late for one in store.read(owed, cast.worker)] == [True]
    assert [one.late for one in store.read(owed, cast.head)] == [True]


def test_who_wanted_to_be_told_and_is_answered_by_nothing_waits(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("letter", "tell_back")
    assert states(store, cast) == ["nothing"]


def test_what_did_not_work_can_be_told_too(store: Store, cast: Cast) -> None:
    spoken = Spoken(store, cast)
    spoken.is_done(NOT_EFFECTIVE)
    spoken.is_told(said=TellingWords(sentence="did_not_work"))
    assert last(spoken).told["done"] is False

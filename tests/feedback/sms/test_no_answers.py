"""What a phone wrote by itself, and pictures: kept, seen by a person where one is needed, and never an answer."""

import pytest

from feedback.sms.unmatched_texts import UNANSWERED, mark_text_read, texts_to_read, unanswered_texts
from feedback.voices.voices import VOICES
from storage.store import Store
from tests.cast import Cast, Clock
from tests.texting import Phone, Texting


@pytest.fixture
def writing(answering: Phone) -> Phone:
    """The phone once it has been asked the question that is answered in words."""
    for _ in range(6):
        answering.sends("skip")
    return answering


@pytest.fixture
def stranger(store: Store, clock: Clock) -> Phone:
    return Phone(store, clock, "+447700900888")


def test_a_reaction_is_kept_and_is_no_answer_no_miss_and_gets_no_reply(texting: Texting, writing: Phone) -> None:
    before = texting.answers()
    for _ in range(3):
        assert writing.sends("Liked “7/10 What went well…Call 999.”") == ""
    assert writing.sends(f"❤️ to “{writing.inbox[-1]}”") == ""
    assert texting.answers() == before
    assert {text["took"] for text in writing.kept[-4:]} == {"reaction"}
    writing.sends("They listened.")
    assert texting.answers()["well_or_differently"] == "They listened."


def test_a_reaction_to_a_choice_is_no_miss(answering: Phone) -> None:
    assert answering.sends(f"Loved “{answering.inbox[-1]}”") == ""
    assert answering.sends("purple").startswith("Sorry")
    assert answering.sends(f"Removed a heart from “{answering.inbox[-2]}”") == ""
    assert answering.sends("2").startswith("2/10")


def test_a_reaction_in_words_nobody_knows_is_read_by_a_person(store: Store, cast: Cast, answering: Phone) -> None:
    assert answering.sends(f"Hat „{answering.inbox[-1]}“ geliebt") == ""
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["may_be_reaction"]


def test_their_own_words_in_the_shape_of_a_reaction_are_their_answer(texting: Texting, writing: Phone) -> None:
    writing.sends("Loved “the way she listened to us”")
    assert texting.answers()["well_or_differently"] == "Loved “the way she listened to us”"


@pytest.mark.parametrize(
    "body",
    [
        "Auto-Reply: I am away until Monday. Ref {}",
        "I'm driving with Driving Focus turned on. I'll see your message when I get where I'm going.",
        "رد تلقائي: أنا في إجازة {}",
    ],
)
def test_forty_automatic_replies_get_nothing_skip_nothing_and_one_person_looks(
    store: Store, cast: Cast, texting: Texting, writing: Phone, body: str
) -> None:
    before, went = texting.answers(), len(writing.inbox)
    for number in range(40):
        writing.sends(body.format(number))
    assert len(writing.inbox) == went
    assert texting.answers() == before
    (waiting,) = store.read(texts_to_read, cast.head)
    assert waiting["why"] == "automatic"
    store.write_now(mark_text_read, cast.head, waiting.doc_id)
    writing.sends(body.format(41))
    assert store.read(texts_to_read, cast.head) == []
    writing.sends(body.format(42))
    assert len(store.read(texts_to_read, cast.head)) == 1


def test_a_person_who_comes_back_to_the_phone_is_heard(texting: Texting, answering: Phone) -> None:
    for number in range(3):
        answering.sends(f"Auto-Reply: back soon. Ref {number}")
    assert answering.sends("2").startswith("2/10")
    assert texting.answers() == {"understood_why": "mostly"}


def test_a_machine_that_nobody_knows_gets_one_reply_and_then_a_person_looks(
    store: Store, cast: Cast, answering: Phone
) -> None:
    replies = [answering.sends(f"Danke für Ihre Nachricht, ich bin nicht da. Nr {number}") for number in range(20)]
    assert [bool(one) for one in replies] == [True, *[False] * 19]
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["not_understood", "automatic"]


def test_a_machine_with_a_number_that_nobody_knows_is_not_answered(stranger: Phone) -> None:
    assert [stranger.sends(f"Automatic reply: ticket {number}") for number in range(5)] == [""] * 5
    assert [text["waiting"] for text in stranger.kept] == [False, True, False, False, False]


def test_a_picture_is_no_miss_a_person_looks_and_the_question_stands(
    store: Store, cast: Cast, texting: Texting, answering: Phone
) -> None:
    assert "cannot open pictures" in answering.sends("", pictures=1)
    assert answering.sends("", pictures=2, after=2) == ""
    assert texting.answers() == {}
    assert [(one["why"], one["pictures"]) for one in store.read(texts_to_read, cast.head)] == [
        ("picture", 1),
        ("picture", 2),
    ]
    assert answering.sends("2").startswith("2/10")


def test_words_with_a_picture_are_the_answer_and_a_person_sees_that_one_came(
    store: Store, cast: Cast, texting: Texting, writing: Phone
) -> None:
    writing.sends("This is our kitchen", pictures=1)
    assert texting.answers()["well_or_differently"] == "This is our kitchen"
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["picture_too"]


def test_a_picture_after_a_stop_gets_no_reply(store: Store, cast: Cast, answering: Phone) -> None:
    answering.sends("STOP")
    assert answering.sends("", pictures=1) == ""
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["stopped"]


def test_a_picture_from_a_number_that_nobody_knows_is_kept_for_a_person(stranger: Phone) -> None:
    assert "not straight away" in stranger.sends("", pictures=1)
    assert (stranger.kept[-1]["waiting"], stranger.kept[-1]["why"]) == (True, "picture")


def test_staff_see_what_was_kept_and_not_answered_with_the_reason(store: Store, cast: Cast, answering: Phone) -> None:
    answering.sends(f"Loved “{answering.inbox[-1]}”")
    answering.sends("Auto-Reply: away")
    found = store.read(unanswered_texts, cast.head)
    assert [one["took"] for one in found] == ["automatic", "reaction"]
    assert {one["took"] for one in found} <= set(UNANSWERED)
    assert store.read(unanswered_texts, cast.caller) == []


@pytest.mark.parametrize(
    "body",
    ["Do not send me back home", "Take me off the plan", "He shouts every night. No more.", "لا ترسلوا ابني إلى هناك"],
)
def test_a_free_answer_that_sounds_like_a_stop_is_kept_as_the_answer_and_read(
    store: Store, cast: Cast, texting: Texting, writing: Phone, body: str
) -> None:
    assert writing.sends(body).startswith("8/10")
    assert texting.answers()["well_or_differently"] == body
    assert store.read(lambda db: [one["unread"] for one in db.table(VOICES)]) == [True]


@pytest.mark.parametrize("body", ["2 Mrs T", "2\nSent from my Galaxy", "Mrs T: 2", "2 from Selam", "Mostly x", "mosty"])
def test_a_number_is_found_within_names_and_sign_offs(texting: Texting, answering: Phone, body: str) -> None:
    answering.sends(body)
    assert texting.answers() == {"understood_why": "mostly"}


def test_a_name_alone_is_no_answer_and_is_kept(answering: Phone) -> None:
    assert answering.sends("Tesfamariam").startswith("Sorry")
    assert answering.kept[-1]["why"] == "not_understood"

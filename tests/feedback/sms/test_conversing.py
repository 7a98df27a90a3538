"""The whole conversation by text, and all the ways through it."""

import pytest

from feedback.messages.outbox import OUTBOX
from feedback.messages.state_transitions import move
from feedback.sms.unmatched_texts import texts_to_read
from feedback.voices.conversation_view import Stage
from language.catalogue import say
from storage.store import Database, Store
from tests.cast import Cast, Clock
from tests.family import Family
from tests.texting import Phone, Texting

IN_ENGLISH = [
    "hello",
    "1",
    "2",
    "Yes, with enough time",
    "three",
    "NOT NEEDED",
    "3",
    "always",
    "5.",
    "They listened.",
    "yes",
]
IN_ENGLISH += ["Yes!!", "letter"]
IN_ARABIC = ["مرحبا", "١", "٢", "لا", "جزئيًا", "نعم", "٣", "نعم", "كان المترجم جيدًا.", "لا", "نعم", "لا أعرف"]
IN_TIGRINYA = ["ሰላም", "፩", "፪", "ኣይፋል", "ሰለስተ", "እወ", "3", "እወ", "ተርጓሚ ጽቡቕ ነይሩ።", "ኣይፋልን", "እወ", "ኣይፈልጥን"]


def _link(reply: str) -> str:
    return reply.rpartition("/f/")[2].split()[0]


def test_the_first_reply_tells_the_ways_out_and_nothing_of_the_questions(mother: Phone) -> None:
    reply = mother.sends("hello")
    for told in ("Is this phone private?", "STOP", "SKIP", "LINK", "not straight away", "999"):
        assert told in reply
    for secret in ("meeting", "report", "worker", "child", "Selam"):
        assert secret not in reply


def test_the_whole_conversation_in_english(texting: Texting, mother: Phone) -> None:
    for body in IN_ENGLISH:
        last = mother.sends(body)
    assert last.startswith("Thank you\nEverything you said is kept.")
    assert texting.answers() == {
        "understood_why": "mostly",
        "read_report": "yes_enough_time",
        "said_what_wanted": "partly",
        "help_to_take_part": "not_needed",
        "background_respected": "always",
        "clear_what_changes": "no",
        "well_or_differently": "They listened.",
        "share": "yes",
        "safe": "yes",
        "tell_back": "letter",
    }
    (voice,) = texting.voices()
    assert voice["finished"]
    assert {one["channel"] for one in voice["answers"].values()} == {"sms"}


@pytest.mark.parametrize(
    ("language", "bodies"), [("ar", IN_ARABIC), ("ti", IN_TIGRINYA)], ids=["in Arabic", "in Tigrinya"]
)
def test_the_whole_conversation_in_their_language(texting: Texting, language: str, bodies: list[str]) -> None:
    phone = texting.asks(language=language)
    for body in bodies:
        phone.sends(body)
    assert texting.voices()[0]["finished"]
    assert texting.answers() == {
        "understood_why": "mostly",
        "read_report": "no",
        "said_what_wanted": "partly",
        "help_to_take_part": "yes",
        "background_respected": "sometimes",
        "clear_what_changes": "yes",
        "well_or_differently": bodies[8],
        "share": "no",
        "safe": "yes",
        "tell_back": "dont_know",
    }
    assert {one["asked_lang"] for one in texting.voices()[0]["answers"].values()} == {language}


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_every_reply_within_the_flow_is_in_their_language(texting: Texting, language: str) -> None:
    phone = texting.asks(language=language)
    for body in ["hello", "?", "1", "?", "??", "link", "call", "back", "2", "skip", "2", "3", "HELP", "skip", "skip"]:
        phone.sends(body)
    for body in ["skip", "skip", "words", "1", "2", "1", "07700 900123", "later", "1", "!", "again"]:
        phone.sends(body)
    assert texting.voices()[0]["finished"]
    assert [one for one in phone.inbox if _latin_words(one)] == []


def _latin_words(reply: str) -> list[str]:
    """English that has no business there: all but addresses, numbers, names of help lines and of forms of things."""
    allowed = {"http", "localhost", "f", "Childline", "NSPCC", "SMS", "advocate", "solicitor"}
    without_links = "\n".join(line for line in reply.splitlines() if "/f/" not in line)
    latin = "".join(sign if sign.isascii() and sign.isalpha() else " " for sign in without_links).split()
    return [word for word in latin if word not in allowed]


def test_two_misses_and_it_moves_on_kindly(texting: Texting, answering: Phone) -> None:
    assert answering.sends("purple").startswith("Sorry, we did not understand that.\n1/10")
    assert answering.sends("blue").startswith("That is all right. Let us go on.\n2/10")
    assert texting.answers() == {"understood_why": None}


def test_an_answer_between_two_misses_begins_the_count_again(texting: Texting, answering: Phone) -> None:
    for body in ("purple", "partly", "purple"):
        reply = answering.sends(body)
    assert "2/10" in reply


def test_what_could_not_be_taken_is_read_by_a_person(store: Store, cast: Cast, answering: Phone) -> None:
    answering.sends("he hits me")
    (waiting,) = store.read(texts_to_read, cast.head)
    assert (waiting["body"], waiting["why"]) == ("he hits me", "not_understood")


def test_politeness_is_no_answer_and_no_work_for_a_person(store: Store, cast: Cast, answering: Phone) -> None:
    assert "1/10" in answering.sends("Ok thanks")
    assert store.read(texts_to_read, cast.head) == []


def test_going_back_keeps_the_answer_until_there_is_another(texting: Texting, answering: Phone) -> None:
    answering.sends("partly")
    assert answering.sends("BACK").startswith("1/10")
    assert texting.answers() == {"understood_why": "partly"}
    answering.sends("what?")
    assert answering.sends("eh").startswith("That is all right. Let us go on.\n2/10")
    assert texting.answers() == {"understood_why": "partly"}
    answering.sends("back")
    answering.sends("no")
    assert texting.answers() == {"understood_why": "no"}


def test_going_back_at_the_first_question_stays_there(answering: Phone) -> None:
    assert answering.sends("back").startswith("1/10")


def test_somebody_who_is_not_safe_is_told_at_once_whom_to_call(texting: Texting, answering: Phone) -> None:
    for _ in range(8):
        answering.sends("skip")
    reply = answering.sends("no")
    assert reply.index("999") < reply.index("Would you like someone to call you?")
    for number in ("0800 1111", "0808 800 5000", "020 7332 3621", "020 8356 2710"):
        assert number in reply
    assert [voice["worried"] for voice in texting.voices()] == [True]


def test_each_question_to_be_answered_in_words_says_whom_to_call_in_danger(answering: Phone) -> None:
    for _ in range(5):
        answering.sends("skip")
    assert answering.sends("skip").endswith("Reply in your own words.\nIn danger now? Call 999.")


def test_a_link_goes_on_where_the_texts_have_come_to_and_back_again(
    store: Store, texting: Texting, answering: Phone
) -> None:
    answering.sends("partly")
    family = Family(store, _link(answering.sends("LINK")))
    view = family.sees()
    assert (view.stage, view.begun_elsewhere, view.bubbles) == (Stage.WELCOME, True, ())
    family.begins()
    family.answers("no")
    assert family.sees().position == 3
    assert answering.sends("3").startswith("We go on from here.\n3/10")
    answering.sends("mostly")
    (voice,) = texting.voices()
    assert [one["channel"] for one in voice["answers"].values()] == ["sms", "link", "sms"]
    assert texting.answers()["read_report"] == "no"


def test_where_the_web_went_back_to_is_not_where_the_texts_stand(store: Store, answering: Phone) -> None:
    family = Family(store, _link(answering.sends("link")))
    family.begins()
    family.answers("partly")
    family.goes_back()
    assert "2/10" in answering.sends("3")


def test_a_link_can_be_had_instead_of_questions(texting: Texting, mother: Phone) -> None:
    mother.sends("hello")
    assert "/f/" in mother.sends("2")
    assert texting.voices() == []


def test_a_phone_that_is_not_private_gets_a_link(mother: Phone) -> None:
    mother.sends("hello")
    assert "/f/" in mother.sends("no")


def test_two_misses_before_the_first_question_and_it_sends_the_link_and_rests(mother: Phone) -> None:
    mother.sends("hello")
    mother.sends("purple")
    assert "/f/" in mother.sends("blue")
    assert mother.sends("green") == ""
    assert "1/10" in mother.sends("1")


def test_a_call_is_asked_for_at_any_point_and_stands_whatever_is_answered_later(
    texting: Texting, answering: Phone
) -> None:
    answering.sends("partly")
    assert answering.sends("call me please").startswith("You asked us to call you. We will.\n2/10")
    answering.sends("no")
    (voice,) = texting.voices()
    assert voice["wants_call"]


def test_another_language_is_had_by_its_name(texting: Texting, answering: Phone) -> None:
    answering.sends("partly")
    assert say("ar", "Did you get to read the social worker's report before the day?").text in answering.sends(
        "العربية"
    )
    answering.sends("لا")
    assert [one["lang"] for one in texting.voices()[0]["answers"].values()] == ["en", "ar"]


def test_a_conversation_that_was_closed_is_not_gone_on_with(store: Store, clock: Clock, answering: Phone) -> None:
    clock.forward(days=31)
    assert "A person reads what you write" in answering.sends("2")
    assert answering.kept[-1]["why"] == "nothing_open"


def test_thanks_after_the_end_is_left_in_peace(mother: Phone) -> None:
    for body in IN_ENGLISH:
        mother.sends(body)
    assert mother.sends("Thank you!") == ""
    assert not mother.kept[-1]["waiting"]


def test_help_gives_the_numbers_and_the_question_still_stands(texting: Texting, answering: Phone) -> None:
    reply = answering.sends("help")
    assert "999" in reply
    assert "0800 1111" in reply
    assert answering.sends("2").startswith("2/10")


def test_the_secret_in_a_link_is_gone_from_our_side_once_the_text_is(store: Store, mother: Phone) -> None:
    secret = _link(mother.sends("link"))

    def goes(db: Database) -> None:
        move(db, db.table(OUTBOX).all()[-1], "accepted", provider_id="SM1")

    store.write_now(goes)
    assert secret not in " ".join(mother.inbox)


def test_each_reply_fits_into_one_message(texting: Texting) -> None:
    phone = texting.asks(language="ti")
    for body in IN_TIGRINYA:
        phone.sends(body)
    assert max(len(one) for one in phone.inbox) < 700

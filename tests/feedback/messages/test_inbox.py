from feedback.messages import outbox
from feedback.messages.inbox import LONGEST
from feedback.messages.outbox import OUTBOX
from feedback.messages.state_transitions import move
from storage.store import Database, Store
from tests.cast import Clock
from tests.texting import Phone, Texting


def _all_go(db: Database) -> None:
    for text in db.table(OUTBOX).all():
        move(db, text, "accepted", provider_id=f"out{text.doc_id}")


def test_a_text_that_is_delivered_again_is_one_text(answering: Phone) -> None:
    answering.sends("2", provider_id="SM-again")
    for _ in range(5):
        assert answering.sends("2", provider_id="SM-again") == ""
    assert [text["body"] for text in answering.kept] == ["hello", "1", "2"]


def test_the_same_words_within_a_minute_under_another_id_are_one_text(texting: Texting, answering: Phone) -> None:
    answering.sends("1")
    assert answering.sends("1", after=5) == ""
    assert answering.sends("1", after=50) == ""
    assert texting.answers() == {"understood_why": "yes"}


def test_the_same_words_after_a_minute_are_the_next_answer(texting: Texting, answering: Phone) -> None:
    answering.sends("1")
    assert answering.sends("1", after=61).startswith("3/10")
    assert texting.answers() == {"understood_why": "yes", "read_report": "yes_enough_time"}


def test_somebody_quick_may_answer_the_next_question_with_the_same_number(
    store: Store, texting: Texting, answering: Phone
) -> None:
    answering.sends("1")
    store.write_now(_all_go)
    reply = answering.sends("1", after=8)
    assert reply.startswith("You answered: Yes, with enough time. Reply BACK to change it.")
    assert len(texting.answers()) == 2


def test_a_copy_that_comes_on_the_heels_of_our_reply_is_still_a_copy(store: Store, answering: Phone) -> None:
    answering.sends("1")
    store.write_now(_all_go)
    assert answering.sends("1", after=1) == ""


def test_another_phone_may_say_the_same(store: Store, clock: Clock, answering: Phone) -> None:
    answering.sends("hello there")
    other = Phone(store, clock, "+447700900777")
    other.sends("hello there", after=1)
    assert len(other.kept) == 1


def test_a_text_is_kept_before_anything_is_made_of_it_and_whatever_it_holds(store: Store, clock: Clock) -> None:
    phone = Phone(store, clock)
    bodies = [
        "",
        "   ",
        "👍👍👍",
        "x" * 1600,
        "x" * 5000,
        "\x00\x07",
        "\ud800",
        "=cmd()",
        "<b>",
        "\u202eevil",
        "1\n2\r\n3",
    ]
    for body in bodies:
        phone.sends(body)
    assert len(phone.kept) == len(bodies)
    assert max(len(text["body"]) for text in phone.kept) == LONGEST
    assert {text["why"] for text in phone.kept} <= {"unknown_number", ""}


def test_a_landline_a_word_and_a_number_from_abroad_are_kept_and_get_no_reply(store: Store, clock: Clock) -> None:
    for number in ("+442079460000", "HMRC", "+33612345678", "60075", "+", "+449098790000"):
        phone = Phone(store, clock, number)
        assert phone.sends("hello") == ""
        assert phone.kept[0]["waiting"]
        assert store.read(outbox.by_phone, number) == []

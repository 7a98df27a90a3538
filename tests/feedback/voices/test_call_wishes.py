"""Who asked to be called: promised only where there is a number, and able to give one to the last."""

from collections.abc import Callable

import pytest

from feedback.voices.conversation_view import Stage
from feedback.voices.errors import NoSuchLink, NotAnswerable
from feedback.voices.places import add_place
from feedback.web.poster_conversations import begin_at_poster
from forms.answers import NoNumber
from people.contacts import add_contact
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast
from tests.family import Family

CONTACT = {"name": "Ms T", "relation": "Mother", "audience": "parent_carer", "language": "en"}


@pytest.fixture
def visitor(store: Store, cast: Cast) -> Family:
    """Somebody before a poster."""
    hall = store.write_now(add_place, cast.head, "Portsoken Community Centre", "place")
    form = LIBRARY.find("anytime", "parent_carer")
    return Family(
        store, store.write_now(begin_at_poster, hall["code"], "a phone", "parent_carer", "en", form), "a phone"
    )


def asks_for_a_call(family: Family, number: str | None = None) -> None:
    raw = {"safe_now": "no", "call_back": "yes"}
    while (question := family.sees().question) is not None:
        if question.format and number:
            family.answers(number, as_words=True)
        elif answer := raw.get(question.purpose):
            family.answers(answer)
        else:
            family.skips()
    family.finishes()


@pytest.mark.parametrize(("number", "can"), [(None, False), ("call mum", False), ("07700 900123", True)])
def test_at_a_poster_a_call_is_promised_only_with_a_number(visitor: Family, number: str | None, can: bool) -> None:
    asks_for_a_call(visitor, number)
    seen = visitor.sees()
    assert (seen.stage, seen.wants_call, seen.can_be_called) == (Stage.THANKED, True, can)


@pytest.mark.parametrize("number", [None, "call mum"])
def test_a_number_can_still_be_given_after_the_end_once(visitor: Family, number: str | None) -> None:
    asks_for_a_call(visitor, number)
    with pytest.raises(NoNumber):
        visitor.answers("call dad", "call_number")
    visitor.answers("07700 900123", "call_number")
    assert visitor.sees().can_be_called
    for question, raw in (("call_number", "07700 900124"), ("call_name", "Rosa")):
        with pytest.raises(NoSuchLink):
            visitor.answers(raw, question)


def test_who_did_not_ask_for_a_call_gives_no_number_after_the_end(visitor: Family) -> None:
    while (question := visitor.sees().question) is not None:
        visitor.answers("no") if question.purpose == "call_back" else visitor.skips()
    visitor.finishes()
    with pytest.raises(NotAnswerable):
        visitor.answers("07700 900123", "call_number")
    assert not visitor.sees().wants_call


@pytest.mark.parametrize(("phone", "can"), [("+447700900001", True), (None, False)])
def test_who_leaves_no_number_is_called_on_the_one_on_record_if_there_is_one(
    store: Store, a_family: Callable[..., Family], phone: str | None, can: bool
) -> None:
    store.write_now(add_contact, CHILD, {**CONTACT, "phone": phone})
    family = a_family()
    asks_for_a_call(family)
    assert family.sees().can_be_called is can

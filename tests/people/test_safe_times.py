"""Safe times as data: what can be kept, what is said of it, and what cannot."""

from typing import Any

import pytest

from people.contacts import CONTACTS, add_contact
from people.errors import Unacceptable
from people.safe_contact import confirm_safe
from people.safe_times import read_spans, spans_in_words
from storage.store import Store
from tests.cast import CHILD, Cast

PERSON = {"name": "Ms T", "relation": "Mother", "audience": "parent_carer", "language": "en", "phone": "+447700900001"}


@pytest.mark.parametrize(
    ("days", "start", "end", "words"),
    [
        (("mon", "tue", "wed", "thu", "fri"), "10:00", "15:00", "Mon to Fri 10:00 to 15:00"),
        (("sat", "mon"), "00:00", "24:00", "Mon, Sat, all day"),
        (("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "09:00", "24:00", "Every day 09:00 to 24:00"),
        (("fri",), "22:00", "01:00", "Fri 22:00 to 01:00 the next morning"),
        (("mon", "tue"), "10:00", "12:00", "Mon, Tue 10:00 to 12:00"),
    ],
)
def test_a_span_is_kept_and_said(days: tuple[str, ...], start: str, end: str, words: str) -> None:
    kept = read_spans([{"days": days, "from": start, "to": end}])
    assert spans_in_words({"safe_spans": kept}) == words


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"days": (), "from": "10:00", "to": "12:00"}, "Choose the days"),
        ({"days": ("someday",), "from": "10:00", "to": "12:00"}, "Choose the days"),
        ({"days": ("mon",), "from": "", "to": ""}, "from when and until when"),
        ({"days": ("mon",), "from": "10:00", "to": "after tea"}, "from when and until when"),
        ({"days": ("mon",), "from": "24:00", "to": "10:00"}, "from when and until when"),
        ({"days": ("mon",), "from": "10:00", "to": "25:00"}, "from when and until when"),
        ({"days": ("mon",), "from": "10:00", "to": "10:00"}, "the same"),
    ],
)
def test_what_is_missing_in_a_span_is_said(row: dict[str, Any], said: str) -> None:
    with pytest.raises(Unacceptable, match=said):
        read_spans([row])


def test_an_empty_row_is_no_span() -> None:
    assert read_spans([{}, {"days": (), "from": "", "to": ""}]) == []


def test_a_check_keeps_the_times_as_data_with_the_number_that_they_are_for(store: Store, cast: Cast) -> None:
    person = store.write_now(add_contact, CHILD, PERSON)
    spans = [{"days": ["tue"], "from": "10:00", "to": "12:00"}, {"days": ["sat"], "from": "00:00", "to": "24:00"}]
    store.write_now(confirm_safe, cast.worker, person, spans=spans, safe_times="not at her mother's")
    kept = store.read(lambda db: db.table(CONTACTS).get(doc_id=person))
    assert kept is not None
    assert (kept["safe_spans"], kept["safe_times"]) == (spans, "not at her mother's")
    assert (kept["safe_number"], kept["safe_checked"]) == (PERSON["phone"], "2026-05-12")


def test_words_alone_can_be_confirmed_and_nothing_at_all_cannot(store: Store, cast: Cast) -> None:
    person = store.write_now(add_contact, CHILD, PERSON)
    store.write_now(confirm_safe, cast.worker, person, safe_times="When he is out")
    with pytest.raises(Unacceptable):
        store.write_now(confirm_safe, cast.worker, person, safe_times=" ", spans=[{}])
    kept = store.read(lambda db: db.table(CONTACTS).get(doc_id=person))
    assert kept is not None
    assert (kept["safe_spans"], kept["safe_times"]) == ([], "When he is out")

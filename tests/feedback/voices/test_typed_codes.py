"""A code from paper opens one conversation, is read generously, and is kept only as a hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import where

from feedback.asking.requests import revoke
from feedback.voices.requests import REQUESTS
from feedback.voices.typed_codes import (
    ALPHABET,
    LENGTH,
    MOST_OPENINGS,
    TYPED_CODES,
    NoSuchCode,
    enter,
    grouped,
    keep_code,
    new_code,
    opens,
    read_code,
)
from feedback.web import answering
from tests.family import Family

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


@pytest.fixture
def asked(cast):
    return cast.ask()


@pytest.fixture
def code(store, asked):
    def make(db):
        made = new_code()
        keep_code(db, db.table(REQUESTS).get(doc_id=asked.request), made)
        return made

    return store.write_now(make)


def test_a_code_has_at_least_fifty_bits_and_no_letters_that_look_alike():
    assert len(set(ALPHABET)) ** LENGTH >= 2**50
    assert not set(ALPHABET) & set("ILOU")
    assert len({new_code() for _ in range(2000)}) == 2000


@given(CODES)
def test_every_code_is_read_as_it_is_printed(code):
    assert read_code(grouped(code)) == code


@given(CODES, st.integers(0, 3))
def test_case_and_gaps_and_look_alikes_do_not_matter(code, way):
    typed = code.replace("0", "Oo"[way % 2]).replace("1", "IiLl"[way])
    typed = (typed.lower() if way % 2 else typed)[:3] + " - " + (typed.lower() if way % 2 else typed)[3:]
    assert read_code(f"  {typed}\u200f\n") == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("٤xk-q٧٩-mtbd", "4XKQ79MTBD"),
        ("۴xk q۷۹ mtbd", "4XKQ79MTBD"),
        ("৪xk–q৭৯–mtbd", "4XKQ79MTBD"),
        ("４ＸＫＱ７９ＭＴＢＤ", "4XKQ79MTBD"),
        ("፬xkq፯፱mtbd", "4XKQ79MTBD"),
    ],
)
def test_digits_of_any_script_are_read(typed, code):
    assert read_code(typed) == code


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_the_reading(typed):
    code = read_code(typed)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_a_code_leads_to_its_conversation_by_a_link_of_its_own(store, asked, code):
    token = store.write_now(enter, code)
    assert token != asked.token
    family = Family(store, token)
    family.begins()
    family.answers("yes")
    assert family.sees().form.id == "conference_parent_carer"


def test_the_code_is_kept_only_as_a_hash(store, code):
    assert code not in str(store.read(lambda db: [dict(one) for one in db.table(TYPED_CODES)]))


def test_asking_whether_a_code_opens_changes_nothing(store, code):
    before = store.read(lambda db: [dict(one) for one in db.table(REQUESTS)])
    assert store.read(opens, code)
    assert store.read(lambda db: [dict(one) for one in db.table(REQUESTS)]) == before


def test_who_comes_with_the_same_code_from_elsewhere_sees_nothing_of_what_was_said(store, code):
    first = Family(store, store.write_now(enter, code), "their phone")
    first.begins()
    first.answers("yes")
    second = Family(store, store.write_now(enter, code), "another phone")
    assert second.sees().begun_elsewhere
    second.begins()
    assert not second.sees().bubbles


def test_one_can_type_it_again_to_go_on(store, code):
    Family(store, store.write_now(enter, code), "their phone").begins()
    again = Family(store, store.write_now(enter, code), "their phone")
    assert again.sees().question is not None


def test_once_answered_it_opens_nothing_any_more(store, code):
    family = Family(store, store.write_now(enter, code))
    family.begins()
    family.skips_the_rest()
    family.finishes()
    with pytest.raises(NoSuchCode):
        store.write_now(enter, code)


def test_it_ends_with_its_request(store, clock, cast, asked, code):
    clock.forward(days=29)
    assert store.read(opens, code)
    clock.forward(days=1)
    assert not store.read(opens, code)


def test_a_revoked_request_takes_its_code_along(store, cast, asked, code):
    store.write_now(revoke, cast.worker, asked.request)
    with pytest.raises(NoSuchCode):
        store.write_now(enter, code)


def test_it_cannot_be_used_without_end(store, asked, code):
    for _ in range(MOST_OPENINGS):
        store.write_now(enter, code)
    with pytest.raises(NoSuchCode):
        store.write_now(enter, code)
    assert len(store.read(lambda db: db.table(REQUESTS).get(doc_id=asked.request)["keys"])) == MOST_OPENINGS + 1


def test_the_first_link_works_beside_it(store, asked, code):
    store.write_now(enter, code)
    store.write_now(answering.begin, asked.token, "a browser", "en")
    assert store.read(lambda db: db.table(TYPED_CODES).contains(where("request") == asked.request))

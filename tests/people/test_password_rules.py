"""Passwords that are long and still easily guessed."""

import secrets
import string

import pytest

from people.errors import Unacceptable
from people.password_rules import COMMON, IN_A_ROW, NAMES, REPEATED, weakness
from people.passwords import hashed
from people.roles import Role
from people.staff import add_staff
from storage.store import Store

ABOUT = ("Ola Nowak", "ola.nowak@heard.example")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("correcthorsebatterystaple", COMMON),
        ("Correct Horse Battery Staple", COMMON),
        ("q1w2e3r4t5y6u7i8", COMMON),
        ("Password1234567!", COMMON),
        ("sunshine2024!!!!", COMMON),
        ("sunshine sunshine", REPEATED),
        ("xxxxxxxxxxxxxxxxxxx", REPEATED),
        ("abcabcabcabcabcabc", REPEATED),
        ("               ", REPEATED),
        ("poiuytrewqlkjhgfdsa", IN_A_ROW),
        ("abcdefghijklmnop", IN_A_ROW),
        ("Ola Nowak heard 26", NAMES),
        ("ola.nowak@heard.example", NAMES),
    ],
)
def test_what_anybody_would_try_is_refused_with_the_reason(password: str, why: str) -> None:
    assert weakness(password, ABOUT) == why


@pytest.mark.parametrize(
    "password",
    [
        "three unrelated words",
        "monkey dragon football",
        "zwölf kleine Bären im Wald",
        "ይህ የይለፍ ቃል ነው እና ረጅም",
        "Ola likes green rivers",
    ],
)
def test_unrelated_words_are_taken_in_any_script(password: str) -> None:
    assert weakness(password, ABOUT) is None


def test_what_a_password_manager_makes_is_taken() -> None:
    signs = string.ascii_letters + string.digits + string.punctuation
    made = ("".join(secrets.choice(signs) for _ in range(20)) for _ in range(200))
    assert [one for one in made if weakness(one, ABOUT)] == []


def test_a_person_is_not_added_with_a_password_of_their_own_name(store: Store) -> None:
    with pytest.raises(Unacceptable, match="your name"):
        store.write_now(add_staff, *ABOUT, [Role.REVIEWER], "Nowak.Ola@heard26")
    with pytest.raises(Unacceptable, match="common password"):
        hashed("passwordstandard")

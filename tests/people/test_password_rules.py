"""Passwords that are long and still easily guessed."""

import secrets
import string
from datetime import date
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people.errors import Unacceptable
from people.password_rules import COMMON, IN_A_ROW, NAMES, PREDICTABLE, REPEATED, STOLEN, weakness
from people.passwords import LEAST_LENGTH, hashed
from people.roles import Role
from people.staff import add_staff
from storage.store import Store
from tests.sampling import sampled

WORDS = ["Safeguarding", "ChildrensServices", "SocialWorker", "CityOfLondon", "WelcomeBack", "PasswordOf"]
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


@pytest.mark.parametrize("password", ["lytdybrbdfvgbhf", "Per Aspera Ad Astra", "1324354657687980", "hd764nw5d7e1vbv"])
def test_what_was_stolen_elsewhere_is_refused_however_long_and_unguessable(password: str) -> None:
    assert weakness(password, ABOUT) == STOLEN


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ChildrensServices2024!", PREDICTABLE),
        ("City of London 2025", PREDICTABLE),
        ("JanuaryFebruaryMarch", PREDICTABLE),
        ("Summer2024Autumn2024", PREDICTABLE),
        ("January-2026-January", PREDICTABLE),
        ("WelcomeToTheCouncil1", PREDICTABLE),
        ("Safeguarding-Team-26", PREDICTABLE),
        ("Qu4lity@ssur4nce2025", PREDICTABLE),
        ("OlaNowak-Council-2024", PREDICTABLE),
        ("Letmein-please-2024", COMMON),
        ("Tottenham Hotspur 1961", PREDICTABLE),
        ("giraffegiraffe2", REPEATED),
        ("giraffe giraffe giraffe!", REPEATED),
        ("aabbccddeeffgghhii", IN_A_ROW),
        ("zaq1xsw2cde3vfr4", IN_A_ROW),
        ("1a2b3c4d5e6f7g8h", IN_A_ROW),
        ("May the force be with you", COMMON),
        ("Every child matters 2024", COMMON),
        ("The quick brown fox jumps over the lazy dog", COMMON),
    ],
)
def test_what_is_made_by_rule_is_refused_however_long(password: str, why: str) -> None:
    assert weakness(password, ABOUT) == why


@pytest.mark.parametrize("word", sampled(WORDS, WORDS[:2]))
def test_hundreds_of_long_ones_are_refused_that_people_make_of_the_day_the_place_and_the_work(word: str) -> None:
    months = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]
    made = {
        f"{word}{between}{month}{year}{end}"
        for between, month, year, end in product(("", "-"), months, range(2016, 2027), ("", "!", "1"))
    }
    made = {one for one in made if len(one) >= LEAST_LENGTH}
    assert len(made) > 500
    assert [one for one in made if weakness(one, ABOUT) is None] == []


ORDINARY = """
acid acorn anchor apron attic badge bagel bandit barrel basil beaver blanket bonfire bottle bracket bramble
bucket button cabbage cactus canvas caramel carpet cavern cello cinder clover cobalt comet copper cradle
crayon cricket crumpet curtain dagger denim dolphin donkey drawer dumpling eclipse elbow ember engine fabric
falcon ferret fiddle flannel fossil fountain freckle galaxy garlic ginger giraffe glacier goblet gravel
hammock harvest hazel helmet igloo jacket jigsaw kettle kitten ladder lantern lemon lizard magnet marble
meadow mitten muffin napkin needle nutmeg octopus onion orchard otter paddle parsley pebble pepper pickle
pigeon pillow planet plum puddle pumpkin quilt rabbit radish raven ribbon rocket saddle salmon sandal scarf
shovel silver sparrow spoon squirrel tadpole teapot thimble thistle timber tomato trumpet tulip turnip
umbrella velvet violin walnut whistle willow wizard yoghurt zebra
""".split()  # noqa: SIM905  # words are read more easily so


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(st.sampled_from(ORDINARY), min_size=3, max_size=5, unique=True),
    between=st.sampled_from([" ", "-", "", "."]),
    end=st.sampled_from(["", "1", "!", "2024"]),
    grown=st.booleans(),
)
def test_words_drawn_by_lot_are_never_refused(words: list[str], between: str, end: str, grown: bool) -> None:
    password = between.join(word.title() if grown else word for word in words) + end
    if len(password) >= LEAST_LENGTH:
        assert weakness(password, ABOUT) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(string.ascii_lowercase, min_size=4, max_size=8), min_size=4, max_size=6), st.randoms())
def test_syllables_that_mean_nothing_are_taken_even_beside_words_of_here(made: list[str], by: Random) -> None:
    lot = ["".join(by.choice(string.ascii_lowercase) for _ in word) for word in made]
    assert weakness(" ".join([*lot, "council", "2024"]), ABOUT) is None


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

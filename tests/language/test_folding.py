"""One folding for every search and sort: what people type is found, however a keyboard writes it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.folding import EXACT, NEAR, by_name, fit, fold

FOUND = [
    ("jose", "José"), ("José", "Jose"), (unicodedata.normalize("NFD", "José"), "José"), ("JOSÉ", "josé"),
    ("o’brien", "O'Brien"), ("o'brien", "O’Brien"), ("obrien", "O'Brien"), ("oʼbrien", "O`Brien"),
    ("idris", "İdris"), ("İDRİS", "idris"), ("isik", "Işık"), ("احمد", "أحمد"), ("أحمد", "احمد"), ("آمنة", "امنه"),
    ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("علی", "علي"), ("منى", "مني"), ("فاطمه", "فاطمة"), ("كريم", "کریم"),
    ("strasse", "Straße"), ("lukasz", "Łukasz"), ("soren", "Søren"), ("aesa", "Æsa"), ("nguyen", "Nguyễn"),
    ("al amiri", "Al-Amiri"), ("al-amiri", "Al Amiri"), ("amiri yousef", "Yousef Al-Amiri"), ("٩٠٠٠٧", "90007"),
    ("ዓለም", "አለም"), ("ሠላም", "ሰላም"), ("ｓｅｌａｍ", "Selam"), ("  selam\ttes ", "Selam Tesfamariam"),
    ("zoë-ann", "Zoe Ann"), ("d'souza", "D’Souza"), ("হাসিনা", "হাসিনা"),
    ("پشتون", "پښتون"), ("خان", "خاڼ"), ("گلالی", "ګلالۍ"), ("روناك", "ڕوناک"), ("كورد", "کۆرد"), ("هيوا", "ھیوا"),
    ("شيرين", "شێرین"), ("گلاله", "گڵاڵە"), ("رضایی", "رضايي"), ("مهربان", "مهر\u200cبان"),
    ("duc", "Đức"), ("DUNG", "Dũng"), ("ilker", "İlker"), ("isil", "Işıl"), ("cagri", "Çağrı"), ("shqipe", "Shqipë"),
    ("perparim", "Përparim"), ("cela", "Çela"), ("la ilaah", "Lā Ilaah"), ("go'aan", "Go’aan"),
    ("রায়", "রা\u09df"), ("বড়ুয়া", "ব\u09dc\u09c1\u09df\u09be"), ("ኃይሌ", "ሀይሌ"), ("ፀሐይ", "ጸሀይ"), ("ሥላሴ", "ስላሴ"),
    ("munoz", "Muñoz"), ("conceicao", "Conceição"), ("francois", "François"),
]  # fmt: skip
NEARBY = [
    ("Mariam Naser", "Maryam Nasser"), ("yusuf", "Yousef"), ("muhammad", "Mohammed"), ("cathrine", "Catherine"),
    ("selma", "Selam"), ("mohamed", "Mohammad"), ("zainab", "Zeinab"),
]  # fmt: skip
OTHERS = [
    ("jose", "Joan"), ("ali", "Ala"), ("amina", "Omari"), ("smith", "Selam"), ("mariam", "Marcus"), ("xyz", ""),
    ("D1006", "D1007"), ("80003", "80004"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), FOUND)
def test_it_is_found(typed: str, kept: str) -> None:
    assert fit(typed, kept) == EXACT


@pytest.mark.parametrize(("typed", "kept"), NEARBY)
def test_a_near_spelling_is_found_as_near(typed: str, kept: str) -> None:
    assert fit(typed, kept) == NEAR


@pytest.mark.parametrize(("typed", "kept"), OTHERS)
def test_another_name_is_not(typed: str, kept: str) -> None:
    assert fit(typed, kept) is None


def test_letters_that_are_vowels_of_their_script_stay() -> None:
    assert fold("হাসিনা") != fold("হসন")
    assert fit("হসন", "হাসিনা") is None


def test_nothing_typed_fits_everything() -> None:
    assert fit("", "anybody") == EXACT
    assert fit(" ’ ", "anybody") == EXACT


def test_names_are_sorted_as_people_look_for_them() -> None:
    names = ["Zoe", "Ángel", "álvaro", "Bo", "Øyvind", "Ola", "angela", "O’Brien", "Obi"]
    assert sorted(names, key=by_name) == ["álvaro", "Ángel", "angela", "Bo", "Obi", "O’Brien", "Ola", "Øyvind", "Zoe"]


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once_and_what_was_typed_finds_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fit(text, text) == EXACT

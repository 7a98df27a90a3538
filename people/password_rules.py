"""Which passwords are refused although they are long enough: common ones, and those that anybody would try."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from people.predictable_passwords import is_predictable

LEAST_LEFT = 8  # characters that have to be left of a password without what anybody would try
LEAST_WORD = 3  # letters of a part of a name that counts
LEAST_RUN = 4  # keys beside each other that count as a run
LEAST_ONCE = 12  # characters of a password that says something twice, when it is said once
_DIGITS = 16  # of a hash on the list of stolen ones
SERVICE = ("heard", "your views")
ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1qazxsw23edcvfr45tgbnhy67ujmki89olp0",
    "qazwsxedcrfvtgbyhnujmikolp",
    "qazxswedcvfrtgbnhyujmkiolp",
    "zaq1xsw2cde3vfr4bgt5nhy6mju7ki8lo9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2b3c4d5e6f7g8h9i",
    "a1b2c3d4e5f6g7h8i9",
)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
COMMON = "This is a common password, or little more than one. Three or four unrelated words work well."
STOLEN = "This stands on lists of stolen passwords, which are tried first. Three or four unrelated words work well."
REPEATED = "This is the same again and again. Three or four unrelated words work well."
PREDICTABLE = (
    "This is made of words, dates or names that anybody would try here. Three or four unrelated words work well."
)
IN_A_ROW = "This is little more than keys in a row. Three or four unrelated words work well."
NAMES = "This is little more than your name, your email address or the name of the service. Choose other words."


def weakness(password: str, about: Iterable[str] = ()) -> str | None:
    """A sentence where the password is easily guessed, else None (ASVS 6.2.4, 6.2.11, 6.2.12).

    `about` has what anybody knows of its owner: the name, the email address.
    """
    plain = _plain(password)
    if len(set(plain)) < LEAST_WORD or plain in (plain + plain)[1:-1]:
        return REPEATED
    if plain in _common() or any(_is_little(plain.replace(one, "")) for one in _common() if one in plain):
        return COMMON
    if sha256(plain.encode()).hexdigest()[:_DIGITS] in _lines("stolen_passwords.txt"):
        return STOLEN
    if _is_little(_without_runs(plain)) or _is_little(_without_runs(re.sub(r"(.)\1+", r"\1", plain))):
        return IN_A_ROW
    if _is_little(_without(plain, _words((*SERVICE, *about)))):
        return NAMES
    if _is_one_again(plain):
        return REPEATED
    if is_predictable(plain, _words(about), _common()):
        return PREDICTABLE
    return None


def _plain(text: str) -> str:
    """In small letters and without what stands between words: neither makes anything harder to guess."""
    return re.sub(r"[\s._'-]+", "", unicodedata.normalize("NFKC", text).casefold())


def _is_little(left: str) -> bool:
    """Whether too little is left; the same character three times or more counts once."""
    return len(re.sub(r"(.)\1{2,}", r"\1", left)) < LEAST_LEFT


def _is_one_again(plain: str) -> bool:
    """Whether hardly anything is left once what is repeated stands once."""
    once = re.sub(r"(.{3,}?)\1+", r"\1", plain)
    return once != plain and len(once) < LEAST_ONCE


def _common() -> frozenset[str]:
    return _lines("common_passwords.txt")


@cache
def _lines(name: str) -> frozenset[str]:
    lines = Path(__file__).with_name(name).read_text().splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _without_runs(plain: str) -> str:
    """What is left without keys that stand beside each other, in either direction."""
    rows = [way for row in (*ROWS, ALPHABET) for way in (row * 2, row[::-1] * 2)]
    left, at = "", 0
    while at < len(plain):
        length = LEAST_RUN
        while at + length <= len(plain) and any(plain[at : at + length] in row for row in rows):
            length += 1
        if length == LEAST_RUN:
            left, at = left + plain[at], at + 1
        else:
            at += length - 1
    return left


def _words(known: Iterable[str]) -> list[str]:
    words = {_plain(word) for text in known for word in re.split(r"[\W_]+", text)}
    return sorted((word for word in words if len(word) >= LEAST_WORD), key=len, reverse=True)


def _without(plain: str, words: Iterable[str]) -> str:
    for word in words:
        plain = plain.replace(word, "")
    return plain

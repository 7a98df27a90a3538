"""Finds the telephone numbers in what somebody wrote: what a person can dial, whatever stands around it."""

import re
import unicodedata
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher, format_number

from language.digits import fold_digits

UNITED_KINGDOM = 44
_E164 = re.compile(r"\+\d{8,15}")
_MOBILE, _LENGTHS = "7", (9, 10)  # digits after the nought; a mobile always has ten


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers in E.164, each once, in their order; one with a digit too few is none."""
    seen = "".join(each for each in fold_digits(text) if unicodedata.category(each) != "Cf")  # pasted along
    return tuple(dict.fromkeys(_found(seen)))


def only_number_in(text: str) -> str:
    """The one number that the text names; nothing where there is none, or where nobody can tell which is meant."""
    if _E164.fullmatch(text):
        return text  # as numbers are kept
    found = numbers_in(text)
    return found[0] if len(found) == 1 else ""


def _found(text: str) -> Iterator[str]:
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
        if _is_whole(match.number):
            yield str(format_number(match.number, PhoneNumberFormat.E164))


def _is_whole(number: PhoneNumber) -> bool:
    if number.country_code != UNITED_KINGDOM:
        return True
    national = str(number.national_number)
    return len(national) == max(_LENGTHS) if national.startswith(_MOBILE) else len(national) in _LENGTHS

"""Reads the number of a mobile phone as somebody types it, and says at once what is wrong with it."""

import re
import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ValidationResult

from language.digits import fold_digits

UNITED_KINGDOM = 44
_MOBILE_DIGITS = 10
LONGEST = 40  # characters that anybody types for a number, spaces and all
# Ofcom keeps these for drama. The library does not know them as mobiles; the demo and the tests live on them.
_DRAMA = re.compile(r"7700900\d{3}")

_TOO_SHORT = "This number has too few digits. A UK mobile number has eleven and begins with 07."
_TOO_LONG = "This number has too many digits. A UK mobile number has eleven and begins with 07."
_NONSENSE = "This is not a phone number. A UK mobile number has eleven digits and begins with 07."
_FOREIGN = "This number is from another country. Texts go to UK mobile numbers only: call, or send a letter."
_NOT_IN_USE = "No phone in the UK has this number. Check each digit with the person."
_LANDLINE = (
    "This is a landline. A text to it may be read out loud to whoever picks up. Ask for a mobile number, or call."
)
_PREMIUM = "This is a premium rate number, not somebody's mobile. Check it with the person."
_OTHER = "This is not a mobile number. A UK mobile number has eleven digits and begins with 07."

_BY_LENGTH = {
    ValidationResult.TOO_SHORT: _TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: _TOO_SHORT,
    ValidationResult.TOO_LONG: _TOO_LONG,
    ValidationResult.INVALID_LENGTH: _TOO_SHORT,
}
_BY_TYPE = {
    PhoneNumberType.FIXED_LINE: _LANDLINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: _LANDLINE,
    PhoneNumberType.PREMIUM_RATE: _PREMIUM,
    PhoneNumberType.SHARED_COST: _PREMIUM,
    PhoneNumberType.PERSONAL_NUMBER: _PREMIUM,  # 070: looks like a mobile and costs like a premium number
    PhoneNumberType.UNKNOWN: _NOT_IN_USE,
}


class NotAMobile(ValueError):
    """No text can go to this number; the message says why in plain words, and the mend."""


def mobile(text: str) -> str:
    """The UK mobile number in E.164, in whatever script and grouping it was typed; raises `NotAMobile`."""
    number = _read(_cleaned(text))
    if number.country_code != UNITED_KINGDOM:
        raise NotAMobile(_FOREIGN)
    national = str(number.national_number)
    if _DRAMA.fullmatch(national):
        return f"+{UNITED_KINGDOM}{national}"
    if wrong := _wrong_length(number, national):
        raise NotAMobile(wrong)
    kind = phonenumbers.number_type(number)
    if kind != PhoneNumberType.MOBILE:
        raise NotAMobile(_BY_TYPE.get(kind, _OTHER))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def telephone(text: str) -> str:
    """A number of a UK phone that somebody can be called on, a landline too, in E.164; raises `NotAMobile`."""
    number = _read(_cleaned(text))
    national = str(number.national_number)
    if number.country_code != UNITED_KINGDOM or national.startswith("7"):
        return mobile(text)
    if not phonenumbers.is_valid_number(number):
        raise NotAMobile(_wrong_length(number, national) or _NOT_IN_USE)
    if phonenumbers.number_type(number) in {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}:
        raise NotAMobile(_PREMIUM)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown(e164: str) -> str:
    """The number as people in the UK write it: 07700 900123."""
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return e164
    home = number.country_code == UNITED_KINGDOM
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    national = str(number.national_number)
    if home and _DRAMA.fullmatch(national):
        return f"0{national[:4]} {national[4:]}"
    return str(phonenumbers.format_number(number, style))


def _wrong_length(number: PhoneNumber, national: str) -> str | None:
    """What begins like a mobile has ten digits after the nought; for the others the library knows."""
    if national.startswith("7") and len(national) != _MOBILE_DIGITS:
        return _TOO_SHORT if len(national) < _MOBILE_DIGITS else _TOO_LONG
    return _BY_LENGTH.get(phonenumbers.is_possible_number_with_reason(number))


def _cleaned(text: str) -> str:
    """Digits folded, and without the invisible marks that come along when a number is pasted."""
    folded = fold_digits(text)
    return "".join(each for each in folded if unicodedata.category(each) not in {"Cf", "Cc"}).strip()


def _read(text: str) -> PhoneNumber:
    if len(text) > LONGEST or any(each.isalpha() for each in text) or not any(each.isdigit() for each in text):
        raise NotAMobile(_NONSENSE)
    try:
        return phonenumbers.parse(text, "GB")
    except NumberParseException as wrong:
        too_long = wrong.error_type == NumberParseException.TOO_LONG
        raise NotAMobile(_TOO_LONG if too_long else _NONSENSE) from None

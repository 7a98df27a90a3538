"""What is wrong with a translation blocks it; what may be wrong is told and can be let pass."""

import pytest

from feedback.messages.wording import REQUEST, REQUEST_DISCREET
from language.catalogue import shipped
from language.registry import LANGUAGES
from translations.findings import Finding, blocking, findings, warnings
from translations.passages import Passage, passages


def passage(*english: str, group: str = "pages") -> Passage:
    return Passage(english, {group: group}, (), ())


@pytest.mark.parametrize(
    ("english", "code", "text", "told"),
    [
        ("Back", "ps", "", "is not translated"),
        ("Question {n}", "ps", "پوښتنه", "placeholders none"),
        ("Question {n}", "ps", "پوښتنه {number}", "placeholders {number}"),
        ("Question {n}", "ps", "پوښتنه {n} {", "brace"),
        ("Back", "ps", " بېرته ولاړ شئ", "space"),
        ("Call 0800 1111", "ps", "زنګ ووهئ", "0800 1111 is missing"),
        ("Call 999", "ps", "۹۹۹ ته زنګ ووهئ", "digits 0 to 9"),
        ("Call 999", "fr", "Appelez le 112 et le 999", "112 is not in the English"),
        ("Back", "ps", "ተመለስ", "another script: Ethiopic"),
        ("Back", "fr", "назад", "another script: Cyrillic"),
        ("Back", "ps", "\u2067بېرته ولاړ شئ", "not closed"),
        ("Back", "ps", "شا\ufffdته", "sign that got lost"),
    ],
)
def test_what_is_wrong_blocks(english: str, code: str, text: str, told: str) -> None:
    assert any(told in each for each in blocking(findings(passage(english), code, (text,))))


@pytest.mark.parametrize(
    ("english", "code", "text", "told"),
    [
        ("It takes 3 minutes", "ps", "لږ وخت نیسي", "3 is missing"),
        ("Back", "ps", "بېرته ولاړ شئ please", "Latin letters: please"),
        ("Back", "fr", "Revenir à la page que vous avez vue juste avant celle-ci", "three times as long"),
    ],
)
def test_what_may_be_wrong_is_told(english: str, code: str, text: str, told: str) -> None:
    found = findings(passage(english), code, (text,))
    assert blocking(found) == []
    assert any(told in each for each in warnings(found))


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("Your IRO, City of London", "ستاسو IRO، City of London"),
        ("Leave this page", "دا پاڼه پرېږدئ"),
        ("Question {n} of {total}", "پوښتنه {n} له {total}"),
    ],
)
def test_names_and_known_terms_stay_as_they_are(english: str, text: str) -> None:
    assert findings(passage(english), "ps", (text,)) == []


def test_arabic_needs_its_six_forms_and_may_say_one_and_two_in_words() -> None:
    many = passage("{n} answer", "{n} answers")
    six = ("لا إجابات", "إجابة", "إجابتان", "{n} إجابات", "{n} إجابة", "{n} إجابة")
    assert findings(many, "ar", six) == []
    assert findings(many, "ar", six[:2]) == [Finding("It needs 6 forms and has 2.")]


def test_a_text_that_takes_more_than_two_parts_is_told() -> None:
    long = "ሀ" * 150 + " {place} {link} {number} STOP"
    found = findings(passages()[REQUEST], "am", (long,))
    assert any("As a text it takes" in each for each in warnings(found))


@pytest.mark.parametrize(("code", "text"), [("ar", "المحكمة: {link} 3"), ("so", "Social worker 3: {link}")])
def test_a_discreet_text_may_not_say_who_asks_or_why(code: str, text: str) -> None:
    assert any("Others may see" in each for each in blocking(findings(passages()[REQUEST_DISCREET], code, (text,))))


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_nothing_that_is_shipped_is_wrong(code: str) -> None:
    for key, one in shipped(code).entries.items():
        if key in passages() and any(one.texts):
            assert blocking(findings(passages()[key], code, one.texts)) == [], key

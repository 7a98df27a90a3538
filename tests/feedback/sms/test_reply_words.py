"""The words that people reply with, in all sixteen languages: none of them means two things."""

from collections import defaultdict

import pytest

from feedback.sms import reply_words
from feedback.sms.classification import TextKind, classify
from feedback.sms.reply_words import Command, command_of, keyword_of, language_named
from feedback.sms.stop_words import may_be_a_stop, wish_of
from feedback.sms.typed_words import Phrase, words
from language.registry import LANGUAGES

DATA = reply_words._data()
NO_ANSWER_ALONE = ("before_a_number", "agreeing", "openers")


def answered(code: str) -> list[str]:
    return [word for written in DATA[code]["answers"].values() for word in written]


def commands(code: str) -> list[str]:
    return [word for written in DATA[code]["commands"].values() for word in written]


def test_the_words_are_there_in_every_language_in_the_same_shape() -> None:
    assert {*DATA} == {*LANGUAGES}
    for each in DATA.values():
        assert {*each} == {*DATA["en"]}
        assert len(each["numbers"]) == 10
        assert {*each["commands"]} == {*Command}
        assert {*each["answers"]} == {"yes", "no", "dont_know", "rather_not_say"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_reply_is_never_a_stop_a_call_for_help_or_what_a_machine_wrote(code: str) -> None:
    written = [*DATA[code]["numbers"], *map(str, DATA[code]["other_numbers"]), *answered(code), *commands(code)]
    assert [word for word in written if wish_of(word) or may_be_a_stop(word)] == []
    assert [word for word in written if classify(word).kind is not TextKind.WORDS] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_command_is_read_as_what_it_is_whichever_language_it_is_in(code: str) -> None:
    for command in Command:
        assert {command_of(word) for word in DATA[code]["commands"][command.value]} == {command}
        assert command_of(keyword_of(code, command)) == command


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_answer_is_read_as_what_it_is_whichever_language_it_is_in(code: str) -> None:
    for meant, written in DATA[code]["answers"].items():
        assert {reply_words.answers()[words(word)] for word in written} == {meant}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_for_two_of_an_answer_a_command_and_a_number(code: str) -> None:
    numbers = {(word,) for word in (*reply_words.numbers(), *reply_words.loose_numbers())}
    kinds: tuple[set[Phrase], ...] = (numbers, {*reply_words.answers()}, {*reply_words._commands()})
    for word in (*DATA[code]["numbers"], *answered(code), *commands(code)):
        assert sum(words(str(word)) in kind for kind in kinds) == 1, word


def test_no_word_is_two_numbers() -> None:
    found = defaultdict(set)
    for each in DATA.values():
        for number, word in enumerate(each["numbers"], start=1):
            found["".join(words(word))].add(number)
        for word, number in each["other_numbers"].items():
            found["".join(words(str(word)))].add(number)
    assert {word: meant for word, meant in found.items() if len(meant) > 1} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_may_stand_around_an_answer_is_no_answer_that_turns_it_round(code: str) -> None:
    turned = {words(word) for word in answered(code)} & {words(str(word)) for word in DATA[code]["agreeing"]}
    assert {reply_words.answers()[one] for one in turned} <= {"yes"}


def test_turkish_has_a_capital_of_its_own_for_its_dotted_i() -> None:
    assert keyword_of("tr", Command.BACK) == "GERİ"
    assert command_of("GERİ") == command_of("geri") == command_of("GERI") == Command.BACK


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_can_be_asked_for_by_its_name(code: str) -> None:
    assert language_named(LANGUAGES[code].own_name) == code
    assert language_named(LANGUAGES[code].english_name) == code

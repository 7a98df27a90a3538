"""Saying a message in a language."""

import timeit

import pytest

from language.catalogue import N_, Translated, say, say_many


def test_a_translated_message_is_said_in_its_language(write) -> None:
    write("ti", 'msgid "Thank you."\nmsgstr "የቐንየልና።"\n')
    assert say("ti", "Thank you.") == Translated("የቐንየልና።", "ti")


def test_a_message_with_no_translation_is_said_in_english_and_marked_so(write) -> None:
    write("ti", 'msgid "Thank you."\nmsgstr ""\n')
    assert say("ti", "Thank you.") == Translated("Thank you.", "en")
    assert say("ti", "Nobody wrote this one down.") == Translated("Nobody wrote this one down.", "en")


@pytest.mark.parametrize("code", ["en", "xx", "", "../../etc/passwd", "ar\x00"])
def test_english_and_a_language_nobody_knows_say_the_message_itself(code: str) -> None:
    assert say(code, "Thank you.") == Translated("Thank you.", "en")


def test_the_empty_message_is_not_the_catalogues_header() -> None:
    assert say("ar", "") == Translated("", "en")


def test_values_are_put_in_their_places_in_the_order_of_the_language(write) -> None:
    write("ti", 'msgid "Question {n} of {total}"\nmsgstr "ካብ {total} ሕቶ {n}"\n')
    assert say("ti", "Question {n} of {total}", n=2, total=7).text == "ካብ 7 ሕቶ 2"
    assert say("en", "Question {n} of {total}", n=2, total=7).text == "Question 2 of 7"


def test_braces_in_what_a_family_wrote_are_only_braces() -> None:
    assert say("en", "You said: {words}", words="{total} {0.__class__}").text == "You said: {total} {0.__class__}"


def test_a_stale_translation_is_still_said_while_its_placeholders_fit(write) -> None:
    write("ti", '#, fuzzy\n#| msgid "Thanks."\nmsgid "Thank you."\nmsgstr "የቐንየልና።"\n')
    assert say("ti", "Thank you.") == Translated("የቐንየልና።", "ti")
    write("ti", '#, fuzzy\n#| msgid "Question"\nmsgid "Question {n}"\nmsgstr "ሕቶ"\n')
    assert say("ti", "Question {n}", n=2) == Translated("Question 2", "en")


def test_a_translation_with_other_placeholders_is_not_said_because_it_could_break_the_page(write) -> None:
    write("ti", 'msgid "Question {n}"\nmsgstr "ሕቶ {number}"\n')
    assert say("ti", "Question {n}", n=2) == Translated("Question 2", "en")


ARABIC_DAYS = 'msgid "{n} day"\nmsgid_plural "{n} days"\n' + "".join(
    f'msgstr[{place}] "{text}"\n'
    for place, text in enumerate(["لا أيام", "يوم واحد", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم"])
)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا أيام"),
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (11, "11 يومًا"),
        (100, "100 يوم"),
        (103, "103 أيام"),
    ],
)
def test_arabic_counts_in_six_ways(write, n: int, said: str) -> None:
    write("ar", ARABIC_DAYS)
    assert say_many("ar", "{n} day", "{n} days", n) == Translated(said, "ar")


@pytest.mark.parametrize(("n", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_english_counts_in_two_ways(n: int, said: str) -> None:
    assert say_many("en", "{n} day", "{n} days", n) == Translated(said, "en")


def test_a_count_with_too_few_forms_is_said_in_english(write) -> None:
    write("ar", 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "يوم"\nmsgstr[1] "أيام"\n')
    assert say_many("ar", "{n} day", "{n} days", 3) == Translated("3 days", "en")


def test_marking_a_message_leaves_it_as_it_is() -> None:
    assert N_("Thank you.") == "Thank you."


def test_saying_a_message_costs_no_more_than_a_few_lookups(write) -> None:
    """Held as a ratio to a plain dictionary, so that a busy machine does not fail it."""
    write("ti", 'msgid "Thank you."\nmsgstr "የቐንየልና።"\n')
    plain = {"Thank you.": "x"}
    say("ti", "Thank you.")
    each = (lambda: say("ti", "Thank you."), lambda: plain.get("Thank you."))
    turns = [[timeit.timeit(one, number=500) for one in each] for _ in range(200)]  # brief: some are not disturbed
    said, looked_up = map(min, zip(*turns, strict=True))
    assert said < 15 * looked_up

"""Numbers in words from right to left are drawn in their own order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.isolates import isolated, unisolated

L, P = "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("020 7946 0123", "رقمي {}"),
        ("+447700900123", "اتصل على {} من فضلك"),
        ("(020) 7946 0123", "{} رقمي"),
        ("07700-900-123", "هاتف {}"),
        ("10-12", "بين {} صباحا"),
        ("10 – 12", "بين {} صباحا"),
        ("3/5/2026", "في {}"),
        ("14:30", "الساعة {}"),
        ("٠٢٠ ٧٩٤٦ ٠١٢٣", "رقمي {}"),
        ("020\u00a07946\u00a00123", "המספר {}"),
    ],
)
def test_a_run_of_digits_stays_together(run, words):
    assert isolated(words.format(run)) == words.format(f"{L}{run}{P}")
    assert unisolated(isolated(words.format(run))) == words.format(run)


LEFT_ALONE = ["ring 020 7946 0123", "ስልኪ 020 7946 0123", "عمره 5. 10 مرات", "1, 2, 3 مرات", "عندي 3 أطفال", ""]


@pytest.mark.parametrize("words", LEFT_ALONE)
def test_what_needs_no_help_is_left_alone(words):
    assert isolated(words) == words


@given(st.text(alphabet="اب 012٣٤+-–()/.:,\n\u2066\u2069a"))
def test_doing_it_twice_is_doing_it_once_and_nothing_else_is_touched(words):
    assert isolated(isolated(words)) == isolated(words)
    bare = words.replace(L, "").replace(P, "")
    assert isolated(words).replace(L, "").replace(P, "") == bare
    assert unisolated(isolated(bare)) == bare

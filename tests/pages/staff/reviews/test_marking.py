"""Two texts side by side: only the words that differ are marked, and none is lost."""

import pytest

from pages.staff.reviews.marking import LONGEST, marked


def test_only_the_words_that_differ_are_marked() -> None:
    before, now = marked("The plan is old.\nShe was seen.", "The plan is new and short.\nShe was seen.")
    assert [text for text, differs in before if differs] == ["old.\n"]
    assert [text for text, differs in now if differs] == ["new and short.\n"]


@pytest.mark.parametrize("now", ["", "  ", "العربية ثم", "word " * LONGEST])
def test_the_pieces_together_are_the_text(now: str) -> None:
    before = " Two  words\n"
    left, right = marked(before, now)
    assert ("".join(text for text, _ in left), "".join(text for text, _ in right)) == (before, now)

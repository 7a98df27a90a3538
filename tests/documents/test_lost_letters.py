"""Letters that a wrong encoding took away are told from words of any language."""

import pytest

from documents.lost_letters import lost_letters


@pytest.mark.parametrize("read_as", ["cp850", "mac_roman", "utf-8"])
def test_a_name_that_was_read_in_another_encoding_is_told(read_as: str) -> None:
    assert lost_letters("Zoë Façade".encode(read_as).decode("cp1252", errors="replace"))


@pytest.mark.parametrize(
    "text", ["Zoe", "Zoë Façade", "José Âkos", "يوسف", "王小明", "Zoe†", "5¤", "„ja“", "O‘Brien", "😀 Zoe", "30‰"]
)
def test_words_of_any_language_are_not(text: str) -> None:
    assert not lost_letters(text)

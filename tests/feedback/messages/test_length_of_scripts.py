"""How many parts a text in each script is charged as."""

import pytest

from feedback.messages.text_length import GSM_7, UCS_2, measure

PLAIN = ["Yes, please", "Haa, fadlan", "Très bien, à demain"]
WIDE = {
    "ar": "نعم", "ti": "እወ", "am": "አዎ", "fa-AF": "بلی", "ps": "هو", "fa": "بله", "ckb": "بەڵێ", "vi": "Vâng ạ",
    "sq": "Është", "bn": "হ্যাঁ", "tr": "Hayır", "es": "adiós", "pt": "não",
}  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_in_the_phones_own_alphabet_has_160_letters_to_a_part(text: str) -> None:
    assert measure(text).alphabet == GSM_7
    assert (measure("a" * 160).parts, measure("a" * 161).parts, measure("a" * 306).parts) == (1, 2, 2)


@pytest.mark.parametrize("code", WIDE)
def test_one_letter_beside_it_leaves_70_to_a_part_or_67_in_each_of_several(code: str) -> None:
    letter = next(sign for sign in WIDE[code] if measure(sign).alphabet == UCS_2)
    assert measure(WIDE[code]).alphabet == UCS_2
    assert [measure(letter * many).parts for many in (70, 71, 134, 135)] == [1, 2, 2, 3]

"""The Ask screen offers every language, and says of each how much of it families can read."""

from language.registry import LANGUAGES
from pages.staff.asking.choice import AskingChoice, offers
from storage.table import Document
from tests.cast import LIBRARY

CHOICE = AskingChoice(touchpoint="conference")
MOTHER = Document({"audience": "parent_carer", "relation": "Mother", "language": "ar"}, doc_id=7)
FATHER = Document({"audience": "parent_carer", "relation": "Father", "language": "pl"}, doc_id=8)
ALL = tuple(LANGUAGES.values())


def test_all_languages_are_offered_and_a_draft_is_named_as_one() -> None:
    offered = offers(LIBRARY, CHOICE, [], ALL, texts=True)["languages"]
    notes = {one.code: note for one, note in offered}
    assert list(notes) == list(LANGUAGES)
    assert notes["en"] == ""
    assert notes["ti"].startswith("Draft translation: 0 of ")


def test_the_language_of_whom_one_asks_comes_along() -> None:
    chosen = CHOICE.with_("audience", "contact-7", LIBRARY, [MOTHER], ALL)
    assert (chosen.contact, chosen.language) == (7, "ar")


def test_whose_language_is_not_here_is_asked_in_one_that_somebody_chooses() -> None:
    people = [MOTHER, FATHER]
    mother = CHOICE.with_("audience", "contact-7", LIBRARY, people, ALL)
    father = mother.with_("audience", "contact-8", LIBRARY, people, ALL)
    assert (father.contact, father.language) == (8, "")
    assert father.gaps()["language"] == "Choose the language."


def test_a_language_that_nobody_knows_cannot_be_chosen() -> None:
    in_english = CHOICE.with_("language", "en", LIBRARY, [], ALL)
    assert in_english.with_("language", "tlh", LIBRARY, [], ALL).language == "en"

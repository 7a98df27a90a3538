"""The Ask screen offers the languages that families are offered, and says of a draft that it is one."""

from language.registry import LANGUAGES
from language.standing import offered
from pages.staff.asking.choice import AskingChoice, offers
from storage.table import Document
from tests.cast import LIBRARY

CHOICE = AskingChoice(touchpoint="conference")
MOTHER = Document({"audience": "parent_carer", "relation": "Mother", "language": "ar"}, doc_id=7)


def test_a_draft_is_named_as_one_and_only_where_drafts_are_offered() -> None:
    live = offers(LIBRARY, CHOICE, [], offered(drafts=False), texts=True)["languages"]
    everything = offers(LIBRARY, CHOICE, [], offered(drafts=True), texts=True)["languages"]
    assert live == [(LANGUAGES["en"], "")]
    assert {one.code: note for one, note in everything}["ti"].startswith("Draft translation")


def test_the_language_of_whom_one_asks_comes_along_where_it_is_offered() -> None:
    chosen = CHOICE.with_("audience", "contact-7", LIBRARY, [MOTHER], offered(drafts=True))
    assert (chosen.contact, chosen.language) == (7, "ar")
    chosen = CHOICE.with_("audience", "contact-7", LIBRARY, [MOTHER], offered(drafts=False))
    assert (chosen.contact, chosen.language) == (7, "")


def test_a_language_that_is_not_offered_cannot_be_chosen() -> None:
    in_english = CHOICE.with_("language", "en", LIBRARY, [], offered(drafts=False))
    assert in_english.with_("language", "ar", LIBRARY, [], offered(drafts=False)).language == "en"

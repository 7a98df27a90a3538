"""The project's own catalogues: what must hold in each of them."""

import re
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Message

from language import messages
from language.catalogue import FOLDER, forms, read_catalogue, say
from language.registry import language

ROOT = Path(messages.__file__).parent.parent
CODES = messages.translated()
SCRIPTS = {
    "Arab": re.compile("[\u0600-\u06ff]"),
    "Ethi": re.compile("[\u1200-\u139f]"),
    "Beng": re.compile("[\u0980-\u09ff]"),
    "Latn": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
CHILD_PROTECTION = re.compile(
    "حماية (الطفل|الأطفال)|ምክልኻል ቆልዑ|ሓለዋ (ቆልዑ|ህጻናት|ህጻን)"
    "|የ(ሕፃናት|ልጆች) ጥበቃ|(حمایت|حفاظت|محافظت) از کودک|د ماشوم(انو)? (ساتنه|خوندیتوب)"
    "|پاراستنی مناڵ|শিশু সুরক্ষা|protection de l'enfance|protección (de menores|infantil)|proteção (de crianças|infantil)"
    r"|çocuk koruma|mbrojtj\w+ (e|së) fëmij|(ilaalinta|badbaadada) carruurta|bảo vệ trẻ em",
    re.IGNORECASE,
)
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def entries(code: str) -> list[Message]:
    return [message for message in read_catalogue(FOLDER / f"{code}.po") if message.id]


def test_every_catalogue_has_every_message_whole_and_with_the_same_placeholders() -> None:
    assert messages.check(ROOT) == []


@pytest.mark.parametrize("code", CODES)
def test_no_catalogue_has_hidden_signs_that_turn_the_direction_of_text(code: str) -> None:
    assert [text for each in entries(code) for text in forms(each) if BIDI_CONTROLS.search(text)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_translation_is_in_the_script_of_its_language(code: str) -> None:
    wordless = re.compile(r"\{[^{}]*\}|[\W\d_]")
    script = SCRIPTS[language(code).script]
    said = [each for each in entries(code) if wordless.sub("", str(each.id)) and forms(each)[0]]
    others = [each.id for each in said if not script.search(forms(each)[0])]
    assert others == []


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_every_phone_number_as_it_is_printed(code: str) -> None:
    number = re.compile(r"(?<!\d)\d[\d ]*\d(?!\d)")
    for each in entries(code):
        for text in forms(each):
            assert not text or set(number.findall(str(each.id))) <= set(number.findall(text)), each.id


@pytest.mark.parametrize("code", CODES)
def test_digits_in_translations_are_latin_so_that_dates_and_numbers_match_the_letters(code: str) -> None:
    digits = [
        text for each in entries(code) for text in forms(each) for sign in text if sign.isdigit() and not sign.isascii()
    ]
    assert digits == []


@pytest.mark.parametrize("code", CODES)
def test_no_family_reads_the_words_child_protection(code: str) -> None:
    for each in entries(code):
        assert "child protection" not in str(each.id).lower()
        assert not CHILD_PROTECTION.search(" ".join(forms(each)))


@pytest.mark.parametrize("code", CODES)
def test_a_link_that_knows_who_it_was_sent_to_is_never_called_anonymous(code: str) -> None:
    for each in entries(code):
        if "link" in str(each.id).lower() and "sent to" in str(each.id).lower():
            assert "anonym" not in str(each.id).lower()


# One word a thing: a family must meet the same word for it on every page.
GLOSSARY = {
    "advocate": {"ar": "مناصر", "ti": "ተጣባቒ"},
    "interpreter": {"ar": "مترجم", "ti": "ተርጓሚ"},
    "social worker": {"ar": "الأخصائي الاجتماعي", "ti": "ማሕበራዊ ሰራሕተኛ"},
    "your worker": {"ar": "موظف الذي يساعدك", "ti": "ዝሕግዘኩም ሰራሕተኛ"},
    "the review": {"ar": "المراجعة", "ti": "ገምጋም"},
    "plan": {"ar": "خط", "ti": "መደብ"},
    "feel safe": {"ar": "بالأمان", "ti": "ውሕስነት"},
    "the child": {"ar": "طفل", "ti": "ቆልዓ"},
    "Childline": {"ar": "Childline", "ti": "Childline"},
}


@pytest.mark.parametrize(("term", "code"), [(term, code) for term, words in GLOSSARY.items() for code in words])
def test_a_term_has_one_word_throughout_a_catalogue(term: str, code: str) -> None:
    named = [each for each in entries(code) if re.search(rf"\b{term}\b", str(each.id))]
    assert [each.id for each in named if GLOSSARY[term][code] not in forms(each)[0]] == []


@pytest.mark.parametrize("code", CODES)
def test_the_options_of_a_scale_stay_different_from_each_other(code: str) -> None:
    scales = yaml.load((ROOT / "forms" / "scales.yaml").read_text(), Loader=yaml.BaseLoader)["scales"]
    for name, options in scales.items():
        said = [say(code, option["text"]).text for option in options]
        assert len(set(said)) == len(said), name


def test_no_catalogue_is_there_for_a_language_that_is_not_offered() -> None:
    assert {path.stem for path in FOLDER.glob("*.po")} == set(CODES)

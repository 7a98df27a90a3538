"""Letters and posters in the letters of each language, with words as long as a translation may become."""

from collections.abc import Mapping
from typing import Any

import pytest

from documents.font_signs import printable
from feedback.paper.letter_pdf import letter_words
from feedback.paper.poster_pdf import EVERY_LANGUAGE, shared_words, what_came_of_it
from feedback.paper.printing import printed
from language.registry import LANGUAGES, language
from storage.table import Document
from tests.feedback.paper.printed import ADDRESS, CODE, HEAD, NOW, TOKEN, a_letter, codes_on, fonts, opened, pictures

# Words with the letters, vowels, marks and joined forms that only this language has.
WORDS = {
    "en": "Tell us what it is like for you, so that our help gets better.",
    "ar": "أخبرونا كيف هي الأمور بالنسبة إليكم، حتى تصبح مساعدتنا أفضل.",
    "ti": "ንሓገዝና ምእንቲ ከነመሓይሾ፡ ከመይ ከም ዝስምዓኩም ንገሩና።",
    "am": "እርዳታችን የተሻለ እንዲሆን፣ ሁኔታው ለእርስዎ እንዴት እንደሆነ ይንገሩን።",
    "fa-AF": "به ما بگویید وضعیت برای شما چگونه است، تا کمک ما بهتر شود. پ چ ژ گ می‌شود",
    "ps": "موږ ته ووایاست چې ستاسو لپاره څنګه ده، ښځې او ځوانان، ټول، ډېر، ړوند، ږغ، ڼ، ۍ، ې.",
    "fa": "به ما بگویید اوضاع برای شما چطور است تا کمک ما بهتر شود. می‌خواهیم، پ چ ژ گ",
    "ckb": "پێمان بڵێن چۆنە بۆ ئێوە، بۆ ئەوەی یارمەتیمان باشتر بێت. ڕۆژ، گەڵا، ڤ، وێنە، ژن.",
    "vi": "Hãy cho chúng tôi biết quý vị cảm thấy thế nào, để sự giúp đỡ của chúng tôi được tốt hơn. Đ ữ ợ ẫ",
    "sq": "Na tregoni si është për ju, që ndihma jonë të bëhet më e mirë. Ç ë",
    "so": "Noo sheeg sida ay kuugu tahay, si caawimadayadu u fiicnaato.",
    "bn": "আপনার কেমন লাগছে আমাদের জানান, যাতে আমাদের সাহায্য আরও ভালো হয়। ক্ষমা, শ্রদ্ধা, বিজ্ঞান, স্ত্রী, ঙ্গ, ৎ",
    "tr": "Yardımımızın daha iyi olması için sizin için nasıl olduğunu bize anlatın. İ ı ş ğ",
    "es": "Cuéntenos cómo es para usted, para que nuestra ayuda sea mejor. ¿Ñandú? ¡Sí!",
    "pt": "Conte-nos como é para si, para que a nossa ajuda fique melhor. ã õ ç ê",
    "fr": "Dites-nous comment cela se passe pour vous, afin que notre aide soit meilleure. œ ç ê ï",
}
FACE = {"Latn": "NotoSans", "Arab": "NotoSansArabic", "Ethi": "NotoSansEthiopic", "Beng": "NotoSansBengali"}
LONGER = 1.3  # times the English, as a translation may become
PLACE = Document({"name": "Portsoken Community Centre", "code": CODE, "closed": None}, 1)


def filled(words: Any, code: str) -> Any:
    """The words of a paper with each text of ours in the language's letters, as long as a translation may become."""
    if isinstance(words, Mapping) and {*words} == {"text", "lang", "dir"}:
        sample, wanted = WORDS[code], round(len(words["text"]) * (1 if code == "en" else LONGER))
        text = words["text"] if code == "en" else (f"{sample} " * (wanted // len(sample) + 1))[:wanted].strip()
        return {"text": text, "lang": code, "dir": language(code).direction}
    if isinstance(words, Mapping):
        return {name: filled(each, code) for name, each in words.items()}
    return [filled(each, code) for each in words] if isinstance(words, list | tuple) else words


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_is_one_page_with_every_letter_drawn(code: str) -> None:
    words = filled(letter_words(a_letter(code), ADDRESS, HEAD), code)
    missing: dict[str, None] = {}
    printable(WORDS[code], missing)
    assert missing == {}
    letter = printed("letter", words, NOW)
    assert len(opened(letter).pages) == 1
    assert any(face.startswith(f"{FACE[language(code).script]}-") for face in fonts(letter))


@pytest.mark.parametrize("code", ["ps", "bn"])
def test_the_code_can_still_be_scanned_beside_long_words(code: str) -> None:
    (page,) = pictures("letter", filled(letter_words(a_letter(code), ADDRESS, HEAD), code))
    assert codes_on(page) == [f"https://views.example/f/{TOKEN}"]


def test_a_poster_in_all_sixteen_languages_is_one_page() -> None:
    words = shared_words(PLACE, HEAD, EVERY_LANGUAGE)
    heading, promise, did = words["invitations"][0], what_came_of_it(HEAD, EVERY_LANGUAGE)["names"][0], 48 * "x"
    poster = {
        **words,
        "invitations": [filled(heading, code) for code in LANGUAGES],
        "promises": [filled({**promise, "text": did}, code) for code in LANGUAGES if code != "en"],
        "help": [],
        "said": {**what_came_of_it(HEAD, EVERY_LANGUAGE), "names": [filled(promise, code) for code in LANGUAGES]},
    }
    made = printed("poster", poster, NOW)
    assert len(opened(made).pages) == 1
    assert {face.partition("-")[0] for face in fonts(made)} >= {*FACE.values()}

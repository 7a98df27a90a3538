import pytest

from feedback.texts.replies import Command, command_of
from feedback.texts.replies import told as command_told
from feedback.texts.stop_words import Wish, _data, may_be_a_stop, told, wish_of
from forms.library import Library
from language.catalogue import say
from language.registry import LANGUAGES

SIXTEEN = ["en", "ar", "ti", "am", "fa-AF", "ps", "fa", "ckb", "vi", "sq", "so", "bn", "tr", "es", "pt", "fr"]


def _wish(text: str) -> Wish | None:
    wished = wish_of(text)
    return wished.wish if wished else None


def test_the_words_are_there_in_all_sixteen_languages() -> None:
    assert list(_data()) == SIXTEEN


@pytest.mark.parametrize("language", SIXTEEN)
@pytest.mark.parametrize("kind", ["stop", "phrases", "help", "start"])
def test_every_word_is_understood_as_what_it_is(language: str, kind: str) -> None:
    wanted = {"phrases": Wish.STOP, "stop": Wish.STOP, "help": Wish.HELP, "start": Wish.START}[kind]
    assert {word: _wish(word) for word in _data()[language][kind]} == dict.fromkeys(_data()[language][kind], wanted)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "STOP",
            "stop.",
            "Stop!!! 🛑",
            " StOp\n",
            "please stop",
            "stop please thanks",
            "Hi, stop",
            "STOPALL",
            "end",
            "QUIT",
        ),
        *(
            "please stop texting me",
            "I want you to stop texting me, it is not safe",
            "Don't text me again!",
            "dont text me",
        ),
        *("Please stop, it is not safe", "Wrong number. STOP", "Stop! Who is this?", "إيقاف، هذا ليس رقمي"),
        *("no more texts please", "Can you take me off your list", "unsubscribe me now"),
        *("توقف", "أوقف", "اوقف", "توقفوا عن إرسال الرسائل", "من فضلكم لا ترسلوا لي رسائل", "لا أريد رسائل شكراً"),
        *("በጃኹም ደው ኣብሉ", "መልእኽቲ ኣይትስደዱለይ", "አቁም", "እባክዎ መልእክት አትላኩልኝ"),
        *("لطفا پیام نفرستید", "نمی‌خواهم پیام بگیرم", "مهرباني وکړئ بس کړئ", "تکایە نامەم بۆ مەنێرن"),
        *(
            "DỪNG",
            "xin dừng lại",
            "đừng nhắn tin cho tôi nữa",
            "ju lutem ndaloni",
            "mos më shkruani më",
            "fadlan jooji",
        ),
        *("অনুগ্রহ করে আর মেসেজ দেবেন না", "বন্ধ করুন", "DUR", "İPTAL", "lütfen bana mesaj atmayın", "mesaj atmayin"),
        *("PARAR", "por favor no me escriban más", "não me mandem mais mensagens", "nao me mandem mensagens"),
        *("arret", "ARRÊTEZ", "Arrêtez de m’écrire s’il vous plaît", "plus de messages svp"),
    ],
)
def test_a_stop_is_understood_as_a_word_and_in_a_sentence(text: str) -> None:
    assert _wish(text) is Wish.STOP


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Stop changing social workers",
            "They should stop sending me from one worker to another",
            "Never stop listening",
        ),
        *(
            "Stop shouting at my son",
            "The bus stop is far",
            "in the end it was fine",
            "I could not cancel my shift",
            "",
        ),
        *(
            "the help was good",
            "start earlier",
            "we need help with the house",
            "Let me start again",
            "I told him, stop",
            "👍",
            "no",
            "ok",
            "2",
        ),
        *("dung", "أريد أن يتوقف الصراخ في البيت", "quiero parar de fumar"),
    ],
)
def test_an_answer_that_merely_holds_such_a_word_is_no_wish(text: str) -> None:
    assert _wish(text) is None


def test_a_long_answer_about_texts_is_an_answer_that_a_person_looks_at() -> None:
    told_at_length = "I told her to stop texting him but nobody listened to me and it went on for weeks and weeks"
    assert _wish(told_at_length) is None
    assert may_be_a_stop(told_at_length)
    assert not may_be_a_stop("She would not stop when I asked her to")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_answer_that_we_offer_is_a_stop_a_call_for_help_or_a_command(code: str) -> None:
    forms = Library.load().forms.values()
    offered = {say(code, option.text).text for form in forms for one in form.questions for option in one.options()}
    assert [text for text in offered if _wish(text) in (Wish.STOP, Wish.HELP) or command_of(text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_that_we_tell_are_the_words_that_we_understand(code: str) -> None:
    assert [_wish(told(code, wish)) for wish in Wish] == list(Wish)
    assert [command_of(command_told(code, command)) for command in Command] == list(Command)


def test_help_and_start_are_no_answers_either() -> None:
    assert [_wish(text) for text in ("HELP", "help me please", "YARDIM", "مساعدة", "ሓገዝ")] == [Wish.HELP] * 5
    assert [_wish(text) for text in ("START", "unstop", "ابدأ", "ጀምር", "comenzar")] == [Wish.START] * 5

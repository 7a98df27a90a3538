import pytest

from feedback.sms.reply_words import Command, command_of
from feedback.sms.reply_words import keyword_of as command_told
from feedback.sms.sign_offs import name_words
from feedback.sms.stop_words import Wish, _data, keyword_of, may_be_a_stop, wish_of
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


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Do not send me back home",
            "Take me off the plan",
            "Don't take me off my mum",
            "Take me off the list for a flat",
        ),
        *("He shouts every night. No more.", "He hit me. Leave me alone.", "No more shouting", "It never ends. End."),
        *(
            "I want my dad to stop texting me",
            "He won't stop texting me",
            "They should stop texting my dad",
            "stopping",
            "shop",
        ),
        *("لا ترسلوا ابني إلى هناك", "لا أريد أن أعود إلى البيت", "ናብ ገዛ ኣይትስደዱኒ", "ናብ ኣቦይ ኣይትልኣኹለይ", "ወደ ቤት አትላኩኝ"),
        *("مرا به خانه نفرستید", "من را به خانه روان نکنید", "ما کور ته مه رالېږئ", "منداڵەکەم مەنێرن بۆ ماڵەوە"),
        *("đừng gửi con tôi về nhà", "mos më dërgoni në shtëpi", "ha ii soo dirin guriga", "আমাকে বাড়ি পাঠাবেন না"),
        *(
            "beni eve göndermeyin",
            "daha fazla mesaj istiyorum",
            "no me manden a casa de mi padre",
            "no quiero más gritos",
        ),
        *(
            "não me mandem para casa",
            "ne m'envoyez plus chez mon père",
            "je ne veux plus de violence",
            "plus de messages d'espoir",
        ),
    ],
)
def test_a_stop_without_its_object_within_a_sentence_is_an_answer(text: str) -> None:
    assert _wish(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Do not send me any more texts",
            "Don't send me anything any more",
            "Do not send me",
            "No more.",
            "stop this now",
        ),
        *(
            "can you stop please",
            "stop stop stop",
            "My mum is asleep, stop texting me",
            "Stop texting me my dad reads this",
        ),
        *("لا ترسلوا لي أي رسائل بعد الآن", "لا ترسلوا", "ካልእ መልእኽቲ ኣይትስደዱለይ", "እባካችሁ መልእክት አትላኩልኝ"),
        *("دیگر برایم پیام نفرستید", "نور پیغام مه رالېږئ", "چیتر نامە مەنێرن", "đừng gửi tin nhắn nữa"),
        *("mos më dërgoni më mesazhe", "ha ii soo dirin fariimo kale", "আর মেসেজ পাঠাবেন না", "bana mesaj göndermeyin"),
        *("no me manden más mensajes", "não me mandem mais mensagens", "ne m'envoyez plus de messages"),
    ],
)
def test_a_stop_with_its_object_or_alone_is_a_stop_in_every_language(text: str) -> None:
    assert _wish(text) is Wish.STOP


@pytest.mark.parametrize(
    "text",
    [
        *(
            "STOP - Amina",
            "Stop Amina",
            "Amina: STOP",
            "Hi it's Amina, stop",
            "Stop. Kind regards, Amina Yusuf",
            "stop please x",
        ),
        *(
            "STOP\nSent from my iPhone",
            "stop\n\n--\nAmina",
            "stpo",
            "sotp",
            "STOOOP",
            "S T O P",
            "s.t.o.p",
            "unsubcribe",
            "توقفف",
        ),
    ],
)
def test_a_stop_is_found_within_sign_offs_names_and_misspellings(text: str) -> None:
    wished = wish_of(text, name_words("Amina Yusuf"))
    assert wished is not None
    assert wished.wish is Wish.STOP


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
    assert [_wish(keyword_of(code, wish)) for wish in Wish] == list(Wish)
    assert [command_of(command_told(code, command)) for command in Command] == list(Command)


def test_help_and_start_are_no_answers_either() -> None:
    assert [_wish(text) for text in ("HELP", "help me please", "YARDIM", "مساعدة", "ሓገዝ")] == [Wish.HELP] * 5
    assert [_wish(text) for text in ("START", "unstop", "ابدأ", "ጀምር", "comenzar")] == [Wish.START] * 5

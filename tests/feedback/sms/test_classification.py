"""What a text is, in both directions: nothing that a phone wrote is an answer, and no sentence of a family is lost."""

import pytest

from feedback.sms.classification import TextKind, classify

PUT = "7/10 What went well, or what should we do differently?\nReply in your own words.\nIn danger now? Call 999."
ASKED = "City of London: how are we doing? Skip any: https://views.example/f/… Urgent help: 999. STOP ends texts."


def _kind(body: str, theirs: tuple[str, ...] = ()) -> TextKind:
    return classify(body, ours=(ASKED, PUT), theirs=theirs).kind


@pytest.mark.parametrize(
    "body",
    [
        *("Liked “7/10 What went well…Call 999.”", f"Loved “{PUT}”", f"Emphasised “{PUT}”", f"Emphasized “{PUT}”"),
        *(f"Laughed at “{PUT}”", f"Disliked “{PUT}”", f"Questioned “{PUT}”", f"Removed a like from “{PUT}”"),
        *(
            f"Removed an exclamation mark from “{PUT}”",
            f"Reacted 👍 to “{PUT}”",
            f"Reacted ❤️ to “{PUT}”",
            f"Removed 👍 from “{PUT}”",
        ),
        *(
            f"👍 to “{PUT}”",
            f"\u200a\u200b👍\u200b to “\u200a{PUT}\u200a”",
            f"❤️ à « {PUT} »",
            f"😂 a “{PUT}”",
            f'👍 على "{PUT}"',
        ),
        *(
            f"A aimé « {PUT} »",
            f"Le gustó “{PUT}”",
            f"Gostou de “{PUT}”",
            f"أعجبني “{PUT}”",
            f"“{PUT}” ifadesini beğendi",
        ),
        *(
            f"Đã thích “{PUT}”",
            f"Loved “{ASKED.replace('/f/…', '/f/Abcdefghijklmnopqrstuv')}”",
            "Loved “City of London: how are we doing?…”",
        ),
        "Liked an image",
    ],
)
def test_a_reaction_that_a_phone_sends_is_a_reaction(body: str) -> None:
    assert _kind(body) is TextKind.REACTION


def test_a_reaction_to_their_own_text_is_one_too() -> None:
    assert _kind("Laughed at “Nobody told us”", ("Nobody told us",)) is TextKind.REACTION


@pytest.mark.parametrize("body", [f"Hat „{PUT}“ mit „Gefällt mir“ markiert", f"Lubię to: “{PUT}”"])
def test_a_reaction_in_words_that_are_not_known_is_left_to_a_person(body: str) -> None:
    assert _kind(body) is TextKind.MAY_BE_REACTION


@pytest.mark.parametrize(
    "body",
    [
        *(
            "Loved “the way she listened to us”",
            "Liked it",
            "Liked her and loved the food",
            "I loved it",
            "Questioned everything",
        ),
        *(
            "She said “you should have told us”",
            "He said “do not text me” to my son",
            f"No, to “{PUT}”",
            "Loved",
            "👍",
            "❤️ thank you",
        ),
        *(
            "Laughed at my son and nobody stopped it",
            "“They never listened” is what he wrote",
            "نعم “هذا صحيح”",
            "ንሱ “ይኣክል” ኢሉ",
        ),
        *(
            "I'm driving him to school every day",
            "I am always away on Mondays",
            "Her automatic replies made me cry",
            "They were out of the office",
        ),
        *(
            "Automated messages are cold",
            "Automatic reply every time I wrote, nobody called",
            "I'll call you later is what she always says",
        ),
        *(
            "لا أحد يرد، رد تلقائي فقط",
            "كل مرة رد تلقائي من المكتب",
            "كانت العاملة تقود السيارة",
            "ኣብ መኪና ኣለና",
            "በመኪና ሄድን",
        ),
        *(
            "I drive a bus",
            "في اجتماع الأسرة لم يسمعوني",
            "Meeting was too long",
            "Do not disturb my mum",
            "Help me understand the plan",
        ),
        *("They should end it", "The stop is far", "Never start without me", "1", "skip", "call me", "", "نعم", "እወ"),
    ],
)
def test_what_a_family_says_is_theirs(body: str) -> None:
    assert _kind(body) is TextKind.WORDS


@pytest.mark.parametrize(
    "body",
    [
        *(
            "Auto-Reply: I am away until Monday. Ref 12",
            "AUTO REPLY - back on 3 June",
            "[Auto-reply] Thanks for your message",
            "Automatic reply: annual leave",
        ),
        *(
            "I'm driving with Driving Focus turned on. I'll see your message when I get where I'm going.",
            "Out of office: back Monday",
        ),
        *(
            "I'm driving right now. I'll call you later.",
            "Can't talk right now",
            "This is an automated message. Do not reply STOP.",
            "Sent from my car",
        ),
        *(
            "رد تلقائي: أنا في إجازة",
            "هذا رد تلقائي",
            "ኣውቶማቲክ መልሲ፡ ኣብ ዕረፍቲ ኣለኹ",
            "Réponse automatique : je suis absente",
            "Respuesta automática: estoy fuera",
        ),
        *(
            "Otomatik yanıt: izindeyim",
            "پاسخ خودکار: در مرخصی هستم",
            "Trả lời tự động: tôi đi vắng",
            "স্বয়ংক্রিয় উত্তর: আমি ছুটিতে",
            "Resposta automática: volto segunda",
        ),
        *("Përgjigje automatike: jam me pushime", "ራስ ሰር ምላሽ፦ እረፍት ላይ ነኝ", "Je conduis", "Estoy conduciendo"),
    ],
)
def test_an_automatic_reply_is_one_whatever_else_it_says(body: str) -> None:
    assert _kind(body) is TextKind.AUTOMATIC


def test_a_machine_in_a_language_that_is_not_known_is_known_by_its_second_text() -> None:
    first, second = (f"Danke für Ihre Nachricht, ich bin nicht da. Nr {number}" for number in (1, 2))
    assert _kind(first) is TextKind.WORDS
    assert _kind(second, (first,)) is TextKind.AUTOMATIC
    assert _kind("Mostly", ("Mostly",)) is TextKind.WORDS
    assert _kind("2", ("1",)) is TextKind.WORDS
    assert _kind("no they did not", ("no they did not",)) is TextKind.WORDS


def test_our_own_word_stop_in_a_reaction_stops_nothing() -> None:
    assert _kind(f"Loved “{ASKED}”") is TextKind.REACTION
    assert _kind("STOP ends texts") is TextKind.WORDS
    assert _kind("STOP") is TextKind.STOP


def test_a_picture_without_words_is_a_picture_and_with_words_it_is_words() -> None:
    assert classify("", pictures=1).kind is TextKind.PICTURE
    assert classify(" \n", pictures=3).kind is TextKind.PICTURE
    assert classify("our new kitchen", pictures=1).kind is TextKind.WORDS
    assert classify("stop", pictures=1).kind is TextKind.STOP
    assert classify("").kind is TextKind.WORDS

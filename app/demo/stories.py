"""What the invented families said, and the tries that came to nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One conversation: who answered what kind of questions when, in their own words, and how well it went for them."""

    child: str
    days_ago: int
    clock: str
    touchpoint: str
    audience: str
    language: str
    words: str
    mood: int  # 0 is the first answer of every scale, the best one
    shared: bool = True
    safe: str = "yes"
    unfair: bool = False
    whole: bool = True
    call: bool = True  # whether they say yes where they are offered a call


@dataclass(frozen=True)
class DemoAttempt:
    """One attempt that somebody logged."""

    child: str
    days_ago: int
    clock: str
    method: str
    outcome: str
    detail: str = ""


STORIES: tuple[Story, ...] = (
    Story(
        "D0001",
        40,
        "11:20",
        "conference",
        "parent_carer",
        "ti",
        "ሓገዝ ቀልጢፉ መጺኡ፡ ኣብ ገዛ ግን ክሳብ ሕጂ ለውጢ የለን።",
        2,
        shared=False,
    ),
    Story(
        "D0001",
        12,
        "16:45",
        "conference",
        "child_8_11",
        "en",
        "I liked that she asked me first. I did not know who all the people were.",
        1,
    ),
    Story(
        "D0002",
        20,
        "18:05",
        "looked_after_review",
        "young_person",
        "ar",
        "ساعدوني في المدرسة، لكن لا أحد سألني عن غرفتي.",
        1,
    ),
    Story(
        "D0003",
        33,
        "09:50",
        "conference",
        "parent_carer",
        "en",
        "The report came the night before. I read it on the bus and I could not take it in.",
        3,
    ),
    Story(
        "D0004",
        15,
        "13:15",
        "practice_review",
        "young_person",
        "en",
        "My worker is good. But when the placement said things about my prayers nobody said anything back.",
        2,
        unfair=True,
    ),
    Story("D0005", 50, "10:30", "transfer", "child_8_11", "en", "If someone had told me before she left.", 2),
    Story(
        "D0007",
        9,
        "20:10",
        "looked_after_review",
        "young_person",
        "ti",
        "ብቋንቋይ ዝዛረብ ሰብ ብምህላዉ ተሓጒሰ። ትምህርቲ ቀልጢፈ ክጅምር እደሊ።",
        1,
    ),
    Story("D0007", 3, "12:01", "practice_review", "young_person", "ti", "ሰራሕተኛይ ይሰምዓኒ እዩ።", 0, shared=False),
    Story("D0009", 25, "17:30", "conference", "young_person", "en", "", 2),
    Story(
        "D0010",
        18,
        "19:40",
        "conference",
        "parent_carer",
        "ar",
        "المترجم كان جيدا وفهمت سبب الاجتماع. أريد أن أعرف متى تنتهي الخطة.",
        1,
    ),
    Story(
        "D0011",
        60,
        "15:00",
        "closure",
        "parent_carer",
        "en",
        "She stuck with us when others would have given up. Thank you.",
        0,
    ),
    Story(
        "D0012",
        6,
        "08:20",
        "practice_review",
        "parent_carer",
        "en",
        "Things get agreed and then I have to ring to find out if they happened.",
        3,
        whole=False,
    ),
    Story(
        "D0021",
        2,
        "21:15",
        "looked_after_review",
        "young_person",
        "ar",
        "أحب المكان الذي أعيش فيه، لكنني لا أشعر بالأمان في الطريق إلى المدرسة.",
        2,
        safe="no",
    ),
    Story("D0024", 28, "14:25", "closure", "care_leaver", "ar", "تعلمت كيف أدير أموالي. كنت أتمنى وقتا أطول معكم.", 1),
    Story(
        "D0029",
        5,
        "16:10",
        "looked_after_review",
        "young_person",
        "en",
        "Tell me before you change who comes to my review 🙏 it is MY review",
        2,
    ),
)

TRIES: tuple[DemoAttempt, ...] = (
    DemoAttempt("D0001", 44, "10:15", "phone", "no_answer"),
    DemoAttempt("D0003", 36, "17:20", "phone", "asked_for_later", "Driving; said after six is better."),
    DemoAttempt("D0006", 30, "11:00", "phone", "no_answer"),
    DemoAttempt("D0006", 27, "18:10", "phone", "no_answer", "No message left."),
    DemoAttempt("D0006", 21, "09:30", "letter", "handed_over", "Given to the grandmother at the visit."),
    DemoAttempt("D0009", 28, "15:45", "phone", "wrong_number", "Number on file belongs to somebody else."),
    DemoAttempt("D0013", 14, "12:40", "in_person", "declined", "Said he has answered enough questions this year."),
    DemoAttempt("D0016", 10, "10:05", "phone", "not_safe_now"),
)

"""What went to the invented families by text, what became of it, and what came back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoText:
    """A request by text: `code` is the provider's word for why it did not arrive; `replies` open the conversation."""

    child: str
    audience: str
    language: str
    touchpoint: str
    days_ago: int
    clock: str
    code: str = ""
    replies: tuple[str, ...] = ()
    words: str = ""  # in their own words, where a question asks for them; without any, the conversation goes no further
    mood: int = 1


@dataclass(frozen=True)
class DemoUnmatchedText:
    """A text from a phone that nobody knows."""

    phone: str
    days_ago: int
    clock: str
    body: str


TEXTS: tuple[DemoText, ...] = (
    DemoText("D0018", "parent_carer", "en", "conference", 24, "10:20"),
    DemoText(
        "D0028",
        "care_leaver",
        "ti",
        "looked_after_review",
        16,
        "11:05",
        replies=("ሰላም", "1"),
        words="ኣማኻሪተይ ትሰምዓኒ እያ። ናይ ገዛ ውሳነ ግን ነዊሕ ጊዜ ወሲዱ።",
    ),
    DemoText("D0020", "parent_carer", "en", "conference", 7, "14:40", code="30003"),
    DemoText("D0026", "parent_carer", "en", "practice_review", 11, "09:30", replies=("Stop texting me please",)),
    DemoText("D0030", "parent_carer", "en", "conference", 2, "13:10"),
)
STRAYS: tuple[DemoUnmatchedText, ...] = (
    DemoUnmatchedText("+447700900888", 1, "12:25", "Hi, is this about the meeting on Thursday? I have a new phone."),
)

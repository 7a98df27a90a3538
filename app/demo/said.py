"""What the demo's families read at /said, and one entry that waits for a Head."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.demo.timeline import Timeline
from people.actor import Actor
from storage.documents import revision_of
from storage.store import Store
from tracker.index import TrackerIndex
from tracker.said.releasing import release
from tracker.said.resting_on import offered
from tracker.said.said_entries import Words, entry
from tracker.said.writing import translate_entry, words_of, write_entry

HEAD = "Helen Marsh"


@dataclass(frozen=True)
class DemoEntry:
    """One entry: when it was written and by whom, its words, and why a Head released it; empty for a draft."""

    days_ago: int
    by: str
    theme: str
    words: Words
    translated: dict[str, Words] = field(default_factory=dict)
    reason: str = ""


ENTRIES = (
    DemoEntry(
        5,
        HEAD,
        "plans",
        words_of(
            "Reports come so late that we cannot read them in peace.",
            "Reports now go out with the invitation, three working days before the meeting.",
            "",
        ),
        {
            "ar": words_of(
                "تصل التقارير متأخرة، فلا نستطيع قراءتها بهدوء.",
                "نرسل التقارير الآن مع الدعوة، قبل الاجتماع بثلاثة أيام عمل.",
                "",
            ),
            "ti": words_of(
                "ጸብጻባት ኣዝዩ ደንጕዩ ስለ ዝመጽእ ብህድኣት ከነንብቦ ኣይንኽእልን።",
                "ሕጂ ጸብጻባት ምስቲ ዕድመ፣ ቅድሚ ኣኼባ ሰለስተ መዓልቲ ስራሕ ይለኣኽ።",
                "",
            ),
        },
        "Families of many teams have said so for years, in every survey.",
    ),
    DemoEntry(
        2,
        HEAD,
        "meetings",
        words_of(
            "We come to the meeting and do not know what the report says.",
            "You can read the report three working days before the meeting.",
            "When a child may not be safe we have to meet sooner. Then there is less time to read.",
        ),
    ),
)


def tell_what_came_of_it(store: Store, timeline: Timeline, person: Callable[[str], Actor]) -> None:
    """Write these entries from what the tracker has come to, and release those that are to be read."""
    for one in ENTRIES:
        timeline.turn(one.days_ago, "16:20")
        head = person(HEAD)
        items = [found.number for found in store.read(offered, head, TrackerIndex())]
        if not items:
            return
        number = store.write_now(write_entry, person(one.by), one.theme, items, one.words)
        for language, words in one.translated.items():
            given = (number, "", language, "machine-assisted draft", words)
            store.write_now(translate_entry, head, *given)
        if one.reason:
            seen = revision_of(store.read(entry, number))
            store.write_now(release, head, number, seen, looked=True, reason=one.reason)

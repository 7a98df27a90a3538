"""One item of the tracker is erased by its rule: what it says goes wherever it stands; its state and days stay."""

from feedback.voices import voices
from feedback.voices.voices import Voice
from people.permissions import open_to
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.items import Item
from tracker.lines import ERASED, erase_words, write_line
from tracker.meetings import records
from tracker.said import said_entries
from tracker.states import IN_SIGHT


def is_needed(db: Database, item: Item) -> bool:
    """Whether something still rests on what it says: a follow-up, a draft for families, an answer that is owed."""
    follow_up = items.by_id(db, item["followed_by"]) if "followed_by" in item else None
    return (
        item["state"] in IN_SIGHT
        or (follow_up is not None and follow_up["state"] in IN_SIGHT)
        or any(one["state"] == said_entries.DRAFT for one in said_entries.of_item(db, number_of(item)))
        or any(voice["owed"] for voice in _answered_voices(db, item))
    )


@open_to("work beside the pages")
def erase_item(db: Database, item: Item, on: str) -> None:
    """Erase what an item says; `on` is said in its place. Its line tells the lists in memory."""
    number = number_of(item)
    left = items.change(
        db,
        item,
        action=on,
        impact="",
        shown_by="",
        later=None,
        drop=None,
        done={**item["done"], "words": ""} if item["done"] else None,
        judgement={**item["judgement"], "impact": "", "evidence": ""} if item["judgement"] else None,
        erased=db.now.isoformat(),
    )
    erase_words(db, number)
    records.erase_words(db, number, on)
    write_line(db, None, left, ERASED)


def _answered_voices(db: Database, item: Item) -> list[Voice]:
    numbers = {one.partition("/")[0] for one in item["voices"]}
    found = (voices.by_id(db, int(one)) for one in numbers if one.isdecimal())
    return [one for one in found if one is not None]

"""Taking a decision back: what was decided stays on record, and the matter waits again."""

from feedback.triage.deciding import LONGEST, TAKEN_BACK, mark, readable, tell
from feedback.voices import triage_items, voices
from feedback.voices.triage_items import DECIDED, OPEN, Decision, TriageItem
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@needs(Permission.TRIAGE)
def take_back(db: Database, actor: Actor, item_id: int, words: str, *, seen: int) -> None:
    """Take back what was decided, with a reason: the item waits again, until the day on which it was due before.

    `seen` is how many decisions this person has before them: nobody takes back what they have not read. A concern
    that was raised stays raised.
    """
    item, voice = readable(db, actor, item_id)
    text = words.replace("\0", "").strip()[:LONGEST]
    if not text:
        raise Unacceptable("Write why it is taken back.")
    _check(db, item, seen)
    made: Decision = {**mark(db, actor), "decision": TAKEN_BACK, "words": text, "concern": None}
    triage_items.change(db, item, decisions=[*item["decisions"], made], state=OPEN)
    voices.change(db, voice, unread=True)
    audit.record(db, actor, "triage.taken_back", child=item["child"], item=number_of(item))
    tell(db, item)


def _check(db: Database, item: TriageItem, seen: int) -> None:
    if item["state"] != DECIDED:
        raise Unacceptable("It waits to be decided already: somebody has taken the decision back.")
    if len(item["decisions"]) != seen:
        raise Unacceptable("Somebody has decided anew meanwhile. Read what stands there now.")
    if triage_items.waits(db, item["about"]):
        raise Unacceptable("The same matter waits already, as it is now. Decide about that.")

"""One voice is erased wherever its words stand: the conversation, its texts, quotations, what was written of it."""

from feedback.concerns import concerns
from feedback.concerns.concerns import Concern, ConcernAction, ConcernWords
from feedback.messages import inbox, outbox
from feedback.voices import triage_items, voices
from feedback.voices.erasing import erase_conversation, holds_words, quotable_words, what_still_needs, without
from feedback.voices.voices import Voice
from language import dates
from people.actor import Actor
from people.permissions import open_to
from people.retention.erasures import note_voice_erased
from people.retention.holds import held_reviews
from people.working_days import london_day
from reviews import citations, versions
from storage.documents import number_of
from storage.store import Database


def what_keeps(db: Database, voice: Voice) -> str:
    """What is under way with these very words, as a sentence; "" where nothing is."""
    texts = inbox.by_request(db, voice["request"]) if voice["request"] else []
    if any(one["waiting"] for one in texts):
        return "Somebody has yet to read a text of theirs. Read it first, on the list of what waits."
    held = held_reviews(db)
    if held and any(one["review"] in held for one in citations.of_voice(db, number_of(voice))):
        return "It is quoted in a review on which there is a legal hold."
    return what_still_needs(db, voice)


@open_to("work beside the pages, and verbs that have checked who asks for it")
def erase_voice(db: Database, who: Actor | str, number: int) -> None:
    """Erase what was said in a voice; erasing it twice is once. Audited, with how many answers went.

    Concerns stay, for they are the record of what was done for a child; they quote the words no longer.
    """
    voice = voices.by_id(db, number)
    if voice is None or not holds_words(voice):
        return
    today = london_day(db.now)
    on = f"Erased on {dates.day(today, 'en', today)}"
    _take_out_of_concerns(db, voice, on)
    citations.erase_words(db, number, on)
    if voice["child"] is not None:
        versions.erase_words(db, voice["child"], number, on)
    if voice["request"] is not None:
        for text in (one for one in outbox.by_request(db, voice["request"]) if not outbox.is_busy(one)):
            outbox.erase(db, number_of(text))
        for received in inbox.by_request(db, voice["request"]):
            inbox.erase(db, number_of(received))
    note_voice_erased(db, who, number, voice["child"], len(voice["answers"]))
    erase_conversation(db, voice)


def _take_out_of_concerns(db: Database, voice: Voice, on: str) -> None:
    said = quotable_words(db, voice)
    for concern in _concerns_near(db, voice):
        words: list[ConcernWords] = [{**one, "text": without(one["text"], said, f"[{on}]")} for one in concern["words"]]
        actions: list[ConcernAction] = [
            {**one, "words": without(one["words"], said, f"[{on}]")} for one in concern["actions"]
        ]
        if words != concern["words"] or actions != concern["actions"]:
            concerns.change(db, concern, words=words, actions=actions)
            db.announce("concerns")


def _concerns_near(db: Database, voice: Voice) -> list[Concern]:
    """Those about its child, and those that a reader of it raised: a poster's voice may have no child."""
    found = concerns.by_child(db, voice["child"]) if voice["child"] else []
    made = [one["concern"] for item in triage_items.by_voice(db, number_of(voice)) for one in item["decisions"]]
    raised = (concerns.by_id(db, one) for one in made if one)
    return [*found, *(one for one in raised if one is not None and one["child"] is None)]

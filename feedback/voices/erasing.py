"""What was said in a conversation is taken away; that it was held, when and by which channel stays."""

from collections.abc import Iterator

from feedback.voices import (
    attachments,
    attempts,
    requests,
    statements_beside,
    translations_asked,
    translations_beside,
    triage_items,
    voices,
)
from feedback.voices.voices import Voice
from storage.documents import number_of
from storage.store import Database

LEAST_QUOTE = 12  # characters: shorter words, such as “mostly”, are everybody's


def holds_words(voice: Voice) -> bool:
    """Whether there is anything left to erase."""
    return "erased" not in voice


def what_still_needs(db: Database, voice: Voice) -> str:
    """What is under way with these very words, as a sentence; "" where nothing is."""
    if triage_items.open_by_voice(db, number_of(voice)):
        return "Somebody has yet to read what was said here. Read it first, on the list of what waits."
    asked = requests.by_id(db, voice["request"]) if voice["request"] else None
    if asked is not None and requests.is_open(asked, db.now):
        return "They can still answer. Withdraw what they were asked first."
    return ""


def quotable_words(db: Database, voice: Voice) -> tuple[str, ...]:
    """Everything that may be quoted from it elsewhere, the longest first: as typed, translated and written down."""
    return tuple(sorted({one for one in _words(db, voice) if len(one) >= LEAST_QUOTE}, key=len, reverse=True))


def without(text: str, said: tuple[str, ...], in_their_place: str) -> str:
    """A text of staff, with the words of a family that it quotes taken out."""
    for one in said:
        text = text.replace(one, in_their_place)
    return text


def erase_conversation(db: Database, voice: Voice) -> None:
    """Take away its answers, drafts, files, translations, and what was noted with them by whoever read or called."""
    number = number_of(voice)
    attachments.remove(db, attachments.by_voice(db, number))
    translations_beside.erase(db, number)
    statements_beside.erase(db, number)
    translations_asked.stop_waiting(db, number)
    for item in triage_items.by_voice(db, number):
        emptied: list[triage_items.Decision] = [{**one, "words": ""} for one in item["decisions"]]
        triage_items.change(db, item, said=None, decisions=emptied)
    tries = attempts.by_voice(db, number)
    for attempt in [*tries, *(attempts.by_request(db, voice["request"]) if voice["request"] else ())]:
        attempts.set_outcome(db, number_of(attempt), attempt["outcome"], "")
    voices.empty(db, voice)
    for topic in ("voices", "triage", *([f"child:{voice['child']}"] if voice["child"] else ())):
        db.announce(topic)


def _words(db: Database, voice: Voice) -> Iterator[str]:
    for answer in voice["answers"].values():
        if isinstance(answer["value"], str):
            yield answer["value"]
    for typed in voice["drafts"].values():
        yield from typed.values()
    for attached in attachments.by_voice(db, number_of(voice)):
        if "written" in attached:
            yield attached["written"]["words"]
    for translation in translations_beside.by_voice(db, number_of(voice)):
        yield translation["words"]
    for statement in statements_beside.by_voice(db, number_of(voice)):
        yield statement["words"]

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
    typed_codes,
    voices,
)
from feedback.voices.attachments import Attachment
from feedback.voices.requests import Request
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


def erase_request(db: Database, request: Request, on: str) -> None:
    """Take away whom it asked, what opens it and what it told; that it was made, when and for what stays."""
    typed_codes.remove(db, number_of(request))
    requests.erase(db, request, on)
    for topic in ("calls", *([f"child:{request['child']}"] if request["child"] else ())):
        db.announce(topic)


def still_answers(db: Database, request: Request) -> bool:
    """Whether it can still be answered, or what was answered to it is there: then it is needed."""
    said = voices.by_request(db, number_of(request))
    return requests.is_open(request, db.now) or (said is not None and holds_words(said))


def is_unwritten(db: Database, attachment: Attachment) -> bool:
    """Whether nobody has written down yet what it holds, of one that is an answer."""
    voice = voices.by_id(db, attachment["voice"])
    answer = voice["answers"].get(attachment["question"]) if voice else None
    is_answer = answer is not None and number_of(attachment) in answer.get("attachments", {}).values()
    return is_answer and "written" not in attachment


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

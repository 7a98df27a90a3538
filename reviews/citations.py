"""Citations: a family's words in a section, kept with their language, channel, date and where they come from."""

from dataclasses import fields
from datetime import date
from typing import Any, NotRequired, TypedDict, cast

from tinydb import where

from feedback.voices import statements_beside, voices
from feedback.voices.provenance import UNDESCRIBED, kept_before
from feedback.voices.statements_beside import Statement
from feedback.voices.translations_beside import ENGLISH, Translation, beside
from feedback.voices.voice_access import as_seen_by
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.evidence import EvidenceItem, pieces_of
from reviews.permitted import check_may_change
from reviews.reviews import Review, review
from reviews.window import six_months_before
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

CITATIONS = Kind("citations", indexed=("review", "key", "cited", "voice"), unique=("key",))
LONGEST_REASON = 1_000
_BESIDE = frozenset({"attached", "translations", "statements"})  # what is read anew each time
NOT_TRANSLATED = (
    "Nobody has translated these words. Lay a translation beside them first, or ask for one. "
    "A machine gist can be cited, and says so."
)


class Citation(TypedDict):
    """What is kept of one quotation: the piece of evidence as it was read then, and where it is quoted."""

    review: int
    section: str
    key: str  # review, section, voice and question
    voice: int
    question: str
    cited: str  # when
    by: int  # a staff id
    why: NotRequired[str]  # what makes words from before the window matter
    voice_id: int  # from here on as in `EvidenceItem`
    question_id: str
    sections: list[str]
    asked_english: str
    asked: str
    asked_lang: str
    words: str
    words_lang: str
    words_english: str | None
    own_words: bool
    audience: str
    touchpoint: str
    channel: str
    language: str
    at: str
    finished: bool
    helped_by: str | None
    collected_by: NotRequired[str]
    kept: NotRequired[str]
    noted_by: NotRequired[str]
    is_summary: NotRequired[bool]  # in older ones, in place of `kept`
    low_confidence: NotRequired[bool]
    translations: NotRequired[list[Translation]]  # not kept: those that lie beside the words when it is read
    statements: NotRequired[list[Statement]]  # likewise


@needs(Permission.WRITE_REVIEWS)
def cite(
    db: Database, actor: Actor, review_id: int, section: str, voice_id: int, question_id: str, why: str = ""
) -> int:
    """Quote an answer in a section; citing twice is once. The words stay, whatever the speaker changes later.

    `why` says what words from before the review's window matter now; `Unacceptable` where it is lacking (BR-03).
    """
    found = review(db, actor, review_id)
    check_may_change(found, actor, "cite")
    key = f"{review_id}/{section}/{voice_id}/{question_id}"
    present = cast("Citation | None", db.table(CITATIONS).get(where("key") == key))
    if present is not None:
        return number_of(present)
    voice = voices.by_id(db, voice_id)
    if voice is None or voice["child"] != found["child"]:
        raise NotFound
    piece = next((one for one in pieces_of(db, as_seen_by(db, actor, voice)) if one.question_id == question_id), None)
    if piece is None:
        raise NotFound
    if piece.kept == UNDESCRIBED:
        raise Unacceptable("Nobody has written down yet what is drawn or said here. Until then it cannot be cited.")
    if piece.own_words and piece.words_lang != ENGLISH and not piece.translations:
        raise Unacceptable(NOT_TRANSLATED)
    reason = _checked_reason(why, needed=is_older(found, piece))
    citation_id = db.table(CITATIONS).insert(
        {
            **_as_read(piece),
            "sections": list(piece.sections),
            "review": review_id,
            "section": section,
            "key": key,
            "voice": voice_id,
            "question": question_id,
            "cited": db.now.isoformat(),
            "by": actor.id,
            "why": reason,
        }
    )
    audit.record(db, actor, "citation.made", child=found["child"], review=review_id, voice=voice_id)
    db.announce(f"review:{review_id}")
    return citation_id


def _as_read(piece: EvidenceItem) -> dict[str, Any]:
    """What a citation keeps of it: the words themselves, never a picture or a voice."""
    # one by one: `asdict` would copy what lies beside them too, and documents of the store cannot be copied by it
    return {one.name: getattr(piece, one.name) for one in fields(piece) if one.name not in _BESIDE}


def is_older(found: Review, piece: EvidenceItem) -> bool:
    """Whether it was said before the months that the review looks at (BR-03)."""
    return london_day(piece.at) < six_months_before(date.fromisoformat(found["review_date"]))


def _checked_reason(why: str, *, needed: bool) -> str:
    if needed and not why.strip():
        raise Unacceptable("This was said before the six months. Write why it matters to what is delivered now.")
    if len(why.strip()) > LONGEST_REASON:
        raise Unacceptable(f"Keep it under {LONGEST_REASON} characters. These are {len(why.strip())}.")
    return why.strip()


@needs(Permission.WRITE_REVIEWS)
def withdraw(db: Database, actor: Actor, citation_id: int) -> None:
    """Take a quotation out of a section again; the audit trail keeps that it stood there."""
    citation = cast("Citation | None", db.table(CITATIONS).get(doc_id=citation_id))
    if citation is None:
        raise NotFound
    found = review(db, actor, citation["review"])
    check_may_change(found, actor, "withdraw")
    db.table(CITATIONS).remove(doc_ids=[citation_id])
    audit.record(db, actor, "citation.withdrawn", child=found["child"], review=citation["review"])
    db.announce(f"review:{citation['review']}")


def erase_words(db: Database, voice: int, on: str) -> None:
    """Take a voice's words out of every citation; that something was cited stays. `on` is said in their place."""
    for one in of_voice(db, voice):
        db.table(CITATIONS).replace(number_of(one), erased(on))
        db.announce(f"review:{one['review']}")


def of_review(db: Database, review_id: int) -> list[Citation]:
    """What is cited in a review, for rules that have checked already who is asking."""
    return cast("list[Citation]", db.table(CITATIONS).page(where("review") == review_id, by="cited"))


def of_voice(db: Database, voice: int) -> list[Citation]:
    """Where a voice is cited."""
    return cast("list[Citation]", db.table(CITATIONS).search(where("voice") == voice))


def erase_those_of(db: Database, review_id: int, on: str) -> None:
    """Take the words out of every citation of a review; that something was cited stays."""
    for one in of_review(db, review_id):
        db.table(CITATIONS).replace(number_of(one), erased(on))


def erased(on: str) -> dict[str, Any]:
    """What stands in a citation whose words are gone."""
    gone = {"words": on, "words_lang": ENGLISH, "words_english": None, "own_words": False, "helped_by": None}
    return {**gone, "kept": UNDESCRIBED, "noted_by": "", "why": "", "is_summary": False}


@needs(Permission.SEE_REVIEWS)
def citations(db: Database, actor: Actor, review_id: int) -> list[Citation]:
    """What is cited in a review, in the order in which it was cited, with where the words come from."""
    review(db, actor, review_id)
    return [_with_translations(db, _with_provenance(one)) for one in of_review(db, review_id)]


def _with_translations(db: Database, citation: Citation) -> Citation:
    """A better translation than the one of the day of citing stands beside it as well, and what was corrected."""
    said = (citation["voice"], citation["question"], citation["words"], citation["words_lang"])
    citation["translations"] = list(beside(db, *said)) if citation["own_words"] else []
    citation["statements"] = list(statements_beside.beside(db, citation["voice"], citation["question"]))
    return citation


def _with_provenance(citation: Citation) -> Citation:
    """What was cited before we kept whose words they are says of it what is known."""
    if "kept" not in citation:
        citation["kept"], citation["noted_by"] = kept_before(citation), ""
    return citation

"""Section 6 as the review shows it: three parts with date and method, filled from what was logged (BR-08)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.asking.attempts_in_words import story_of
from feedback.asking.progress import records_of_asking
from feedback.phone.discussions import Discussion, discussions_about
from feedback.phone.talk_notes import METHODS
from feedback.voices.attempts import Attempt, is_try
from feedback.voices.collectors import COLLECTED_BY, SELF
from feedback.voices.help_given import has_low_confidence
from feedback.voices.provenance import in_words, provenance_of
from feedback.voices.voice_access import as_seen_by
from feedback.voices.voices import Voice, heard_from, last_said
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.completeness import FAMILY, SECTION_6_BLOCKS, covered, said_in
from reviews.entries import entries
from reviews.lacking import CompletenessFacts
from reviews.reviews import Review, review
from reviews.window import window_of
from storage.documents import number_of
from storage.store import Database

# a letter and a code both lead to the web page, where the answers are given
METHOD_OF: Mapping[str, str] = {
    "link": "online",
    "qr": "online",
    "letter": "online",
    "sms": "text",
    "phone": "phone",
    "in_person": "in_person",
}


@dataclass(frozen=True)
class SectionSixRow:
    """One talk or conversation. `method` is a code of section 6; `remark` says how far the words can be relied on."""

    on: date
    method: str
    method_words: str
    who: str
    about: str  # after what they spoke, or the words of a discussion
    remark: str
    low_confidence: bool
    voice: int | None
    answers: int  # how many questions were answered, 0 for a discussion


@dataclass(frozen=True)
class SectionSixPart:
    """One of the three parts. `suggested` are values for its empty fields, by question id."""

    id: str
    whom: str
    rows: tuple[SectionSixRow, ...]
    story: str  # the attempts in a sentence, for the family's part
    reason: str  # why it was not possible, where the reviewer wrote one
    suggested: Mapping[str, str]
    complete: bool


@dataclass(frozen=True)
class SectionSixRecords:
    """What counts for a review: what was said, tried and discussed within its time."""

    voices: tuple[Voice, ...]
    records: tuple[Attempt, ...]  # each attempt, and what was made for one
    discussions: tuple[Discussion, ...]

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """The tries to hear them; a link or a letter that was only made is none (BR-08)."""
        return tuple(one for one in self.records if is_try(one))

    @property
    def heard(self) -> frozenset[str]:
        """The parts that are covered by a voice or a note."""
        family = {FAMILY} if self.voices else set()
        return frozenset({*family, *(str(one["part"]) for one in self.discussions)})


@needs(Permission.SEE_REVIEWS)
def section_six(db: Database, actor: Actor, review_id: int) -> tuple[SectionSixPart, ...]:
    """The three parts: the child and family, the worker, the line manager."""
    found = review(db, actor, review_id)
    logged = logged_for(db, found)
    filled = said_in({key: entry["value"] for key, entry in entries(db, review_id).items()})
    return tuple(_part(db, actor, found, block, logged, filled) for block in SECTION_6_BLOCKS)


def logged_for(db: Database, found: Review) -> SectionSixRecords:
    """What was logged within the review's time (BR-03); a discussion noted for another review is not this one's."""
    begin, end = window_of(found, london_day(db.now))
    ref, closed = found["child"], found.get("submitted_at")
    return SectionSixRecords(
        voices=tuple(one for one in heard_from(db, ref) if begin <= _last_day(one) <= end),
        records=tuple(one for one in records_of_asking(db, ref) if begin <= london_day(one["at"]) <= end),
        discussions=tuple(
            one
            for one in discussions_about(db, ref)
            if closed is None or one["at"] <= closed  # what is noted afterwards changes no review that was handed in
            if one["review"] == number_of(found)
            or (one["review"] is None and begin <= date.fromisoformat(one["on"]) <= end)
        ),
    )


def _part(
    db: Database, actor: Actor, found: Review, block: str, logged: SectionSixRecords, filled: Mapping[str, Any]
) -> SectionSixPart:
    rows = tuple(_family(db, actor, logged) if block == FAMILY else _discussed(block, logged))
    prefix = f"section_6_{block}"
    reason = str(filled.get(f"{prefix}_reason", ""))
    return SectionSixPart(
        id=block,
        whom=SECTION_6_BLOCKS[block],
        rows=rows,
        story=_story(db, found, logged) if block == FAMILY else "",
        reason=reason,
        suggested={key: value for key, value in _suggested(prefix, rows).items() if key not in filled},
        complete=covered(block, filled, CompletenessFacts(None, logged.heard, logged.attempts)),
    )


def _family(db: Database, actor: Actor, logged: SectionSixRecords) -> Iterator[SectionSixRow]:
    for voice in logged.voices:
        seen = as_seen_by(db, actor, voice)
        method = voice.get("method") or METHOD_OF.get(voice["channel"], "online")
        yield SectionSixRow(
            on=_last_day(voice),
            method=method,
            method_words=METHODS[method],
            who=AUDIENCES[voice["audience"]],
            about=TOUCHPOINTS[voice["touchpoint"]],
            remark="; ".join(_remarks(db, voice)),
            low_confidence=has_low_confidence(voice),
            voice=number_of(voice),
            answers=sum(one["value"] is not None for one in seen["answers"].values()),
        )


def _remarks(db: Database, voice: Voice) -> Iterator[str]:
    found = [provenance_of(db, voice, answer) for answer in voice["answers"].values()]
    told = (in_words(one.kept, one.noted_by, one.collected_by, one.helped_by) for one in found)
    yield from dict.fromkeys(one or COLLECTED_BY[SELF] for one in told)
    if not voice["finished"]:
        yield "not finished"


def _discussed(block: str, logged: SectionSixRecords) -> Iterator[SectionSixRow]:
    for talk in reversed(logged.discussions):
        if talk["part"] == block:
            yield SectionSixRow(
                on=date.fromisoformat(talk["on"]),
                method=talk["method"],
                method_words=METHODS[talk["method"]],
                who=talk["who"],
                about=talk["words"],
                remark=f"noted by {talk['by_name']}",
                low_confidence=False,
                voice=None,
                answers=0,
            )


def _story(db: Database, found: Review, logged: SectionSixRecords) -> str:
    _, end = window_of(found, london_day(db.now))
    return story_of(db, found["child"], logged.records, logged.voices, end)


def _suggested(prefix: str, rows: tuple[SectionSixRow, ...]) -> dict[str, str]:
    """The latest talk, as the reviewer's fields would say it; the words of the family stay theirs to quote."""
    if not rows:
        return {}
    last = max(rows, key=lambda row: row.on)
    values = {f"{prefix}_date": last.on.isoformat(), f"{prefix}_method": last.method}
    return values if last.voice is not None else {**values, f"{prefix}_text": last.about}


def _last_day(voice: Voice) -> date:
    return london_day(last_said(voice))

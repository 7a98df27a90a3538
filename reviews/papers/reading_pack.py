"""The pack that a member of the panel reads before a meeting: of each review the family's words first, then the rest.

Never what a member thinks of a review before the meeting, and never the Head's own grade (BR-43, BR-47).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, TypedDict, cast

from feedback.voices.codes import CHANNELS
from feedback.voices.form_versions import form_version
from feedback.voices.provenance import in_words as provenance_in_words
from feedback.voices.provenance import is_quotable
from feedback.voices.voices import heard_from
from forms.schema import Form
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.registry import LANGUAGES
from people.actor import Actor
from people.children import Child, age_on, by_ref
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.citations import Citation
from reviews.evidence import EvidenceItem, evidence
from reviews.field_words import NOT_RECORDED, day
from reviews.grades import grade_words, grades_in, overall_part
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda
from reviews.papers.exporting import meeting_to_read
from reviews.papers.fields import Recommendation, Section
from reviews.papers.in_words import recommendations
from reviews.papers.review_paper import in_english, section
from reviews.recommendations import recommendations_in
from reviews.reviews import Review, review
from reviews.section_six import section_six
from reviews.versions import latest_version
from storage.store import Database


class Heard(TypedDict):
    """One answer, in the language in which it was given."""

    asked: str
    words: str
    lang: str
    dir: str
    english: str
    own: bool  # their own words, and not a choice


class Speaker(TypedDict):
    """One voice: who, when and how, whose words they are, and the answers."""

    who: str
    source: str
    answers: list[Heard]


class PackSection(Section):
    """A section with its heading."""

    heading: str


class PackReview(TypedDict):
    """One review of the pack."""

    heading: str
    facts: list[tuple[str, str]]
    voices: list[Speaker]
    silence: str  # why no words stand there; empty where some do
    attempts: str  # in a sentence
    sections: list[PackSection]
    recommendations: list[tuple[str, list[Recommendation]]]  # under their headings


class ReadingPack(TypedDict):
    """The whole pack."""

    title: str
    marking: str
    reader: str
    made: str
    meeting: str
    reviews: list[PackReview]


@needs(Permission.SIT_ON_PANEL)
def reading_pack(db: Database, actor: Actor, number: int, rules: ModerationRules = PROPOSED) -> ReadingPack:
    """Every review on the list of a meeting, as it was handed in, for this reader."""
    meeting = meeting_to_read(db, actor, number)
    listed = agenda.agenda(db, number)
    on = day(meeting["on"])
    return {
        "title": f"Reading pack for the Moderation Panel, {on}",
        "marking": rules.marking,
        "reader": actor.name,
        "made": day(db.now.isoformat()),
        "meeting": on,
        "reviews": [_review(db, actor, one["review"], place) for place, one in enumerate(listed, start=1)],
    }


def _review(db: Database, actor: Actor, review_id: int, place: int) -> PackReview:
    found, version = review(db, actor, review_id), latest_version(db, review_id)
    child = by_ref(db, found["child"])
    if child is None:
        raise NotFound
    form, values = form_version(db, found["fingerprint"]), version["values"]
    cited = cast("list[Citation]", version["cited"])
    overall = grade_words(form, grades_in(form, values).get(overall_part(form).id, ""))
    rows = recommendations_in(form, values)
    pieces = evidence(db, actor, review_id).pieces
    return {
        "heading": f"{place}. {child['name']}",
        "facts": [
            ("Mosaic ID", child["mosaic_id"] or NOT_RECORDED),
            ("Age", f"{_age(child, found)} years"),
            ("Theme or focus", found["theme"]),
            ("Reviewer", name_of(db, found["reviewer"])),
            ("Handed in", day(version["at"])),
            ("Overall grade of the reviewer", overall or NOT_RECORDED),
        ],
        "voices": [_speaker(list(said)) for _, said in groupby(pieces, key=lambda piece: piece.voice_id)],
        "silence": "" if pieces else _silence(db, found["child"]),
        "attempts": section_six(db, actor, review_id)[0].story,
        "sections": _sections(form, values, cited),
        "recommendations": [
            (f"{part.number} {part.title}", recommendations(rows[part.id])) for part in form.parts if rows.get(part.id)
        ],
    }


def _silence(db: Database, child: str) -> str:
    if heard_from(db, child):
        return "The family was heard, and did not share its words with this reader."
    return "Nobody of the family was heard."


def _age(child: Child, found: Review) -> int:
    return age_on(date.fromisoformat(child["born"]), date.fromisoformat(found["review_date"]))


def _sections(form: Form, values: Mapping[str, Any], cited: Sequence[Citation]) -> list[PackSection]:
    return [
        {"heading": f"{part.number} {part.title}", **section(form, values, part, cited)}
        for part in form.parts
        if part.graded
    ]


def _speaker(said: Sequence[EvidenceItem]) -> Speaker:
    first = said[0]
    told = (AUDIENCES.get(first.audience, first.audience), TOUCHPOINTS.get(first.touchpoint, first.touchpoint))
    how = f"{CHANNELS.get(first.channel, first.channel)}, {day(first.at)}"
    kept = provenance_in_words(first.kept, first.noted_by, first.collected_by, first.helped_by)
    own_first = sorted(said, key=lambda one: not one.own_words)
    return {
        "who": ", ".join(told),
        "source": f"{how}; {kept}" if kept else how,
        "answers": [_heard(one) for one in own_first],
    }


def _heard(said: EvidenceItem) -> Heard:
    language = LANGUAGES.get(said.words_lang)
    quoted = said.own_words and is_quotable(said.kept)
    return {
        "asked": said.asked_english,
        "words": f"“{said.words}”" if quoted else said.words,
        "lang": said.words_lang,
        "dir": language.direction if language else "ltr",
        "english": said.words_english or in_english(said.translations),
        "own": said.own_words,
    }

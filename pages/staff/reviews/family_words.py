"""What the family said about the open section, in their own words, and every try to hear them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from feedback.triage.decisions import DecisionView
from feedback.voices.attempts import Attempt
from forms.schema import Part
from pages.staff.reviews.open_review import OpenReview, may_cite, section_of
from reviews.citations import Citation, citations, is_older
from reviews.evidence import Evidence, EvidenceItem, decided_beside, evidence


@dataclass(frozen=True)
class WordsBeside:
    """The pieces beside one part, the answers of one voice together, the newest voice first."""

    everything: bool
    voices: list[list[EvidenceItem]]
    attempts: list[Attempt]
    cited: frozenset[tuple[int, str]]
    older: frozenset[tuple[int, str]]  # than the review's window: quoted with the reason why they matter
    may_cite: bool
    decided: Mapping[int, tuple[DecisionView, ...]]  # by voice


def said_beside(opened: OpenReview) -> WordsBeside:
    """What to show beside the open part."""
    shown = opened.view()
    part = opened.part_of(shown)
    found = opened.screen.read(evidence, opened.review_id)
    return WordsBeside(
        everything=not part.graded,
        voices=by_voice(found, part),
        attempts=list(reversed(found.attempts)),
        cited=frozenset((one["voice"], one["question"]) for one in quoted(opened, part)),
        older=frozenset((one.voice_id, one.question_id) for one in found.pieces if is_older(shown.review, one)),
        may_cite=may_cite(opened, shown, part),
        decided=opened.screen.read(decided_beside, opened.review_id),
    )


def by_voice(found: Evidence, part: Part) -> list[list[EvidenceItem]]:
    """The pieces about a part, grouped by the voice that they come from."""
    return [list(group) for _, group in groupby(found.beside(part), key=lambda piece: piece.voice_id)]


def quoted(opened: OpenReview, part: Part) -> list[Citation]:
    """The quotations that stand in a part."""
    section = section_of(part)
    return [one for one in opened.screen.read(citations, opened.review_id) if one["section"] == section]

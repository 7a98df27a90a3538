"""What a review still lacks before it can be handed in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.schema import Form, Part
from people.identity import IDENTITY_FIELDS, Known

GRADED = ("1", "2", "3", "4", "5", "7")
OVERALL = "7"
SECTION_6_BLOCKS: Mapping[str, str] = {
    "family": "the child, young person, family or carer",
    "worker": "the allocated worker",
    "manager": "the line manager",
}
RECOMMENDATIONS = ("section_8_recommendations", "section_9_recommendations")


@dataclass(frozen=True)
class Missing:
    """One thing that is lacking, and the part of the form where it belongs."""

    part: str
    what: str


def missing(
    form: Form,
    filled: Mapping[str, Any],
    child: Mapping[str, Any],
    *,
    was_heard: bool,
    attempts: Sequence[Any],
    discussed: Collection[str] = (),
) -> list[Missing]:
    """All that is lacking, in the order of the form; `filled` holds values by question id (BR-04, 05, 08, 20–24).

    `discussed` are the blocks of section 6, `worker` and `manager`, of which a talk is on record.
    """
    said = {key: value for key, value in filled.items() if value not in ("", [], None)}
    return [
        *_standards(form, said),
        *_graded_sections(form, said),
        *_feedback(said, {*discussed, *(["family"] if was_heard else [])}, attempts),
        *_identity(child, said),
    ]


def _standards(form: Form, said: Mapping[str, Any]) -> Iterator[Missing]:
    yield from _unanswered(_part(form, "standards"), said)


def _graded_sections(form: Form, said: Mapping[str, Any]) -> Iterator[Missing]:
    for section in GRADED:
        yield from _unanswered(_part(form, section), said)


def _unanswered(part: Part, said: Mapping[str, Any]) -> Iterator[Missing]:
    for question in part.questions:
        asked = question.when is None or question.when.holds(said)
        is_optional_note = question.id.endswith("_action") and question.when is None
        if asked and question.id not in said and not is_optional_note:
            yield Missing(part.id, question.text)


def _feedback(said: Mapping[str, Any], heard: Collection[str], attempts: Sequence[Any]) -> Iterator[Missing]:
    """Each block of section 6 is logged, written, or says why not; the family's attempts have to show it (BR-08)."""
    for block, whom in SECTION_6_BLOCKS.items():
        written = all(f"section_6_{block}_{field}" in said for field in ("date", "method", "text"))
        excused = f"section_6_{block}_reason" in said and (block != "family" or attempts)
        if not (block in heard or written or excused):
            yield Missing("6", f"Date, method and words of {whom}, or the attempts that were made and the reason")


def _identity(child: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Missing]:
    if any(said.get(table) for table in RECOMMENDATIONS):
        return
    for field in IDENTITY_FIELDS:
        if child[field]["state"] == Known.NEEDS_RECOMMENDATION:
            yield Missing("8", f"A recommendation: {field.replace('_', ' ')} is not recorded and no reason is on file")


def _part(form: Form, part_id: str) -> Part:
    return next(part for part in form.parts if part.id == part_id)

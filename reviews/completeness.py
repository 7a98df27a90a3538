"""What is complete: one definition, from the form, for the list of what is missing, the progress and handing in."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from forms.schema import Form, Part, Question
from people.identity import IDENTITY_FIELDS, IdentityState
from reviews.lacking import CompletenessFacts, Missing, Said, lacks
from reviews.warnings import asked, rows

SECTION_6 = "6"
SECTION_6_BLOCKS: Mapping[str, str] = {
    "family": "the child, young person, family or carer",
    "worker": "the allocated worker",
    "manager": "the line manager",
}
FAMILY = "family"
WRITTEN = ("date", "method", "text")


def said_in(filled: Mapping[str, Any]) -> dict[str, Any]:
    """What says something: an empty field says nothing."""
    return {key: value for key, value in filled.items() if value not in ("", [], None)}


def asked_now(form: Form, said: Said, known: CompletenessFacts) -> frozenset[str]:
    """The questions that are asked, given what is filled and who was heard."""
    heard = FAMILY in known.heard or _is_written(FAMILY, said)
    return asked(form, said, was_heard=heard, unrecorded=_unrecorded(known))


def missing(form: Form, said: Said, known: CompletenessFacts) -> list[Missing]:
    """All that is lacking, in the order of the form (BR-04, 05, 07 to 11, 20 to 24)."""
    now = asked_now(form, said, known)
    return [one for part in form.parts for one in _of_part(form, part, now, said, known)]


def covered(block: str, said: Said, known: CompletenessFacts) -> bool:
    """Whether a block of section 6 is logged, written, or excused; for the family attempts have to show it (BR-08)."""
    excused = f"section_6_{block}_reason" in said and (block != FAMILY or bool(known.attempts))
    return block in known.heard or _is_written(block, said) or excused


def progress_of(part: Part, said: Said, known: CompletenessFacts, lacking: Collection[Missing]) -> str:
    """How far a part has come, as the list of what is missing has it: 'empty', 'started', 'done' or 'optional'."""
    blocks = SECTION_6_BLOCKS if part.number == SECTION_6 else ()
    begun = any(one.id in said for one in part.questions) or any(covered(one, said, known) for one in blocks)
    if any(one.part == part.id for one in lacking):
        return "started" if begun else "empty"
    return "done" if begun else "optional"


def _of_part(form: Form, part: Part, now: Collection[str], said: Said, known: CompletenessFacts) -> Iterator[Missing]:
    for question in part.questions:
        if question.id not in now:
            continue
        if question.id in said:
            yield from lacks(form, part, question, said, known)
        elif _is_required(form, part, question):
            yield Missing(part.id, _label(part, question), question.id)
    if part.number == SECTION_6:
        yield from _feedback(part, said, known)
    if (table := _first_table(form)) in part.questions:
        yield from _identity(form, part, table, said, known)


def _is_required(form: Form, part: Part, question: Question) -> bool:
    """The form says so; its first version did not, and asked all of the standards, the graded parts and the box."""
    return question.required or (form.version == 1 and (part.graded or part.id in {"standards", "head"}))


def _label(part: Part, question: Question) -> str:
    """The question; where its words stand several times in the part, with the question that it follows."""
    if sum(one.text == question.text for one in part.questions) < 2:
        return question.text
    before = part.questions[part.questions.index(question) - 1].text
    return f"{before} {question.text}" if before.endswith("?") else f"{before}: {question.text}"


def _feedback(part: Part, said: Said, known: CompletenessFacts) -> Iterator[Missing]:
    for block, whom in SECTION_6_BLOCKS.items():
        if covered(block, said, known):
            continue
        names = [f"section_6_{block}_{name}" for name in WRITTEN]
        lead = next((name for name in names if name not in said), names[0])
        what = f"Date, method and words of {whom}, or the attempts that were made and the reason"
        if f"section_6_{block}_reason" in said:
            what = f"A reason is written, and no attempt to hear {whom} is on record"
        yield Missing(part.id, what, lead)


def _is_written(block: str, said: Said) -> bool:
    return all(f"section_6_{block}_{name}" in said for name in WRITTEN)


def _first_table(form: Form) -> Question:
    return next(question for question in form.questions if question.kind == "table")


def _identity(form: Form, part: Part, table: Question, said: Said, known: CompletenessFacts) -> Iterator[Missing]:
    """What is not recorded of who the child is, and has no reason, needs a recommendation (BR-20).

    The form asks which one since its third version; before, any will do.
    """
    if rows(form, said) or f"{IDENTITY_FIELDS[0]}_recommendation" in form.by_id:
        return  # one that is not whole is missing by itself
    for name in _unrecorded(known):
        what = f"A recommendation: {name.replace('_', ' ')} is not recorded and no reason is on file"
        yield Missing(part.id, what, table.id, f"1-{table.columns[0].id}")


def _unrecorded(known: CompletenessFacts) -> list[str]:
    child = known.child
    return [name for name in IDENTITY_FIELDS if child and child[name]["state"] == IdentityState.NEEDS_RECOMMENDATION]

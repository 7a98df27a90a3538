"""What staff wrote about a person: reviews that quote them, discussions, concerns, notes, recommendations."""

from collections.abc import Iterator, Mapping

from feedback.concerns import concerns
from feedback.concerns.kinds import TITLES
from feedback.phone import discussions
from feedback.voices import triage_items
from feedback.voices.form_versions import form_version
from people.staff import name_of
from reviews import citations, entries, reviews
from reviews.field_words import says
from reviews.reviews import Review
from reviews.right_of_access.passages import HARM, OTHERS, Passage, Person
from reviews.right_of_access.said import voices_of
from storage.documents import number_of
from storage.store import Database
from tracker import items

QUOTED, REVIEWED = "Where a review quotes what was said", "What reviews say"
TALKED, FEARED, READ, DONE = (
    "Discussions with workers and managers",
    "Concerns",
    "Notes of readers",
    "Recommendations",
)


def written(db: Database, person: Person) -> Iterator[Passage]:
    """All of it; of those around a child only what has to do with what they said."""
    heard = {number_of(voice): marks for voice, marks in voices_of(db, person)}
    for found in reviews.by_child(db, person.child):
        if "erased" not in found:
            yield from _review(db, person, found, heard)
    for number in sorted(heard):
        for item in triage_items.by_voice(db, number):
            for place, one in enumerate(item["decisions"]):
                if one["words"]:
                    key = f"note {number_of(item)}/{place}"
                    yield Passage(key, READ, one["at"], "Note", one["words"], one["name"], marks=(HARM,))
    if person.is_child:
        yield from _of_the_child(db, person.child)


def _review(db: Database, person: Person, found: Review, heard: Mapping[int, tuple[str, ...]]) -> Iterator[Passage]:
    number, reviewer = number_of(found), name_of(db, found["reviewer"])
    quoted = [one for one in citations.of_review(db, number) if one["voice"] in heard]
    for one in quoted:
        heading = f"Review {number}, section {one['section']}"
        words = "\n".join(filter(None, (one["words"], one.get("why", ""))))
        key, marks = f"quote {number_of(one)}", heard[one["voice"]]
        yield Passage(key, QUOTED, one["cited"], heading, words, reviewer, one["words_lang"], marks)
    form = form_version(db, found["fingerprint"])
    values = {question: one["value"] for question, one in entries.entries(db, number).items()}
    sections = {one["section"] for one in quoted}
    for part in form.parts:
        if person.is_child or part.number in sections:
            for question in part.questions:
                if words := says(form, values, question):
                    heading = f"Review {number}, {part.number} {question.text}".strip()
                    key = f"review {number}/{question.id}"
                    marks = () if question.options() or question.kind == "date" else (OTHERS,)
                    yield Passage(key, REVIEWED, found["review_date"], heading, words, reviewer, marks=marks)


def _of_the_child(db: Database, ref: str) -> Iterator[Passage]:
    for talk in discussions.discussions_about(db, ref):
        if "erased" not in talk:
            heading = f"With {discussions.PARTS[talk['part']]}"
            source = f"Noted by {talk['by_name']}"
            yield Passage(
                f"talk {number_of(talk)}", TALKED, talk["on"], heading, talk["words"], source, marks=(OTHERS,)
            )
    for concern in concerns.by_child(db, ref):
        if "erased" not in concern:
            yield from _concern(concern)
    for item in items.by_child(db, ref):
        if "erased" not in item:
            judged = item["judgement"]["impact"] if item["judgement"] else ""
            words = "\n".join(filter(None, (item["action"], item["impact"], judged)))
            yield Passage(
                f"item {number_of(item)}", DONE, item["made"], f"Item {number_of(item)}", words, marks=(OTHERS,)
            )


def _concern(concern: concerns.Concern) -> Iterator[Passage]:
    number, title = number_of(concern), TITLES.get(concern["kind"], concern["kind"])
    for place, one in enumerate(concern["words"]):
        yield Passage(
            f"concern {number}/{place}", FEARED, one["at"], title, one["text"], one["name"], marks=(OTHERS, HARM)
        )
    for place, done in enumerate(concern["actions"]):
        key = f"concern {number}/done {place}"
        yield Passage(key, FEARED, done["at"], "What was done", done["words"], done["name"], marks=(OTHERS, HARM))

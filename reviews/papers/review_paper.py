"""The Practice and Impact Review as Appendix 1 has it: its headings, its order, and what was said under each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from feedback.voices.codes import CHANNELS
from feedback.voices.provenance import in_words as provenance_in_words
from feedback.voices.provenance import is_quotable
from feedback.voices.translations_beside import Translation, best_of, how_made
from forms.schema import Form, Part
from forms.vocabulary import AUDIENCES
from language.registry import LANGUAGES
from people.actor import Actor
from people.identity import in_words as identity_in_words
from people.permissions import needs
from people.roles import Permission
from reviews.citations import Citation, citations
from reviews.field_words import NOT_RECORDED, day, is_asked, says
from reviews.final_grades import REVIEWER, SOURCES, FinalGrades, final_of
from reviews.grades import grade_words, grades_in
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.papers.fields import Quote, ReviewPaper, Section, Standard, Talk
from reviews.papers.in_words import answers, recommendations
from reviews.recommendations import recommendations_in
from reviews.section_six import SectionSixPart, SectionSixRow, section_six
from reviews.sheet import ReviewView, review_view
from reviews.states import STATES
from storage.store import Database

STANDARDS = "standards"
FIELDS_OF_A_TALK = ("date", "method", "text")


@needs(Permission.SEE_REVIEWS)
def review_paper(db: Database, actor: Actor, review_id: int, rules: ModerationRules = PROPOSED) -> ReviewPaper:
    """Everything of one review in words, as it stands now; `NotFound` as in `review`."""
    view = review_view(db, actor, review_id)
    values = {question: one["value"] for question, one in view.entries.items()}
    cited, final = citations(db, actor, review_id), final_of(db, review_id)
    sections = {one.number: section(view.form, values, one, cited, final) for one in view.form.parts if one.graded}
    rows = final["recommendations"] if final else recommendations_in(view.form, values)
    talks = {one.id: _talk(view.form, values, one) for one in section_six(db, actor, review_id)}
    child, found = view.child, view.review
    return {
        "marking": rules.marking,
        "made": f"{day(db.now.isoformat())} by {actor.name}",
        "status": STATES[found["state"]],
        "mosaic_id": child["mosaic_id"] or NOT_RECORDED,
        "child_name": child["name"],
        "born_and_age": f"{day(child['born'])}, {view.age} years old",
        "gender": child["gender"] or NOT_RECORDED,
        "ethnicity": identity_in_words(child["ethnicity"]),
        "religion": identity_in_words(child["religion"]),
        "additional_needs": identity_in_words(child["additional_needs"]),
        "worker": view.names["worker"] or NOT_RECORDED,
        "manager": view.names["manager"] or NOT_RECORDED,
        "theme": found["theme"],
        "deadline": day(found["deadline"]),
        "submitted": day(found.get("submitted")) if found.get("submitted") else "Not handed in yet",
        "reviewer": view.names["reviewer"],
        "standards": _standards(view, values),
        "section_1": sections["1"],
        "section_2": sections["2"],
        "section_3": sections["3"],
        "section_4": sections["4"],
        "section_5": sections["5"],
        "feedback_family": talks["family"],
        "feedback_worker": talks["worker"],
        "feedback_manager": talks["manager"],
        "quotes_6": quotes(cited, "6"),
        "section_7": sections["7"],
        "child_recommendations": recommendations(rows.get("8", [])),
        "service_recommendations": recommendations(rows.get("9", [])),
        "reasons": [one for part in view.form.parts if part.id in rows for one in answers(view.form, values, part)],
        "sent": day(values.get("head_sent")),
        "uploaded": day(values.get("head_uploaded")),
        "tracker_meeting": day(values.get("head_tracker_meeting")),
        "reviewed_by_panel": _by_panel(final),
    }


def section(
    form: Form, values: Mapping[str, Any], part: Part, cited: Iterable[Citation], final: FinalGrades | None = None
) -> Section:
    """One graded section. A final grade from elsewhere stands beside the reviewer's, never in its place (BR-47)."""
    return {
        "prompts": " ".join(one.text for one in part.prompts),
        "answers": answers(form, values, part) or [{"asks": "Findings", "says": NOT_RECORDED}],
        "quotes": quotes(cited, part.number),
        "grade": _grade(form, values, part, final),
    }


def quotes(cited: Iterable[Citation], number: str) -> list[Quote]:
    """What is quoted in a section, each with who said it, in which language, how, when, and whose words they are."""
    return [{"words": _words(one), "source": source(one)} for one in cited if one["section"] == number]


def _words(said: Citation) -> str:
    if said["own_words"]:
        original = f"“{said['words']}”" if is_quotable(said.get("kept", "")) else said["words"]
        return "\n".join(filter(None, (original, in_english(said.get("translations", ())))))
    english = said["words_english"]
    return f"{said['words']} (in English: {english})" if english else said["words"]


def in_english(translations: Sequence[Translation]) -> str:
    """The translation that stands under own words on paper, with how it was made; "" where there is none."""
    best = best_of(translations)
    return f"In English: {best['words']} ({how_made(best)})" if best else ""


def source(said: Citation) -> str:
    """Who said it, in which language, how and when; and whose words they are."""
    language = LANGUAGES.get(said["language"])
    told = [
        AUDIENCES.get(said["audience"], said["audience"]),
        language.english_name if language else said["language"],
        CHANNELS.get(said["channel"], said["channel"]).lower(),
        day(said["at"]),
    ]
    kept = provenance_in_words(
        said.get("kept", ""), said.get("noted_by", ""), said.get("collected_by", ""), said["helped_by"]
    )
    return ", ".join(told) + (f"; {kept}" if kept else "")


def _grade(form: Form, values: Mapping[str, Any], part: Part, final: FinalGrades | None) -> str:
    given = grade_words(form, grades_in(form, values).get(part.id, "")) or "Not graded yet"
    settled = final["grades"].get(part.id) if final else None
    if settled is None or settled["source"] == REVIEWER:
        return given
    return f"{given}. Final: {grade_words(form, settled['grade'])}, {SOURCES[settled['source']]}"


def _standards(view: ReviewView, values: Mapping[str, Any]) -> list[Standard]:
    part = next(one for one in view.form.parts if one.id == STANDARDS)
    asked = [one for one in part.questions if one.id.endswith("_outcome")]
    rows = []
    for question in asked:
        beside = [one for one in part.questions if one.when and one.when.question == question.id]
        said = [says(view.form, values, one) for one in beside if is_asked(values, one)]
        outcome = says(view.form, values, question) or NOT_RECORDED
        rows.append(Standard(standard=question.text, outcome=outcome, action="\n".join(one for one in said if one)))
    return rows


def _talk(form: Form, values: Mapping[str, Any], part: SectionSixPart) -> Talk:
    """One block of section 6: what the reviewer wrote, else what was logged; the attempts, and why nobody was heard."""
    date, method, text = (says(form, values, form.by_id[f"section_6_{part.id}_{what}"]) for what in FIELDS_OF_A_TALK)
    last = max(part.rows, key=lambda row: row.on, default=None)
    lines = [text, *(_logged(row) for row in part.rows if row.voice is not None or not text), part.story]
    if part.reason:
        lines.append(f"Not possible: {part.reason}")
    return {
        "date": date or (day(last.on) if last else NOT_RECORDED),
        "method": method or (last.method_words if last else NOT_RECORDED),
        "words": "\n".join(line for line in lines if line) or NOT_RECORDED,
    }


def _logged(row: SectionSixRow) -> str:
    """A talk or a conversation on record; what a family answered is quoted where it is cited, and not here."""
    said = f"{row.answers} answered" if row.voice is not None else row.about
    who = f"{row.who}, {row.about}" if row.voice is not None else row.who
    remark = f" ({row.remark})" if row.remark else ""
    return f"{day(row.on)}, {row.method_words.lower()}, {who}: {said}{remark}"


def _by_panel(final: FinalGrades | None) -> str:
    if final is None:
        return "Not final yet"
    return "No" if final["meeting"] is None else "Yes"

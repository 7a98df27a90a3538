"""One review of the demo that is written to its end, and handed in."""

from datetime import date
from typing import Any

from forms.schema import Form, Question
from reviews.findings import ISSUE, WORKS_WELL
from reviews.permitted import HEAD_BOX

GOOD_ENOUGH = ("met", "evidenced", "no_issue", "well", "good", "in_person")  # what a thing is, where there is a choice
WORDS = {
    "section_4_supervision": "Supervision in September asked what the worker's own background brings to the visits.",
    "section_4_understanding": "She names the Standards and shows two places in the plan where they changed it.",
    "section_4_matching": "A worker who speaks the family's language was not free; an interpreter came each time.",
    "section_7_findings": "The help made a difference at school and at home. What was agreed was done, mostly on time.",
}
PLAIN = "Seen on file and talked through with the worker; nothing further is needed."
MARKED = (
    ("1", "He says that his worker keeps her word, and the diary of visits shows it.", WORKS_WELL),
    ("1", "He was told who would be at his review only when he came into the room.", ISSUE),
    ("3", "Decisions are written down on the day on which they are made, with the reason.", WORKS_WELL),
    ("5", "The invitation to his review went to the adults first, and to him last.", ISSUE),
)
GRACES = [
    {"item": "Age", "visible": "visible", "voiced": "voiced", "effect": "He is asked first, before the adults."},
    {"item": "Religion", "visible": "invisible", "voiced": "voiced", "effect": ""},
    {"item": "Culture", "visible": "", "voiced": "", "effect": ""},
]
ROW = {
    "id": "who",
    "action": "Say at the start of each review who will be there, and ask whom the young person wants.",
    "impact": "He decides who hears him.",
    "by_whom": "Tom Farrow",
    "type": "practice",
}


def whole_review(form: Form, findings: tuple[str, ...], today: date) -> dict[str, Any]:
    """Values for every field that a review needs before it can be handed in, by question id."""
    needed = [one for part in form.parts if part.id != HEAD_BOX for one in part.questions if one.required]
    filled = {one.id: _value(one) for one in needed if one.when is None and not one.warning}
    filled.update({f"section_{number}_findings": text for number, text in enumerate(findings, start=1)})
    for whom in ("worker", "manager"):
        filled |= {
            f"section_6_{whom}_date": today.isoformat(),
            f"section_6_{whom}_method": "in_person",
            f"section_6_{whom}_text": "We talked for an hour, and agreed what to do next.",
        }
    return {
        **filled,
        **marked(MARKED, ROW["id"]),
        "standard_7_dated": today.isoformat(),
        "section_4_graces_considered": GRACES,
        "section_8_recommendations": [{**ROW, "date": date(today.year + 1, 1, 31).isoformat()}],
    }


def marked(findings: tuple[tuple[str, str, str], ...], recommendation: str = "") -> dict[str, Any]:
    """Values for findings of (section, words, mark), the issues answered by one recommendation or by none yet."""
    filled: dict[str, Any] = {}
    for section, words, mark in findings:
        row = {"finding": words, "mark": mark, "recommendation": recommendation if mark == ISSUE else ""}
        filled.setdefault(f"section_{section}_marked", []).append(row)
    return filled


def _value(question: Question) -> str:
    codes = [option.code for option in question.options()]
    fitting = next((code for code in GOOD_ENOUGH if code in codes), codes[0] if codes else "")
    return fitting or WORDS.get(question.id, PLAIN)

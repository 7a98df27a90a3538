"""Draws the Word templates that come with Heard; `python -m reviews.papers.layouts` writes them beside this file."""

from pathlib import Path
from typing import Final

from docx.document import Document

from reviews.papers.layout_parts import (
    added,
    answers,
    begun,
    breathe,
    discussed,
    facts,
    graded,
    in_pairs,
    quotes,
    rows,
    table_of,
)

FOLDER: Final = Path(__file__).parent

SECTIONS: Final = (
    "Journey of the Child",
    "Identification of needs, provision of support, and outcomes",
    "Management oversight, influence, and direction",
    "Understanding of Identity and impact on practice",
    "Impact and quality of multi-agency work, involvement of partners and community services",
)
ABOUT: Final = (
    (("Status:", "status"), ("Mosaic ID:", "mosaic_id")),
    (("Name:", "child_name"), ("DOB & Age:", "born_and_age")),
    (("Gender:", "gender"), ("Ethnicity:", "ethnicity")),
    (("Religion:", "religion"), ("Any Additional Needs:", "additional_needs")),
    (("Name of allocated worker:", "worker"), ("Name of Line Manager:", "manager")),
)
FRAME: Final = (
    ("The Practice Review theme/focus is:", "theme"),
    ("Deadline for submission of Practice and Impact Review:", "deadline"),
    ("Date of submission:", "submitted"),
    ("Name of Reviewer:", "reviewer"),
)
TALKS: Final = (
    ("Experience shared by child (dependent on age and understanding), young person, family, or carer", "family"),
    ("Discussion with the allocated worker", "worker"),
    ("Feedback from the line manager", "manager"),
)
HEADS_BOX: Final = (
    ("Date sent to the allocated worker and line manager:", "sent"),
    ("Date uploaded to Mosaic:", "uploaded"),
    ("Date Recommendation Review Tracker Meeting to be held:", "tracker_meeting"),
    ("Was this audit reviewed by the Moderation Panel?", "reviewed_by_panel"),
)
MODERATED: Final = (
    ("Child's Name", "child_name"),
    ("Mosaic ID", "mosaic_id"),
    ("Name of Reviewer", "reviewer"),
    ("Date of Practice and Impact Review", "review_date"),
    ("Overall Grading", "overall_grade"),
    ("Date of Moderation Panel", "panel_date"),
    ("Do you agree with the overall grading given?", "agree_overall"),
    (
        "Based on the evidence and analysis provided in the Practice and Impact Review, and recommendations made, "
        "what grade would you rate the practice",
        "panel_grade",
    ),
)
ATTENDED: Final = (
    ("Held", "held"),
    ("Present", "present"),
    ("Apologies", "apologies"),
    ("Guests", "guests"),
    ("Wrote in it, not noted as present", "wrote"),
)
AGREE: Final = "Do you agree with the grading of this section?"
AGREE_ROWS: Final = "Do you agree with the recommendations made?"
ATTEMPTS: Final = (
    "Were appropriate attempts made to elicit feedback and to discuss the child, young person or family with the "
    "worker and manager?"
)
ASKED: Final = (
    *((str(number), title, AGREE) for number, title in enumerate(SECTIONS, start=10)),
    ("15", "Feedback", ATTEMPTS),
    ("16", "Summary of findings and grading", AGREE),
    ("17", "Child Specific Recommendations", AGREE_ROWS),
    ("18", "Service Specific Recommendations", AGREE_ROWS),
)


def review_layout() -> Document:
    """Appendix 1."""
    document = begun("Practice and Impact Review")
    in_pairs(document, ABOUT)
    facts(document, FRAME)
    document.add_heading("Practice Standards", 1)
    columns = (("Practice Standard", "standard"), ("Outcome", "outcome"), ("Any action required", "action"))
    rows(document, "standards", columns, (7.5, 3, 6.5))
    for number, title in enumerate(SECTIONS, start=1):
        graded(document, str(number), title)
    document.add_heading("6. Feedback", 1)
    for title, block in TALKS:
        document.add_heading(title, 2)
        field = f"feedback_{block}"
        facts(document, (("Date:", f"{field}.date"), ("Method:", f"{field}.method")))
        document.add_paragraph(f"{{{{ {field}.words }}}}")
    quotes(document, "quotes_6")
    graded(document, "7", "Summary of findings and grading")
    recommended = (("By whom", "by_whom"), ("Date for completion", "date"))
    document.add_heading("8. Child Specific Recommendations", 1)
    child = (("Action", "action"), ("Impact on the child", "impact"), *recommended)
    rows(document, "child_recommendations", child, (5.5, 5.5, 3, 3))
    document.add_heading("9. Service Specific Recommendations", 1)
    service = (("Action", "action"), ("Anticipated Impact on children/families", "impact"), *recommended)
    rows(document, "service_recommendations", service, (5.5, 5.5, 3, 3))
    answers(document, "reasons")
    document.add_heading("To be completed by Head of Safeguarding & Quality Assurance", 1)
    facts(document, HEADS_BOX)
    return document


def moderation_layout() -> Document:
    """Appendix 2."""
    document = begun("Moderation Record")
    facts(document, MODERATED)
    for number, title, asks in ASKED:
        document.add_heading(f"{number}. {title}", 1)
        table = table_of(document, (asks, "Comments:"), (6, 11))
        cells = added(table).cells
        cells[0].text = f"{{{{ section_{number}.agree }}}}"
        cells[1].text = f"{{{{ section_{number}.comments }}}}"
        breathe(document)
    document.add_heading("19. Any Actions Arising from Moderation", 1)
    rows(document, "actions", (("Action", "action"), ("By Who", "who"), ("Timescale", "by")), (9, 4.5, 3.5))
    return document


def minutes_layout() -> Document:
    """The minutes of a monthly meeting of the tracker."""
    document = begun("Minutes of the Tracker Meeting", "Held {{ held }}.")
    facts(document, ATTENDED)
    document.add_paragraph("{{ scope }}")
    document.add_paragraph("{{ notes }}")
    document.add_heading("Discussed", 1)
    discussed(document)
    for title, name in (("No update this month", "no_update"), ("Not reached", "not_reached")):
        document.add_heading(title, 1)
        rows(document, name, (("Number", "number"), ("Action", "action"), ("About", "about")), (2, 8.5, 6.5))
    document.add_heading("Next meeting", 1)
    document.add_paragraph("{{ next_meeting }}")
    return document


LAYOUTS: Final = {"review": review_layout, "moderation": moderation_layout, "minutes": minutes_layout}

if __name__ == "__main__":
    for name, layout in LAYOUTS.items():
        layout().save(str(FOLDER / f"{name}.docx"))

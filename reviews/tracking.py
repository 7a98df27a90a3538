"""What a review leaves to the tracker: its recommendations as they stand in the end, and what moderation asks (BR-50).

A panel's changes are the ones that count (BR-46); until the review is sent, the items are held.
"""

from collections.abc import Mapping
from datetime import date

from feedback.voices.form_versions import form_version
from forms.answers import ID
from forms.schema import Form
from people.actor import Actor
from reviews.completeness import SECTION_6
from reviews.final_grades import FinalGrades, final_of
from reviews.findings import issues_answered
from reviews.recommendations import by_row_id, table_parts
from reviews.reviews import Review, by_id
from reviews.versions import last_version
from storage.store import Database
from tracker.adding import NOT_SAID, feed, send_out, who_is
from tracker.answered_words import words_key
from tracker.items import NewItem
from tracker.states import CHILD, SERVICE

TRAINING = "training"
LEVEL_OF = {"8": CHILD, "9": SERVICE}


def source_of(review_id: int) -> str:
    """What the items of a review have in common."""
    return f"review {review_id}"


def feed_tracker(db: Database, actor: Actor, review_id: int) -> None:
    """Put what a review came to into the tracker, once."""
    found, final = by_id(db, review_id), final_of(db, review_id)
    if found is None or final is None:
        return
    form = form_version(db, found["fingerprint"])
    quoted = _quoted_beside(db, form, review_id)
    for part in table_parts(form):
        for at, row in enumerate(final["recommendations"].get(part.id, []), start=1):
            key = f"{source_of(review_id)} {part.id} {row.get(ID) or at}"
            new = _recommended(db, found, final, part.number, row)
            feed(
                db,
                actor,
                new,
                key=key,
                source_of=source_of(review_id),
                held=True,
                perhaps=quoted.get(row.get(ID, ""), ()),
                training=row.get("type") == TRAINING,
            )
    for at, action in enumerate(final["actions"], start=1):
        new = _arising(db, found, action)
        feed(db, actor, new, key=f"{source_of(review_id)} action {at}", source_of=source_of(review_id), held=True)


def send_to_tracker(db: Database, actor: Actor, review_id: int) -> None:
    """The review was sent to worker and manager: from now on they see its items too."""
    send_out(db, actor, source_of(review_id))


def _recommended(db: Database, found: Review, final: FinalGrades, section: str, row: Mapping[str, str]) -> NewItem:
    owner, owner_name = who_is(db, row.get("by_whom", ""))
    level = LEVEL_OF.get(section, SERVICE)
    return {
        "level": level,
        "child": found["child"] if level == CHILD else None,
        "action": row.get("action", ""),
        "impact": row.get("impact", ""),
        "shown_by": NOT_SAID,
        "source": "review" if final["meeting"] is None else "panel",
        "owner": owner,
        "owner_name": owner_name,
        "team": "",
        "due": _day(row.get("date", "")),
        "theme": found["theme"],
        "section": section,
    }


def _arising(db: Database, found: Review, action: Mapping[str, str]) -> NewItem:
    """An action of the panel; a time that was written in words stands in the action, and the day is not known yet."""
    owner, owner_name = who_is(db, action["who"])
    return {
        "level": CHILD,
        "child": found["child"],
        "action": f"{action['action']} (by {action['by']})" if not _day(action["by"]) else action["action"],
        "impact": NOT_SAID,
        "shown_by": NOT_SAID,
        "source": "moderation",
        "owner": owner,
        "owner_name": owner_name,
        "team": "",
        "due": _day(action["by"]),
        "theme": found["theme"],
        "section": "",
    }


def _day(text: str) -> str:
    """The day that an ISO text says; empty where it is written otherwise."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


def _quoted_beside(db: Database, form: Form, review_id: int) -> dict[str, list[str]]:
    """By row id of a recommendation: the words quoted in section 6, and where the issues that it answers were found.

    Whether it answers them, a person says in the tracker.
    """
    version = last_version(db, review_id)
    if version is None:
        return {}
    quoted: dict[str, list[str]] = {}
    for one in version["cited"]:
        quoted.setdefault(one["section"], []).append(words_key(one["voice"], one["question"]))
    answered = issues_answered(form, version["values"])
    sections = {
        row: {SECTION_6, *(one.part.id for one in answered.get(row, ()))} for row in by_row_id(form, version["values"])
    }
    return {row: [key for section in found for key in quoted.get(section, ())] for row, found in sections.items()}

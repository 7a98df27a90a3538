"""Who has read which review before the meeting: that they have, never what they think of it (BR-43)."""

from collections.abc import Iterator

from reviews.panel import agenda, meetings
from reviews.panel.blind_views import views_of
from reviews.panel.seats import is_exempt
from reviews.reviews import Review, by_id
from reviews.versions import latest_version
from storage.documents import number_of
from storage.store import Database


def readers(db: Database, review_id: int) -> set[int]:
    """The members who said that they have read all of it, as it was handed in last."""
    version = latest_version(db, review_id)["number"]
    return {one["staff"] for one in views_of(db, review_id, version) if one["read_at"]}


def unread(db: Database, number: int) -> dict[int, list[int]]:
    """By member, the reviews of a meeting that they have not said to have read; the author's own are not among them."""
    left: dict[int, list[int]] = {}
    members = meetings.meeting(db, number)["seats"].values()
    for found in _listed(db, number):
        read = readers(db, number_of(found))
        for staff_id in members:
            if staff_id not in read and not is_exempt(staff_id, found):
                left.setdefault(staff_id, []).append(number_of(found))
    return left


def _listed(db: Database, number: int) -> Iterator[Review]:
    found = (by_id(db, item["review"]) for item in agenda.agenda(db, number))
    return (one for one in found if one is not None)

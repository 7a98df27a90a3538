"""What one person may see of stage 1: the Head's looks, what was asked, and what has changed since (BR-40, BR-43)."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from people.actor import Actor
from people.permissions import needs
from people.roles import ROLE_TITLES, Permission, Role
from reviews.entries import entries
from reviews.moderation.records import PASSED, RETURNED, Moderation, of_review
from reviews.moderators import moderates, moderating_role
from reviews.panel import agenda, meetings
from reviews.panel.meetings import CLOSED, OPEN
from reviews.reviews import Review, review
from reviews.states import BEING_WRITTEN, JUDGED, STEPS
from reviews.versions import FieldChange, ReviewVersion, changes, versions
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class StageView:
    """What stage 1 shows to one person."""

    moderates: bool  # whether this person is the one who looks at it
    may_moderate: bool  # now, as the review stands
    moderator: str  # the role that looks at it, in words
    is_heads_own: bool  # the Head of S&QA wrote it, so that the other Head looks at it (G2)
    looks: Sequence[Moderation]  # every look that is theirs to see, the first first
    since: ReviewVersion | None  # the version that was looked at last and is still being mended, or came back
    changed: Sequence[FieldChange]  # since that version
    returned: Moderation | None  # what the reviewer has to see to now
    versions: Sequence[ReviewVersion]

    @property
    def asked(self) -> Moderation | None:
        """What was asked at the last return, while it is still to be done or to be looked at again."""
        return next((one for one in reversed(self.looks) if one["outcome"] == RETURNED), None) if self.since else None

    @property
    def passed(self) -> Moderation | None:
        """The look with which it passed."""
        return next((one for one in reversed(self.looks) if one["outcome"] == PASSED), None)


@needs(Permission.SEE_REVIEWS)
def stage_view(db: Database, actor: Actor, review_id: int) -> StageView:
    """The looks at a review, what it was returned for, what has changed since: as far as it is theirs to see."""
    found = review(db, actor, review_id)
    looks = [one for one in of_review(db, review_id) if may_see_look(db, actor, found, one)]
    kept = versions(db, review_id)
    last = looks[-1] if looks else None
    since = None
    if last and last["outcome"] == RETURNED and found["state"] in BEING_WRITTEN | STEPS["pass"].before:
        since = next((one for one in kept if one["number"] == last["version"]), None)
    role = moderating_role(db, found["reviewer"])
    return StageView(
        moderates=moderates(db, actor, found),
        may_moderate=found["state"] in STEPS["pass"].before and moderates(db, actor, found),
        moderator=ROLE_TITLES[role],
        is_heads_own=role is not Role.HEAD_OF_SAFEGUARDING,
        looks=looks,
        since=since,
        changed=_changed(db, found, since) if since else (),
        returned=last if since and found["state"] in BEING_WRITTEN else None,
        versions=kept,
    )


def may_see_look(db: Database, actor: Actor, found: Review, look: Moderation) -> bool:
    """Whether this person may see what the Head thought: the panel does not before its meeting has opened (BR-43)."""
    if moderates(db, actor, found) or look["by"] == actor.id:
        return True
    if look["outcome"] == RETURNED and actor.id == found["reviewer"]:
        return True
    return found["state"] in JUDGED or _meeting_has_opened(db, number_of(found))


def _meeting_has_opened(db: Database, review_id: int) -> bool:
    item = agenda.listed_at(db, review_id)
    return item is not None and meetings.meeting(db, item["meeting"])["state"] in (OPEN, CLOSED)


def _changed(db: Database, found: Review, since: ReviewVersion) -> list[FieldChange]:
    values = {question: one["value"] for question, one in entries(db, number_of(found)).items()}
    return changes(form_version(db, found["fingerprint"]), since["values"], values)

"""What comes next on a review's way and who takes it, from the one table of steps."""

from dataclasses import dataclass

from people import staff
from people.actor import Actor
from people.permissions import needs
from people.roles import ROLE_TITLES, Permission, Role
from reviews.moderators import moderating_role
from reviews.reviews import Review, is_dip_sample, review
from reviews.states import Step, Who, onward
from storage.store import Database


@dataclass(frozen=True)
class ComingStep:
    """A step that can be taken next: what it is called once it is done, and who takes it."""

    step: str
    done: str
    who: str


@needs(Permission.SEE_REVIEWS)
def coming_steps(db: Database, actor: Actor, review_id: int) -> list[ComingStep]:
    """The steps that lead on from where a review stands; none once it is closed."""
    found = review(db, actor, review_id)
    steps = onward(found["state"], dip_sample=is_dip_sample(found))
    return [ComingStep(step.name, step.done, _who(db, found, step)) for step in steps]


def _who(db: Database, found: Review, step: Step) -> str:
    match step.who:
        case Who.REVIEWER:
            return staff.name_of(db, found["reviewer"])
        case Who.MODERATOR:
            return _holders(db, moderating_role(db, found["reviewer"]))
        case Who.HEAD:
            return _holders(db, Role.HEAD_OF_SAFEGUARDING)
        case _:
            return step.who.value


def _holders(db: Database, role: Role) -> str:
    """Those who hold a role, by name; the role itself where nobody does."""
    names = [one["name"] for one in staff.with_role(db, role)]
    return " or ".join(names) or ROLE_TITLES[role]

"""The five who sit on a panel, for tests of what surrounds it."""

from people.actor import Actor
from people.roles import Role
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import joins


def seated(store: Store, cast: Cast) -> dict[Role, Actor]:
    """Each seat with who holds its role."""
    return {
        Role.BOARD_CHAIR: cast.chair,
        Role.EXECUTIVE_DIRECTOR: joins(store, "Ruth Okafor", Role.EXECUTIVE_DIRECTOR),
        Role.ASSISTANT_DIRECTOR: joins(store, "Priya Raman", Role.ASSISTANT_DIRECTOR),
        Role.HEAD_OF_SAFEGUARDING: cast.head,
        Role.HEAD_OF_SOCIAL_CARE: joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE),
    }

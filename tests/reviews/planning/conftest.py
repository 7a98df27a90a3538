import pytest

from storage.store import Store
from tests.cast import Cast
from tests.reviews.planning.plans import Plans


@pytest.fixture
def plans(store: Store, cast: Cast) -> Plans:
    return Plans(store, cast)

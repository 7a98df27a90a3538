from base64 import urlsafe_b64decode

import pytest

from feedback.asking.requests import revoke
from feedback.voices.errors import NoSuchLink
from feedback.voices.requests import REQUESTS
from feedback.voices.views import view
from people.errors import NotFound
from storage.store import Store
from tests.cast import Cast, Clock
from tests.family import Family


def test_the_token_is_kept_nowhere(store: Store, cast: Cast) -> None:
    token = cast.ask().token
    assert token not in store.read(lambda db: str(db.table(REQUESTS).all()))


def test_a_token_has_at_least_128_bits_and_no_two_are_alike(cast: Cast) -> None:
    made = {cast.ask().token for _ in range(3)}
    assert len(made) == 3
    assert all(len(urlsafe_b64decode(token + "==")) * 8 >= 128 for token in made)


@pytest.mark.parametrize("harm", ["", "x", "../../etc/passwd", "é" * 22, "A" * 22, "A" * 5000])
def test_a_token_that_never_was_opens_nothing(store: Store, cast: Cast, harm: str) -> None:
    cast.ask()
    with pytest.raises(NoSuchLink):
        store.read(view, harm, None)


def test_an_altered_or_cut_token_opens_nothing(store: Store, cast: Cast) -> None:
    token = cast.ask().token
    for wrong in (token[:-1], token + "A", token.swapcase(), token[::-1]):
        with pytest.raises(NoSuchLink):
            store.read(view, wrong, None)


def test_an_expired_link_opens_nothing(store: Store, cast: Cast, clock: Clock) -> None:
    token = cast.ask().token
    clock.forward(days=30)
    with pytest.raises(NoSuchLink):
        store.read(view, token, None)


def test_a_revoked_link_opens_nothing_not_even_to_the_browser_that_had_begun(store: Store, cast: Cast) -> None:
    asked = cast.ask()
    family = Family(store, asked.token)
    family.begins()
    store.write_now(revoke, cast.worker, asked.request)
    with pytest.raises(NoSuchLink):
        family.sees()


def test_a_worker_of_another_team_cannot_revoke_it(store: Store, cast: Cast) -> None:
    with pytest.raises(NotFound):
        store.write_now(revoke, cast.worker_of_another_team, cast.ask().request)

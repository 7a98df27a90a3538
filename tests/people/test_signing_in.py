import pytest

from people.errors import SignedOut, Throttled, Unacceptable
from people.leaving import disable
from people.passwords import hashed
from people.roles import Role
from people.signing_in import Throttle, password_fits, sign_in
from people.staff import add_staff
from storage.store import Store
from tests.cast import Cast

PASSWORD = "three unrelated words"


@pytest.fixture
def account(store: Store) -> int:
    return store.write_now(add_staff, "Ola Nowak", "Ola.Nowak@heard.example", [Role.REVIEWER], PASSWORD)


def test_the_right_password_fits_whatever_the_case_of_the_address(store: Store, account: int) -> None:
    assert store.read(password_fits, "ola.nowak@HEARD.example", PASSWORD) == account


@pytest.mark.parametrize(
    ("email", "password"), [("ola.nowak@heard.example", "wrong"), ("nobody@heard.example", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_are_refused_alike(
    store: Store, account: int, email: str, password: str
) -> None:
    assert store.read(password_fits, email, password) is None


def test_an_account_without_a_password_is_never_opened_by_one(store: Store, cast: Cast) -> None:
    assert store.read(password_fits, "amina.yusuf@heard.example", "") is None


def test_a_disabled_person_does_not_get_in(store: Store, cast: Cast, account: int) -> None:
    store.write_now(disable, cast.administrator, account)
    assert store.read(password_fits, "ola.nowak@heard.example", PASSWORD) is None
    with pytest.raises(SignedOut):
        store.write_now(sign_in, account)


@pytest.mark.parametrize("password", ["fourteen chars", "x" * 129])
def test_a_password_that_is_too_short_or_too_long_is_refused_with_the_mend(password: str) -> None:
    with pytest.raises(Unacceptable):
        hashed(password)


def test_the_eleventh_try_for_one_address_in_a_minute_has_to_wait() -> None:
    throttle = Throttle()
    for number in range(10):
        throttle.count("ola.nowak@heard.example", f"192.0.2.{number}")
    with pytest.raises(Throttled):
        throttle.count("Ola.Nowak@heard.example", "192.0.2.99")

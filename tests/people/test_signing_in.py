import unicodedata

import pytest
from argon2 import PasswordHasher

from people.audit import AUDIT
from people.errors import SignedOut, Throttled, Unacceptable
from people.known_browsers import MOST_KNOWN, is_known
from people.leaving import disable
from people.passwords import fits, hashed
from people.roles import Role
from people.signing_in import SignInAttempt, count_try, note_refusal, password_fits, sign_in, sign_in_here
from people.staff import STAFF, add_staff
from storage.store import Database, Store
from storage.table import Document
from tests.cast import Cast, Clock

pytestmark = pytest.mark.usefixtures("light_passwords")

EMAIL = "ola.nowak@heard.example"
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


def test_the_eleventh_try_for_one_address_in_a_minute_has_to_wait(store: Store, account: int, clock: Clock) -> None:
    for _ in range(10):
        store.write_now(count_try, SignInAttempt(EMAIL, "192.0.2.1"))
    with pytest.raises(Throttled):
        store.write_now(count_try, SignInAttempt(EMAIL.upper(), "192.0.2.1"))
    clock.forward(seconds=61)
    store.write_now(count_try, SignInAttempt(EMAIL, "192.0.2.1"))


def test_a_strangers_wrong_passwords_do_not_lock_the_owner_out(store: Store, account: int) -> None:
    home = SignInAttempt(EMAIL, "198.51.100.4")
    _, browser = store.write_now(sign_in_here, account, home)
    guess(store, networks=40, times=3)
    with pytest.raises(Throttled):
        guess(store, networks=1, times=1)
    known = SignInAttempt(EMAIL, "192.0.2.0", browser)  # even in the guesser's own network
    for _ in range(10):
        store.write_now(count_try, known)
    with pytest.raises(Throttled):
        store.write_now(count_try, known)
    store.write_now(count_try, home)  # and elsewhere a stranger's browser is slow, never shut out


def guess(store: Store, networks: int, times: int) -> None:
    for network in range(networks):
        for number in range(times):
            if number < 2 or networks == 1:
                store.write_now(count_try, SignInAttempt(EMAIL, f"192.0.2.{network}"))


def test_a_browser_is_known_to_its_own_person_alone_and_by_a_hash(store: Store, cast: Cast, account: int) -> None:
    _, browser = store.write_now(sign_in_here, account, SignInAttempt(EMAIL, "198.51.100.4"))
    assert store.read(is_known, EMAIL, browser)
    assert not store.read(is_known, "amina.yusuf@heard.example", browser)
    assert not store.read(is_known, EMAIL, "made up")
    assert not store.read(is_known, EMAIL, "")
    assert browser not in store.read(lambda db: str(db.table(STAFF).all()))
    assert store.write_now(sign_in_here, account, SignInAttempt(EMAIL, "198.51.100.4", browser))[1] == browser


def test_only_so_many_browsers_are_known(store: Store, account: int) -> None:
    first = store.write_now(sign_in_here, account, SignInAttempt(EMAIL, "198.51.100.4"))[1]
    for _ in range(MOST_KNOWN):
        store.write_now(sign_in_here, account, SignInAttempt(EMAIL, "198.51.100.4"))
    assert not store.read(is_known, EMAIL, first)


def test_one_network_cannot_try_one_password_at_everybodys_account(store: Store, cast: Cast) -> None:
    for number in range(30):
        store.write_now(count_try, SignInAttempt(f"person{number}@heard.example", "192.0.2.1"))
    with pytest.raises(Throttled):
        store.write_now(count_try, SignInAttempt("person30@heard.example", "192.0.2.1"))
    store.write_now(count_try, SignInAttempt("person30@heard.example", "192.0.2.2"))


def test_a_household_of_many_addresses_is_one_network(store: Store, account: int) -> None:
    for number in range(10):
        store.write_now(count_try, SignInAttempt(EMAIL, f"2001:db8::{number:x}"))
    with pytest.raises(Throttled):
        store.write_now(count_try, SignInAttempt(EMAIL, "2001:db8::ffff"))


def test_a_refusal_is_on_record_with_who_and_where_and_neither_can_be_read(store: Store, account: int) -> None:
    for email, address in ((EMAIL, "192.0.2.1"), (EMAIL.upper(), "192.0.2.1"), ("a password", "2001:db8::1")):
        store.write_now(note_refusal, SignInAttempt(email, address))
    first, same, other = [one["about"] for one in store.read(refusals)]
    assert first == same
    assert first["account"] != other["account"]
    assert first["network"] != other["network"]
    assert not any(word in str([first, other]) for word in ("nowak", "password", "192.0.2", "2001"))


def refusals(db: Database) -> list[Document]:
    return [one for one in db.table(AUDIT) if one["action"] == "sign_in.refused"]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("zwölf kleine Bären im Wald", unicodedata.normalize("NFD", "zwölf kleine Bären im Wald")),
        (unicodedata.normalize("NFD", "zwölf kleine Bären im Wald"), "zwölf kleine Bären im Wald"),
        ("three ﬁne unrelated words", "three fine unrelated words"),
        ("three\u00a0unrelated words", "three unrelated words"),
    ],
)
def test_a_password_is_the_same_however_the_keyboard_writes_its_letters(kept: str, typed: str) -> None:
    assert fits(hashed(kept), typed)


def test_a_password_that_was_kept_before_letters_were_made_alike_still_opens() -> None:
    typed = unicodedata.normalize("NFD", "zwölf kleine Bären im Wald")
    assert fits(PasswordHasher().hash(typed), typed)
    assert not fits(PasswordHasher().hash(typed), "zwölf kleine Bären im Wold")


def test_a_password_of_only_half_the_letters_does_not_fit() -> None:
    assert not fits(hashed("three unrelated words"), "three unrelated word")
    assert not fits(None, "three unrelated words")

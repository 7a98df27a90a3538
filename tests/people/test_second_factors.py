"""Codes by the clock, recovery codes, and the step between password and session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyotp import TOTP, parse_uri

from app.opening import KINDS
from people.account_help import end_all_sessions, reset_factor, set_password
from people.audit import AUDIT, first_broken_entry
from people.errors import NotAllowed, SignedOut, Throttled, Unacceptable
from people.half_sessions import HALF_SESSIONS
from people.leaving import disable
from people.roles import Role
from people.second_factors import (
    SECOND_FACTORS,
    confirm,
    in_groups,
    key_address,
    key_of,
    new_number,
    second_factor,
    take_code,
)
from people.second_step import (
    SignedIn,
    begin_second_step,
    needs_second_step,
    second_step,
    sign_in_with_code,
)
from people.sessions import acting_person, open_session
from people.signing_in import SignInAttempt, password_fits
from people.staff import add_staff
from storage.store import Store
from tests.cast import Cast, Clock

pytestmark = pytest.mark.usefixtures("light_passwords")

EMAIL, PASSWORD = "ola.nowak@heard.example", "three unrelated words"
HERE = SignInAttempt(EMAIL, "192.0.2.1")
SECRET = b"a secret that only the tests know"


@pytest.fixture
def ola(store: Store) -> int:
    return store.write_now(add_staff, "Ola Nowak", EMAIL, [Role.REVIEWER], PASSWORD)


class Phone:
    """Ola's authenticator app: it has the key, and its clock may be wrong."""

    def __init__(self, store: Store, staff: int, clock: Clock) -> None:
        self.clock = clock
        number = new_number()
        self.key = store.read(key_of, staff, number)
        codes = store.write_now(confirm, staff, number, self.code(0))
        assert codes is not None
        self.recovery = codes
        clock.forward(minutes=2)

    def code(self, late: int = 0) -> str:
        return TOTP(self.key).at(int(self.clock().timestamp()) + late)


@pytest.fixture
def phone(store: Store, ola: int, clock: Clock) -> Phone:
    return Phone(store, ola, clock)


@pytest.fixture
def half(store: Store, ola: int) -> str:
    return store.write_now(begin_second_step, ola)


def test_a_code_signs_in_once_and_never_again(store: Store, ola: int, phone: Phone) -> None:
    code = phone.code()
    assert store.write_now(take_code, ola, code)
    assert not store.write_now(take_code, ola, code)
    phone.clock.forward(seconds=30)
    assert not store.write_now(take_code, ola, code), "it would be one step late, and was used"
    assert store.write_now(take_code, ola, f" {phone.code()[:3]} {phone.code()[3:]} ")


@pytest.mark.parametrize(("late", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off_and_not_two(
    store: Store, ola: int, phone: Phone, late: int, is_taken: bool
) -> None:
    assert store.write_now(take_code, ola, phone.code(late)) is is_taken


def test_a_code_of_before_the_one_used_last_is_over(store: Store, ola: int, phone: Phone) -> None:
    before, now = phone.code(-30), phone.code()
    assert store.write_now(take_code, ola, now)
    assert not store.write_now(take_code, ola, before)


def test_the_code_that_set_it_up_does_not_sign_in(store: Store, ola: int, clock: Clock) -> None:
    number = new_number()
    code = TOTP(store.read(key_of, ola, number)).at(int(clock().timestamp()))
    store.write_now(confirm, ola, number, code)
    assert not store.write_now(take_code, ola, code)


def test_each_recovery_code_works_once_however_it_is_typed(store: Store, ola: int, phone: Phone) -> None:
    assert len(set(phone.recovery)) == 10
    one = phone.recovery[3]
    assert store.write_now(take_code, ola, one.upper().replace("-", " "))
    assert not store.write_now(take_code, ola, one)
    assert len((store.read(second_factor, ola) or {"recovery": []})["recovery"]) == 9
    used = [one for one in store.read(lambda db: db.table(AUDIT).all()) if one["action"] == "factor.recovery_used"]
    assert [one["about"] for one in used] == [{"staff": ola}]


def test_neither_the_key_nor_a_recovery_code_stands_in_the_store(store: Store, ola: int, phone: Phone) -> None:
    kept = store.read(lambda db: str(db.table(SECOND_FACTORS).all()))
    assert phone.key not in kept
    assert bytes(phone.key, "ascii").hex() not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in phone.recovery)


def test_the_same_number_is_another_key_for_another_person(store: Store, cast: Cast) -> None:
    number = new_number()
    assert store.read(key_of, cast.worker.id, number) != store.read(key_of, cast.head.id, number)


def test_a_key_is_typed_in_fours() -> None:
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_an_app_that_scans_the_code_has_the_same_key_and_says_whose_it_is(store: Store, ola: int, phone: Phone) -> None:
    scanned = parse_uri(key_address(phone.key, EMAIL))
    assert isinstance(scanned, TOTP)
    assert (scanned.secret, scanned.name, scanned.issuer) == (phone.key, EMAIL, "Heard")
    assert scanned.at(int(phone.clock().timestamp())) == phone.code()


def test_who_has_no_second_factor_needs_no_second_step_unless_it_is_required(store: Store, ola: int) -> None:
    assert not store.read(needs_second_step, ola, required=False)
    assert store.read(needs_second_step, ola, required=True)


def test_who_has_one_is_asked_for_it_though_none_is_required(store: Store, ola: int, phone: Phone) -> None:
    assert store.read(needs_second_step, ola, required=False)


def test_a_right_code_makes_a_session_of_a_half_one_which_is_over(
    store: Store, ola: int, phone: Phone, half: str
) -> None:
    done = store.write_now(sign_in_with_code, half, phone.code(), HERE)
    assert isinstance(done, SignedIn)
    assert store.read(acting_person, done.key).id == ola
    phone.clock.forward(minutes=2)
    with pytest.raises(SignedOut):
        store.write_now(sign_in_with_code, half, phone.code(), HERE)


def test_a_half_session_is_no_session_and_its_key_is_kept_nowhere(store: Store, ola: int, half: str) -> None:
    with pytest.raises(SignedOut):
        store.read(acting_person, half)
    assert half not in store.read(lambda db: str(db.table(HALF_SESSIONS).all()))


def test_a_half_session_is_short(store: Store, phone: Phone, half: str) -> None:
    phone.clock.forward(minutes=11)
    with pytest.raises(SignedOut):
        store.write_now(sign_in_with_code, half, phone.code(), HERE)


def test_after_five_wrong_codes_the_password_is_asked_for_again(store: Store, phone: Phone, half: str) -> None:
    for _ in range(5):
        assert store.write_now(sign_in_with_code, half, "000 000", HERE) is None
    with pytest.raises(SignedOut):
        store.write_now(sign_in_with_code, half, phone.code(), HERE)


@pytest.mark.parametrize("end", [disable, reset_factor, end_all_sessions])
def test_what_an_administrator_ends_is_ended_half_way_too(
    store: Store, cast: Cast, ola: int, phone: Phone, half: str, end: Callable[..., object]
) -> None:
    store.write_now(end, cast.administrator, ola)
    with pytest.raises(SignedOut):
        store.write_now(sign_in_with_code, half, phone.code(), HERE)


def test_guesses_are_counted_for_the_account_whatever_the_network_and_over_a_restart(
    tmp_path: Path, clock: Clock
) -> None:
    def opened() -> Store:
        return Store.open(tmp_path / "kept", KINDS, secret=SECRET, clock=clock)

    store = opened()
    ola = store.write_now(add_staff, "Ola Nowak", EMAIL, [Role.REVIEWER], PASSWORD)
    phone = Phone(store, ola, clock)
    for network in range(10):
        key = store.write_now(begin_second_step, ola)
        assert store.write_now(sign_in_with_code, key, "000000", SignInAttempt(EMAIL, f"192.0.2.{network}")) is None
    store.close()
    store = opened()
    key = store.write_now(begin_second_step, ola)
    with pytest.raises(Throttled):
        store.write_now(sign_in_with_code, key, phone.code(), SignInAttempt(EMAIL, "198.51.100.9"))
    clock.forward(minutes=61)
    key = store.write_now(begin_second_step, ola)
    assert store.write_now(sign_in_with_code, key, phone.code(), HERE)
    store.close()


def test_a_guesser_does_not_slow_the_owners_own_browser(store: Store, ola: int, phone: Phone) -> None:
    home = store.write_now(sign_in_with_code, store.write_now(begin_second_step, ola), phone.code(), HERE)
    assert home is not None
    for _ in range(10):
        store.write_now(sign_in_with_code, store.write_now(begin_second_step, ola), "000000", HERE)
    phone.clock.forward(minutes=2)
    known = SignInAttempt(EMAIL, "192.0.2.1", home.known)
    assert store.write_now(sign_in_with_code, store.write_now(begin_second_step, ola), phone.code(), known)


def test_a_password_alone_never_sets_a_second_factor_in_the_place_of_one(
    store: Store, ola: int, phone: Phone, half: str
) -> None:
    assert store.read(second_step, half).key is None
    number = store.read(lambda db: db.table(HALF_SESSIONS).all()[0]["number"])
    theirs = TOTP(store.read(key_of, ola, number)).at(int(phone.clock().timestamp()))
    assert store.write_now(sign_in_with_code, half, theirs, HERE) is None
    assert store.write_now(take_code, ola, phone.code())


def test_where_one_is_required_it_is_set_up_before_anything_else(store: Store, ola: int, clock: Clock) -> None:
    first, other = store.write_now(begin_second_step, ola), store.write_now(begin_second_step, ola)
    key = store.read(second_step, first).key
    assert key is not None
    assert key != store.read(second_step, other).key, "nobody is shown a key that somebody else sets up"
    assert store.write_now(sign_in_with_code, first, "000000", HERE) is None
    done = store.write_now(sign_in_with_code, first, TOTP(key).at(int(clock().timestamp())), HERE)
    assert done is not None
    assert len(done.recovery) == 10
    with pytest.raises(SignedOut):
        store.read(second_step, other)


def test_a_reset_is_on_record_and_lets_the_password_begin_again(
    store: Store, cast: Cast, ola: int, phone: Phone
) -> None:
    session = store.write_now(open_session, ola)
    assert store.write_now(reset_factor, cast.administrator, ola)
    assert not store.write_now(reset_factor, cast.administrator, ola)
    assert not store.write_now(take_code, ola, phone.code())
    with pytest.raises(SignedOut):
        store.read(acting_person, session)
    entries = store.read(lambda db: [one for one in db.table(AUDIT).all() if one["action"] == "factor.reset"])
    assert [(one["who"], one["about"]) for one in entries] == [(cast.administrator.id, {"staff": ola})] * 2
    assert store.read(first_broken_entry) is None


def test_only_an_administrator_helps_with_somebodys_account(store: Store, cast: Cast, ola: int) -> None:
    for verb, more in ((reset_factor, ()), (end_all_sessions, ()), (set_password, (PASSWORD,))):
        with pytest.raises(NotAllowed):
            store.write_now(verb, cast.head, ola, *more)  # type: ignore[operator]


def test_an_administrator_signs_somebody_out_without_disabling_them(store: Store, cast: Cast, ola: int) -> None:
    told: list[str] = []
    keys = [store.write_now(open_session, ola) for _ in range(2)]
    for number in (1, 2):
        store.subscribe(f"session:{number}", lambda: told.append("closed"))
    assert store.write_now(end_all_sessions, cast.administrator, ola) == 2
    for key in keys:
        with pytest.raises(SignedOut):
            store.read(acting_person, key)
    assert len(told) == 2
    assert store.read(password_fits, EMAIL, PASSWORD) == ola


def test_a_password_that_is_set_for_somebody_keeps_the_rules(store: Store, cast: Cast, ola: int) -> None:
    session = store.write_now(open_session, ola)
    with pytest.raises(Unacceptable):
        store.write_now(set_password, cast.administrator, ola, "Nowak Ola Nowak Ola 1")
    store.write_now(set_password, cast.administrator, ola, "four other unrelated words")
    assert store.read(password_fits, EMAIL, "four other unrelated words") == ola
    with pytest.raises(SignedOut):
        store.read(acting_person, session)

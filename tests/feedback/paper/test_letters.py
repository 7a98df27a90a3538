"""A letter is an attempt with its own link and code, made for a request that lives long enough."""

import pytest

from feedback.asking.requests import ask, revoke
from feedback.paper.letter_pdf import letter_pdf
from feedback.paper.letters import address_lines
from feedback.voices import attempts
from feedback.voices.codes import HANDED_OVER
from feedback.voices.errors import CannotAsk
from feedback.voices.requests import REQUESTS
from feedback.voices.typed_codes import enter
from people.audit import AUDIT
from people.contacts import CONTACTS, add_contact
from people.errors import NotAllowed, NotFound, Unacceptable
from tests.cast import CHILD, LIBRARY
from tests.family import Family
from tests.feedback.paper.printed import ADDRESS, HEAD
from tests.letters import print_letter


def a_mother(store, **more):
    fields = {"name": "Almaz T", "relation": "Mother", "audience": "parent_carer", "language": "ti"}
    return store.write_now(add_contact, CHILD, {**fields, **more})


def a_request(store, cast, channel, contact):
    form = LIBRARY.find("conference", "parent_carer")
    about = {"child": CHILD, "touchpoint": "conference", "audience": "parent_carer", "language": "ti"}
    return store.write_now(ask, cast.worker, **about, channel=channel, form=form, contact=contact)


@pytest.fixture
def asked(store, cast):
    return a_request(store, cast, "letter", a_mother(store, safe_checked="2026-05-11"))


def tries(store):
    return [(one["method"], one["outcome"]) for one in store.read(attempts.by_child, CHILD)]


def test_asking_by_letter_is_no_attempt_before_there_is_a_letter(store, asked):
    assert tries(store) == []


def test_a_letter_that_exists_is_noted_as_printed_and_not_as_gone(store, cast, asked):
    print_letter(store, cast.worker, asked.request)
    print_letter(store, cast.worker, asked.request, HANDED_OVER)
    assert tries(store) == [("letter", "printed"), ("letter", "printed")]


def test_a_family_answers_by_the_letters_code_and_it_counts_as_a_letter(store, cast, asked):
    letter = print_letter(store, cast.worker, asked.request)
    assert letter_pdf(letter, ADDRESS, HEAD).startswith(b"%PDF")
    family = Family(store, store.write_now(enter, letter.code))
    family.begins("ti")
    family.skips_the_rest()
    family.finishes()
    assert tries(store) == [("letter", "printed"), ("letter", "answered")]


def test_the_link_in_its_qr_code_works_too(store, cast, asked):
    letter = print_letter(store, cast.worker, asked.request)
    Family(store, letter.token).begins()


def test_printing_again_leaves_the_first_letter_good(store, cast, asked):
    first = print_letter(store, cast.worker, asked.request)
    print_letter(store, cast.worker, asked.request)
    assert store.write_now(enter, first.code)


def test_neither_token_nor_code_nor_address_is_kept(store, cast, asked):
    letter = print_letter(store, cast.worker, asked.request)
    trail = str(store.read(lambda db: [dict(one) for one in db.table(AUDIT)]))
    assert letter.code not in trail
    assert letter.token not in trail


@pytest.mark.parametrize("who", ["worker_of_another_team", "former_worker"])
def test_who_may_not_know_of_the_child_finds_no_letter(store, cast, asked, who):
    with pytest.raises(NotFound):
        print_letter(store, getattr(cast, who), asked.request)


def test_who_may_not_ask_may_not_write(store, cast, asked):
    with pytest.raises(NotAllowed):
        print_letter(store, cast.administrator, asked.request)


def test_a_letter_that_would_come_too_late_is_not_made(store, cast, clock, asked):
    clock.forward(days=26)
    with pytest.raises(CannotAsk, match="before a letter gets there"):
        print_letter(store, cast.worker, asked.request)


def test_a_closed_request_gets_no_letter(store, cast, asked):
    store.write_now(revoke, cast.worker, asked.request)
    with pytest.raises(CannotAsk):
        print_letter(store, cast.worker, asked.request)


def test_an_address_is_tidied_line_by_line():
    assert address_lines("  Mrs  A\tTesfamariam\r\n\n1 Long\x00 Lane \n") == ["Mrs A Tesfamariam", "1 Long Lane"]


@pytest.mark.parametrize("typed", ["", " \n ", "x" * 46, "line\n" * 7])
def test_an_address_that_no_window_can_show_is_refused(typed):
    with pytest.raises(Unacceptable, match="name and address"):
        address_lines(typed)


@pytest.fixture
def to_her_mother(store, cast):
    """A request that was handed over as a link, to somebody whose letter box nobody has asked about."""
    return a_request(store, cast, "link", a_mother(store))


def test_a_letter_to_nobody_in_particular_needs_a_reason(store, cast):
    asked = a_request(store, cast, "letter", None)
    with pytest.raises(CannotAsk, match="whom it is for"):
        print_letter(store, cast.worker, asked.request)
    assert print_letter(store, cast.worker, asked.request, override="The grandmother, at her own address.")


def test_a_letter_goes_only_where_it_is_known_to_be_safe(store, cast, to_her_mother):
    with pytest.raises(CannotAsk, match="was never checked"):
        print_letter(store, cast.worker, to_her_mother.request)
    assert print_letter(store, cast.worker, to_her_mother.request, HANDED_OVER)


def test_a_reason_overrides_what_may_be_overridden_and_is_audited(store, cast, to_her_mother):
    print_letter(store, cast.worker, to_her_mother.request, override="She asked for it by letter today.")
    (entry,) = [one for one in store.read(lambda db: list(db.table(AUDIT))) if one["action"].endswith("all_the_same")]
    assert entry["about"]["reason"] == "She asked for it by letter today."
    assert entry["about"]["obstacles"] == ["safe_contact"]


def test_no_reason_overrides_a_flag_of_domestic_abuse(store, cast, to_her_mother):
    def flag(db):
        request = db.table(REQUESTS).get(doc_id=to_her_mother.request)
        db.table(CONTACTS).replace(request["contact"], {"abuse_flag": True})

    store.write_now(flag)
    with pytest.raises(CannotAsk, match="domestic abuse"):
        print_letter(store, cast.worker, to_her_mother.request, override="It will be all right.")

"""A stranger's phone and a child who is gone: no link opens there any more."""

import pytest

from feedback.asking.closing_links import (
    close_links_of_ended,
    correct_contact_and_links,
    end_with_links,
    links_to_close,
)
from feedback.asking.requests import ask
from feedback.messages import outbox
from feedback.voices.errors import NoSuchLink
from feedback.voices.links import live_request
from people.contacts import add_contact
from people.records.contact_records import NEVER_THEIRS, NEW_PHONE
from people.records.endings import note_ending
from people.records.sources import from_import
from storage.store import Store
from tests.cast import CHILD, LIBRARY, NOON, Cast

TODAY = NOON.date()
OLD, NEW = "+447700900101", "+447700900102"


def texted(store: Store, cast: Cast) -> tuple[int, str]:
    """The mother, and the token of a link that was texted to her number."""
    known = {"name": "Almaz", "relation": "Mother", "audience": "parent_carer", "language": "en", "phone": OLD}
    mother = store.write_now(add_contact, CHILD, {**known, "safe_checked": TODAY.isoformat()})
    form = LIBRARY.find("conference", "parent_carer")
    about = {"child": CHILD, "touchpoint": "conference", "audience": "parent_carer", "language": "en"}
    made = store.write_now(ask, cast.worker, **about, channel="link", form=form, contact=mother)
    words = {"body": "Hello", "purpose": outbox.REQUEST, "language": "en", "child": CHILD}
    store.write_now(outbox.queue, to=OLD, request=made.request, **words)
    return mother, made.token


def opens(store: Store, token: str) -> bool:
    try:
        store.read(live_request, token)
    except NoSuchLink:
        return False
    return True


@pytest.mark.parametrize(("why", "still"), [(NEVER_THEIRS, False), (NEW_PHONE, True)])
def test_a_link_that_a_stranger_has_is_closed_and_the_persons_own_stays(
    store: Store, cast: Cast, why: str, still: bool
) -> None:
    mother, token = texted(store, cast)
    assert opens(store, token)
    store.write_now(correct_contact_and_links, cast.worker, mother, {"phone": NEW}, why_another=why)
    assert opens(store, token) is still


def test_another_correction_closes_nothing(store: Store, cast: Cast) -> None:
    mother, token = texted(store, cast)
    store.write_now(correct_contact_and_links, cast.worker, mother, {"name": "Almaz T."}, why_another=NEVER_THEIRS)
    assert opens(store, token)


@pytest.mark.parametrize(("why", "still"), [("died", False), ("adopted", False), ("moved", True), ("closed", True)])
def test_what_is_open_about_a_child_who_died_or_was_adopted_is_closed(
    store: Store, cast: Cast, why: str, still: bool
) -> None:
    _, token = texted(store, cast)
    store.write_now(end_with_links, cast.manager, CHILD, why, TODAY)
    assert opens(store, token) is still


def test_an_ending_that_came_with_a_file_closes_them_at_the_next_round(store: Store, cast: Cast) -> None:
    _, token = texted(store, cast)
    store.write_now(note_ending, cast.manager, CHILD, "died", TODAY, source=from_import(1))
    assert len(store.read(links_to_close)) == 1
    assert store.write_now(close_links_of_ended) == 1
    assert not opens(store, token)
    assert store.read(links_to_close) == []

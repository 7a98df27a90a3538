"""Asking by text: what is shown before, and what goes."""

from datetime import UTC, datetime

import pytest

from feedback.asking.requests import requests_for
from feedback.asking.text_requests import preview
from feedback.messages.outbox import OUTBOX
from feedback.voices.errors import CannotAsk
from feedback.voices.views import view
from people.errors import NotAllowed, NotFound
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.outgoing import HOUSE, a_mother, ask_her, text


def test_what_will_go_is_shown_with_its_parts_its_price_and_its_time(store: Store, cast: Cast, clock: Clock) -> None:
    clock.now = datetime(2026, 5, 12, 22, 0, tzinfo=UTC)
    mother = a_mother(store)
    about = {"child": CHILD, "contact": mother, "audience": "parent_carer", "language": "en"}
    seen = store.read(preview, cast.worker, HOUSE, **about)
    asked = ask_her(store, cast, mother)
    went = text(store, asked.text)
    assert (seen.length.parts, seen.pence, seen.to) == (1, 4.0, "07700 900001")
    assert seen.goes_at.isoformat() == went["due"] == "2026-05-13T07:00:00+00:00"
    assert len(seen.text.text) == len(went["body"])
    assert seen.obstacles == ()


def test_what_stands_in_the_way_is_shown_before_it_is_tried(store: Store, cast: Cast) -> None:
    mother = a_mother(store, safe_checked=None)
    about = {"child": CHILD, "contact": mother, "audience": "parent_carer", "language": "en"}
    assert [one.code for one in store.read(preview, cast.worker, HOUSE, **about).obstacles] == ["safe_contact"]


def test_the_link_in_the_text_opens_the_conversation(store: Store, cast: Cast) -> None:
    went = text(store, ask_her(store, cast, language="ti").text)
    assert store.read(view, went["body"].split("/f/")[1][:22], None).language == "ti"


def test_somebody_whose_phone_is_looked_at_gets_the_discreet_text(store: Store, cast: Cast) -> None:
    went = text(store, ask_her(store, cast, a_mother(store, discreet=True)).text)
    assert went["body"].startswith("You asked to give your views. 3 min: https://")


def test_no_text_is_queued_for_a_request_that_cannot_be_made(store: Store, cast: Cast) -> None:
    with pytest.raises(CannotAsk):
        ask_her(store, cast, form=None)
    with pytest.raises(CannotAsk):
        ask_her(store, cast, a_mother(store, OTHER_CHILD))
    with pytest.raises(NotFound):
        ask_her(store, cast, child=OTHER_CHILD)
    assert store.read(requests_for, cast.worker, CHILD) == []
    assert store.read(lambda db: db.table(OUTBOX).all()) == []


def test_who_may_not_ask_sees_no_preview(store: Store, cast: Cast) -> None:
    about = {"child": CHILD, "contact": a_mother(store), "audience": "parent_carer", "language": "en"}
    with pytest.raises(NotAllowed):
        store.read(preview, cast.chair, HOUSE, **about)
    with pytest.raises(NotFound):
        store.read(preview, cast.worker_of_another_team, HOUSE, **about)

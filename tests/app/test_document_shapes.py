"""What is stored has the shape that its type states: mypy checks the code by it, and this checks the type."""

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from feedback.concerns.concerns import CONCERNS, Concern
from feedback.messages.inbox import RECEIVED, ReceivedText
from feedback.messages.outbox import OUTBOX, OutboxText
from feedback.phone.call_records import CALLS, CallRecord
from feedback.phone.discussions import TALKS, Discussion
from feedback.sms.threads import THREADS, TextThread
from feedback.voices.attempts import ATTEMPTS, Attempt
from feedback.voices.form_versions import KEPT_FORMS, KeptForm
from feedback.voices.places import PLACES, Place
from feedback.voices.requests import REQUESTS, Request
from feedback.voices.triage_items import TRIAGE, TriageItem
from feedback.voices.voices import VOICES, Voice
from people.audit import AUDIT, AuditEntry
from people.children import CHILDREN, Child
from people.contacts import CONTACTS, Contact
from people.deputies import LEAVES, Leave
from people.imports.differences import RECORD_DIFFERENCES, WaitingDifference
from people.need_to_know import NEED_TO_KNOW, NeedToKnow
from people.opt_outs import OPT_OUTS, OptOut
from people.records.casework import CASEWORK_SPELLS, CaseworkSpell
from people.records.events import TOUCHPOINT_EVENTS, TouchpointEvent
from people.staff import STAFF, StaffMember
from reviews.entries import ENTRIES, Entry
from reviews.reviews import REVIEWS, Review
from storage.kinds import Kind
from storage.store import Store

SHAPES: tuple[tuple[Kind, Any], ...] = (
    (ATTEMPTS, Attempt),
    (AUDIT, AuditEntry),
    (CALLS, CallRecord),
    (CASEWORK_SPELLS, CaseworkSpell),
    (CHILDREN, Child),
    (CONCERNS, Concern),
    (CONTACTS, Contact),
    (ENTRIES, Entry),
    (KEPT_FORMS, KeptForm),
    (LEAVES, Leave),
    (NEED_TO_KNOW, NeedToKnow),
    (OPT_OUTS, OptOut),
    (OUTBOX, OutboxText),
    (PLACES, Place),
    (RECEIVED, ReceivedText),
    (RECORD_DIFFERENCES, WaitingDifference),
    (REQUESTS, Request),
    (REVIEWS, Review),
    (STAFF, StaffMember),
    (TALKS, Discussion),
    (THREADS, TextThread),
    (TOUCHPOINT_EVENTS, TouchpointEvent),
    (TRIAGE, TriageItem),
    (VOICES, Voice),
)


@pytest.mark.parametrize(("kind", "shape"), SHAPES, ids=[kind.name for kind, _ in SHAPES])
def test_what_is_stored_has_the_stated_shape(demo: Store, kind: Kind, shape: Any) -> None:
    stored = demo.read(lambda db: [dict(one) for one in db.table(kind)])
    assert stored, "the demo keeps none, so nothing is checked"
    assert [found for one in stored for found in misfits(one, shape, kind.name)] == []


def test_a_field_that_is_missing_unknown_or_of_another_type_is_found() -> None:
    place = {"name": "Library", "kind": "place", "code": "X", "made": "2026-05-02", "by": 1, "closed": None}
    assert [*misfits(place, Place, "place")] == []
    assert [*misfits({**place, "by": "1"}, Place, "place")] == ["place.by is '1'"]
    assert [*misfits({**place, "colour": "red"}, Place, "place")] == ["place.colour is not stated"]
    assert "place.by is missing" in [*misfits({"name": "Library"}, Place, "place")]


def misfits(value: Any, hint: Any, where: str) -> Iterator[str]:
    """Where a stored value is not what its type says."""
    kind = get_origin(hint) or hint
    if kind in (types.UnionType, typing.Union):
        ways = [[*misfits(value, each, where)] for each in get_args(hint)]
        yield from [] if [] in ways else min(ways, key=len)
    elif is_typeddict(hint) and isinstance(value, dict):
        yield from (f"{where}.{key} is missing" for key in sorted(hint.__required_keys__ - set(value)))
        fields = get_type_hints(hint)
        for key, one in value.items():
            yield from (
                misfits(one, fields[key], f"{where}.{key}") if key in fields else (f"{where}.{key} is not stated",)
            )
    elif kind in (list, Sequence) and isinstance(value, list):
        for one in value:
            yield from misfits(one, get_args(hint)[0], f"{where}[]")
    elif kind is dict and isinstance(value, dict):
        for one in value.values():
            yield from misfits(one, get_args(hint)[1], f"{where}{{}}")
    elif kind is not Any and type(value) is not kind:
        yield f"{where} is {value!r}"

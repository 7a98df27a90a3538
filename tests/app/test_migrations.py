"""Data of earlier versions is brought up to this one, by steps that mean tomorrow what they mean today."""

import ast
from pathlib import Path

from app import migrations
from app.migrations import MIGRATIONS
from feedback.voices.form_versions import form_version
from feedback.voices.triage_items import TRIAGE
from feedback.voices.voices import VOICES
from forms.schema import Form
from people.contacts import CONTACTS, add_contact
from storage.store import Database, Store
from tests.cast import CHILD, Cast
from tests.family import Family


def _runs(store: Store, title: str) -> None:
    step = next(one for one in MIGRATIONS if one.title == title)
    store.write_now(step.change)


def _answer(form: Form, question_id: str) -> str:
    question = form.question(question_id)
    if question.alerts:
        return question.alerts[0]
    return question.options()[0].code if question.options() else "Nobody came on Tuesday."


def _says_everything(family: Family, store: Store) -> None:
    """Answers so that each matter comes up which the form knows."""
    while (question := family.sees().question) is not None:
        fingerprint = store.read(lambda db: db.table(VOICES).all())[0]["fingerprint"]
        form = store.read(form_version, fingerprint)
        if question.format == "phone":
            family.skips()
        else:
            family.answers("yes" if question.purpose == "call_back" else _answer(form, question.id))


def test_what_waited_unread_waits_in_the_triage_list_as_it_would_today(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask("practice_review", "parent_carer").token)
    family.begins()
    _says_everything(family, store)
    before = _items(store)
    assert before
    store.write_now(_as_another_voice)
    _runs(store, "what nobody has read waits in the triage list")
    assert _items(store)[len(before) :] == before
    _runs(store, "what nobody has read waits in the triage list")
    assert len(_items(store)) == 2 * len(before), "it is not put there twice"


def _as_another_voice(db: Database) -> None:
    (voice,) = db.table(VOICES).all()
    db.table(VOICES).insert({**voice, "request": None})


def _items(store: Store) -> list[dict[str, object]]:
    own = ("key", "about", "voice", "revision")
    found = store.read(lambda db: db.table(TRIAGE).all())
    return [{name: value for name, value in one.items() if name not in own} for one in found]


def test_a_contact_of_before_was_never_checked(store: Store, cast: Cast) -> None:
    known = {"name": "Mrs T", "relation": "Mother", "audience": "parent_carer", "language": "en"}
    store.write_now(add_contact, CHILD, known)
    (today,) = store.read(lambda db: db.table(CONTACTS).all())
    store.write_now(lambda db: db.table(CONTACTS).insert({**known, "child": CHILD}))
    _runs(store, "contacts say how it is safe to reach them")
    before = store.read(lambda db: db.table(CONTACTS).all())[1]
    assert dict(before) == dict(today)


def test_a_step_looks_up_nothing_but_kinds_and_the_calendar() -> None:
    tree = ast.parse(Path(migrations.__file__).read_text())
    ours = {"app", "pages", "reviews", "tracker", "feedback", "people", "forms", "documents", "language"}
    imports = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module]
    named = {name.name for one in imports if str(one.module).split(".")[0] in ours for name in one.names}
    assert {name for name in named if not name.isupper()} == {"due_day", "same_day"}


def test_an_item_that_was_decided_before_says_when(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask("practice_review", "parent_carer").token)
    family.begins()
    _says_everything(family, store)
    store.write_now(_as_decided_before)
    assert _when_decided(store) == [None]
    _runs(store, "an item says when it was last decided")
    assert _when_decided(store) == ["2026-03-02T10:00:00+00:00"]


def _as_decided_before(db: Database) -> None:
    item = db.table(TRIAGE).all()[0]
    made = {"by": 1, "name": "Grace Adeyemi", "at": "2026-03-02T10:00:00+00:00", "decision": "no_action"}
    db.table(TRIAGE).replace(item.doc_id, {"state": "decided", "decisions": [made]})


def _when_decided(store: Store) -> list[object]:
    return store.read(lambda db: [one.get("decided") for one in db.table(TRIAGE).all() if one["state"] == "decided"])

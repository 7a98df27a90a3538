"""Recordings of the questions: kept once for all forms, known to need a look, played all the same, taken away."""

import pytest

from documents.small_recordings import NotUsable
from feedback.voices import reading_aloud
from feedback.voices.reading_aloud import heard_at, how_many, keep_recording, recordings_of, take_recording_away
from feedback.voices.spoken_questions import SPOKEN_QUESTIONS, key_of
from feedback.voices.views import view
from forms.schema import Form
from people.actor import Actor
from people.audit import newest
from people.errors import NotAllowed, NotFound
from storage.store import Store
from tests.cast import LIBRARY, Cast, Clock
from tests.family import Family
from tests.recordings import MP3, OGG, WAV

FORMS = LIBRARY.for_families()
FORM = LIBRARY.get("conference_parent_carer")
FIRST = FORM.questions[0]


def read_aloud(
    store: Store, actor: Actor, language: str = "ti", content: bytes = OGG, english: str = FIRST.text
) -> None:
    store.write_now(keep_recording, actor, FORMS, key_of(language, english), content)


def played(store: Store, form: Form = FORM, language: str = "ti") -> bytes | None:
    found = store.read(heard_at, form, form.question(FIRST.id), language)
    (digest,) = found.values() or ("none",)
    sound = store.read(reading_aloud.sound, digest)
    return sound.content if sound else None


def changed(form: Form, text: str) -> Form:
    document = form.as_document()
    document["parts"][0]["questions"][0]["text"] = text
    return Form.from_document(document)


def test_a_recording_is_heard_by_who_is_asked_that_question_in_that_language(store: Store, cast: Cast) -> None:
    read_aloud(store, cast.administrator)
    assert played(store) == OGG
    assert played(store, language="ar") is None
    assert store.read(newest)["action"] == "recording.kept"


def test_one_recording_serves_every_form_that_asks_the_same(store: Store, cast: Cast) -> None:
    text = FORM.questions[-1].text
    asked = [(form, one) for form in FORMS for one in form.questions if one.text == text]
    read_aloud(store, cast.head, english=text)
    assert len(asked) > 1
    for form, question in asked:
        assert text in store.read(heard_at, form, question, "ti")


def test_what_was_asked_in_a_view_says_where_it_is_heard(store: Store, cast: Cast) -> None:
    read_aloud(store, cast.head)
    family = Family(store, cast.ask(language="ti").token)
    family.begins("ti")
    assert FIRST.text in store.read(view, family.token, family.browser).spoken


def test_a_new_one_takes_the_place_of_the_old_and_leaves_nothing_of_it(store: Store, cast: Cast) -> None:
    read_aloud(store, cast.head)
    (old,) = store.read(heard_at, FORM, FIRST, "ti").values()
    read_aloud(store, cast.head, content=MP3)
    assert played(store) == MP3
    assert store.read(reading_aloud.sound, old) is None


def test_a_changed_english_is_played_and_needs_a_look_until_it_is_read_anew(
    store: Store, cast: Cast, clock: Clock
) -> None:
    read_aloud(store, cast.head)
    newer = changed(FORM, "Was it clear to you why the meeting was held?")
    assert played(store, newer) == OGG
    first = store.read(recordings_of, cast.head, newer, "ti")[0]
    assert first.needs_a_look
    clock.forward(minutes=1)
    store.write_now(keep_recording, cast.head, [newer], first.key("ti"), MP3)
    assert played(store, newer) == MP3
    assert not store.read(recordings_of, cast.head, newer, "ti")[0].needs_a_look
    assert played(store) == OGG  # who was asked in the older words hears them


def test_a_changed_translation_needs_a_look(store: Store, cast: Cast) -> None:
    read_aloud(store, cast.head)
    assert store.read(how_many, cast.head, FORMS, "ti").to_look_at == 0
    store.write_now(lambda db: db.table(SPOKEN_QUESTIONS).replace(1, {"words": "what it said then"}))
    assert store.read(how_many, cast.head, FORMS, "ti").to_look_at == 1
    assert played(store) == OGG


def test_what_is_missing_is_counted_once_for_all_forms(store: Store, cast: Cast) -> None:
    before = store.read(how_many, cast.head, FORMS, "ti")
    read_aloud(store, cast.head)
    after = store.read(how_many, cast.head, FORMS, "ti")
    assert before.missing == before.wordings == len({q.text for f in FORMS for q in f.questions} | _easy())
    assert (after.missing, after.wordings) == (before.missing - 1, before.wordings)


def test_taken_away_it_is_heard_no_more(store: Store, cast: Cast) -> None:
    read_aloud(store, cast.head)
    store.write_now(take_recording_away, cast.head, key_of("ti", FIRST.text))
    assert played(store) is None
    with pytest.raises(NotFound):
        store.write_now(take_recording_away, cast.head, key_of("ti", FIRST.text))


@pytest.mark.parametrize("key", ["", "ti", "ti 123", key_of("xx", FIRST.text), key_of("ti", "Nobody asks this.")])
def test_what_nobody_asks_is_not_kept(store: Store, cast: Cast, key: str) -> None:
    with pytest.raises(NotFound):
        store.write_now(keep_recording, cast.head, FORMS, key, OGG)


def test_what_no_phone_plays_is_not_kept(store: Store, cast: Cast) -> None:
    with pytest.raises(NotUsable):
        read_aloud(store, cast.head, content=WAV)


def test_a_social_worker_records_nothing(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        read_aloud(store, cast.worker)


def _easy() -> set[str]:
    return {question.easy for form in FORMS for question in form.questions if question.easy}

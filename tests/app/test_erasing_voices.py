"""What a family said goes whole: wherever the words stood, none is left, and the trail says that it was erased."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.keeping import KEEPING
from app.verifying import what_is_wrong
from feedback.concerns.concerns import CONCERNS
from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.messages import inbox, outbox
from feedback.triage.deciding import decide
from feedback.triage.translating import lay_beside
from feedback.voices import attachments, attempts, triage_items, voices
from feedback.voices.attempts import note_attempt
from feedback.voices.translations_beside import PROFESSIONAL
from feedback.voices.voices import VOICES
from people.audit import entries_of
from people.retention.erasures import ERASED_ENTRY
from people.retention.going import work_at_night
from people.retention.holds import hold, lift
from people.retention.rules import VOICES as RULE
from people.retention.rules import days_of
from reviews.citations import citations, cite
from reviews.erasing_voices import erase_voice, what_keeps
from reviews.reviews import plan_review, review
from reviews.versions import keep_version, version
from storage.documents import number_of
from storage.export import export
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family

SAID = "لم يسألني أحد عن ابنتي الصغيرة"
IN_ENGLISH = "Nobody asked me about my little daughter"
TYPED = "I had begun to write about the foster home"
DRAWN = "A house with a blue door and nobody in it"
NOTED = "She whispered that the neighbours listen"
PICTURE = b"a drawing with a blue door"
WORDS = (SAID, IN_ENGLISH, TYPED, DRAWN, NOTED, "YSBkcmF3aW5nIHdpdGggYSBibHVlIGRvb3I")


@dataclass(frozen=True)
class Said:
    """A voice whose words stand in many places, and the review that quotes it."""

    voice: int
    review: int
    question: str


@pytest.fixture
def said(store: Store, cast: Cast) -> Said:
    asked = cast.ask(language="ar")
    mother = Family(store, asked.token)
    mother.begins("ar")
    mother.answers("mostly")
    mother.writes(SAID)
    voice = store.read(lambda db: voices.by_request(db, asked.request))
    assert voice is not None
    number, question = number_of(voice), next(key for key, one in voice["answers"].items() if one["value"] == SAID)
    review = _review_that_quotes(store, cast, number, question)
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words=f"The mother wrote: {SAID}. I am worried.")
    mother.skips_the_rest()
    mother.finishes()
    store.write_now(lambda db: voices.change(db, voice, drafts={"a browser": {question: TYPED}}))
    store.write_now(_attach, number, question)
    store.write_now(_texts, asked.request, number)
    for item in store.read(triage_items.open_by_voice, number):
        store.write_now(decide, cast.head, number_of(item), "passed_on", NOTED)
    return Said(number, review, question)


def _attach(db: Database, voice: int, question: str) -> None:
    kept: attachments.Attachment = {
        "kind": attachments.DRAWING,
        "voice": voice,
        "question": question,
        "browser": "a browser",
        "mime": "image/png",
        "size": len(PICTURE),
        "sha256": "0",
        "file": attachments.keep_file(db, PICTURE),
        "at": db.now.isoformat(),
        "written": {"words": DRAWN, "lang": "en", "kept": "described", "by": 1, "name": "Grace", "at": ""},
    }
    attachments.add(db, kept)


def _review_that_quotes(store: Store, cast: Cast, voice: int, question: str) -> int:
    planned = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voice", "deadline": "2026-05-30"}
    review_id = store.write_now(plan_review, cast.head, form=LIBRARY.review, **planned)
    store.write_now(lay_beside, cast.head, voice, question, IN_ENGLISH, PROFESSIONAL, "Hanna")
    store.write_now(cite, cast.reviewer, review_id, "1", voice, question)
    store.write_now(lambda db: keep_version(db, cast.reviewer, review(db, cast.reviewer, review_id)))
    return review_id


def _texts(db: Database, request: int, voice: int) -> None:
    came = inbox.keep_text(db, "SM1", "+447700900123", SAID)
    assert came is not None
    inbox.settle(db, came, took="answer", why="", child=CHILD, request=request)
    note_attempt(db, "family", CHILD, request, "phone", "talked", NOTED)
    gone = outbox.queue(db, to="+447700900123", body=SAID, purpose="reply", language="ar", child=CHILD, request=request)
    db.table(outbox.OUTBOX).replace(gone, {"state": outbox.DELIVERED})


def exported(store: Store, folder: Path) -> str:
    export(store, folder / "all.json")
    return (folder / "all.json").read_text()


def erase(store: Store, said: Said) -> None:
    store.write_now(erase_voice, "system", said.voice)


def test_after_an_erasure_none_of_the_words_stands_anywhere(store: Store, said: Said, tmp_path: Path) -> None:
    before = exported(store, tmp_path)
    assert [one for one in WORDS if one not in before] == []
    erase(store, said)
    after = exported(store, tmp_path)
    assert [one for one in WORDS if one in after] == []
    assert f'"voice":{said.voice}' in after.replace(" ", "")  # that something was said is still known


def test_a_citation_then_says_when_its_words_were_erased(store: Store, cast: Cast, said: Said) -> None:
    erase(store, said)
    (quote,) = store.read(citations, cast.reviewer, said.review)
    assert quote["words"].startswith("Erased on ")
    assert (quote["own_words"], quote["translations"]) == (False, [])
    assert quote["asked_english"]
    kept = store.read(version, cast.reviewer, said.review, 1)
    assert kept["cited"][0]["words"] == quote["words"]


def test_a_concern_stays_and_quotes_no_longer(store: Store, said: Said) -> None:
    erase(store, said)
    (concern,) = store.read(lambda db: db.table(CONCERNS).all())
    text = concern["words"][0]["text"]
    assert text.startswith("The mother wrote: [Erased on ")
    assert text.endswith("I am worried.")


@pytest.mark.rule("BR-08")
def test_that_it_was_tried_stays(store: Store, said: Said) -> None:
    before = store.read(attempts.by_child, CHILD)
    erase(store, said)
    after = store.read(attempts.by_child, CHILD)
    assert [(one["at"], one["outcome"]) for one in after] == [(one["at"], one["outcome"]) for one in before]


def test_what_was_erased_is_accepted_as_gone_and_named_with_how_many(store: Store, said: Said) -> None:
    answers = len(store.read(voices.by_id, said.voice)["answers"])  # type: ignore[index]
    erase(store, said)
    erase(store, said)  # once
    (entry,) = store.read(lambda db: list(entries_of(db, ERASED_ENTRY)))
    assert (entry["about"]["voice"], entry["about"]["answers"]) == (said.voice, answers)
    assert what_is_wrong(store) == []


def test_an_answer_that_is_missing_without_an_entry_is_found(store: Store, cast: Cast, said: Said) -> None:
    erase(store, said)
    other = Family(store, cast.ask().token)
    other.begins()
    other.answers("mostly")
    store.write_now(lambda db: db.table(VOICES).replace(db.table(VOICES).newest().doc_id, {"answers": {}}))
    (fault,) = what_is_wrong(store)
    assert fault.endswith("of which the trail tells, is gone.")


def test_an_answer_that_was_taken_away_before_the_erasure_is_found(store: Store, said: Said) -> None:
    def take_one(db: Database) -> None:
        voice = voices.by_id(db, said.voice)
        assert voice is not None
        voices.change(db, voice, answers={key: one for key, one in voice["answers"].items() if key != said.question})

    store.write_now(take_one)
    erase(store, said)
    (fault,) = what_is_wrong(store)
    assert "were erased; the trail tells of" in fault


def test_an_answer_that_is_put_back_is_found(store: Store, said: Said) -> None:
    voice = store.read(voices.by_id, said.voice)
    assert voice is not None
    erase(store, said)
    store.write_now(lambda db: voices.change(db, voice, answers=voice["answers"]))
    assert "has an answer to" in what_is_wrong(store)[0]


def test_who_still_reads_or_can_still_answer_keeps_it(store: Store, cast: Cast) -> None:
    mother = Family(store, cast.ask().token)
    mother.begins()
    mother.writes("Nobody asked me.")

    def keeps(db: Database) -> str:
        return what_keeps(db, next(voices.everything(db)))

    assert "Read it first" in store.read(keeps)
    for item in store.read(triage_items.all_open):
        store.write_now(decide, cast.head, number_of(item), "no_action")
    assert "can still answer" in store.read(keeps)


def a_night(store: Store, clock: Clock, days: int) -> None:
    clock.forward(days=days)
    asyncio.run(work_at_night(store, KEEPING, rest=0))


def is_erased(store: Store, number: int) -> bool:
    return "erased" in (store.read(voices.by_id, number) or {})


def test_what_was_said_goes_by_its_rule_and_a_hold_keeps_it(store: Store, cast: Cast, clock: Clock) -> None:
    mother = Family(store, cast.ask().token)
    mother.begins()
    mother.answers("mostly")
    mother.skips_the_rest()
    mother.finishes()
    number = number_of(next(iter(store.read(lambda db: list(voices.everything(db))))))
    days = store.read(days_of, RULE)
    a_night(store, clock, days - 14)
    a_night(store, clock, 13)
    assert not is_erased(store, number)
    held = store.write_now(hold, cast.head, CHILD, "A claim was announced.")
    a_night(store, clock, 30)
    assert not is_erased(store, number)
    store.write_now(lift, cast.head, held, "It is settled.")
    a_night(store, clock, 1)
    a_night(store, clock, 14)
    assert is_erased(store, number)
    assert what_is_wrong(store) == []

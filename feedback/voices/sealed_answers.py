"""Answers and the entries of the trail that tell of them belong together: whoever changes one alone is found."""

from collections.abc import Iterator
from typing import Any

import orjson

from feedback.voices.voices import Answer, everything
from people import audit
from storage.documents import number_of
from storage.store import Database

ANSWERED_ENTRY = "voice.answered"
_SEALED = ("value", "lang", "at", "attachments")


def answer_seal(db: Database, answer: Answer) -> str:
    """A keyed hash of what was said; without the store's secret it says nothing, and nobody can make one."""
    said: dict[str, Any] = {name: answer.get(name) for name in _SEALED}
    return db.keyed_hash(f"answer {orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()}")


def changed_answers(db: Database) -> Iterator[str]:
    """A sentence for each answer that is not the one of which the trail tells (ASVS 16.4.2)."""
    told: dict[tuple[int, str], str] = {}
    for one in audit.entries_of(db, ANSWERED_ENTRY):
        about = one["about"]
        told[about["voice"], about["question"]] = about.get("seal", "")  # empty in entries of before there were seals
    for voice in everything(db):
        for question, answer in voice["answers"].items():
            seal = told.pop((number_of(voice), question), "")
            if seal and seal != answer_seal(db, answer):
                yield f"The answer to {question} of voice {number_of(voice)} is not the one of which the trail tells."
    for (number, question), seal in told.items():
        if seal:
            yield f"The answer to {question} of voice {number}, of which the trail tells, is gone."

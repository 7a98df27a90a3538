"""Answers and the entries of the trail that tell of them belong together: whoever changes one alone is found."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from feedback.voices.voices import Answer, Voice, everything
from people import audit
from people.actor import Actor
from people.retention.erasures import ERASED_ENTRY
from storage.documents import number_of
from storage.store import Database

ANSWERED_ENTRY = "voice.answered"
_SEALED = ("value", "lang", "at", "attachments")


def answer_seal(db: Database, answer: Answer) -> str:
    """A keyed hash of what was said; without the store's secret it says nothing, and nobody can make one."""
    said: dict[str, Any] = {name: answer.get(name) for name in _SEALED}
    return db.keyed_hash(f"answer {orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()}")


def record_answer(db: Database, who: Actor | str, voice: Voice, question: str) -> None:
    """Tell the trail of an answer, with its seal; `who` gave it, or noted it afterwards."""
    about = {"voice": number_of(voice), "question": question, "seal": answer_seal(db, voice["answers"][question])}
    audit.record(db, who, ANSWERED_ENTRY, child=voice["child"], **about)


def changed_answers(db: Database, *, all_told: bool) -> Iterator[str]:
    """A sentence for each answer that is not the one of which the trail tells (ASVS 16.4.2).

    `all_told`: the trail of this store told of every answer from the first day, so that one it does not know of means
    that entries were taken away. An answer may be gone where an entry names its voice as erased, with as many answers
    as the trail knew of until then.
    """
    told: dict[int, dict[str, str]] = {}
    erased: set[int] = set()
    for one in audit.entries_of(db, ANSWERED_ENTRY, ERASED_ENTRY):
        about = one["about"]
        if one["action"] == ANSWERED_ENTRY:  # the seal is empty in entries of before there were seals
            told.setdefault(about["voice"], {})[about["question"]] = about.get("seal", "")
        elif "voice" in about:
            erased.add(about["voice"])
            before = len(told.pop(about["voice"], {}))
            if before > about["answers"]:  # the trail may know of fewer: not every answer had an entry once
                yield f"Of voice {about['voice']} {about['answers']} answers were erased; the trail tells of {before}."
    for voice in everything(db):
        number = number_of(voice)
        known = told.pop(number, {})
        for question, answer in voice["answers"].items():
            seal = known.pop(question, "")
            if seal and seal != answer_seal(db, answer):
                yield f"The answer to {question} of voice {number} is not the one of which the trail tells."
            if number in erased:
                yield f"Voice {number} was erased, and has an answer to {question} again."
            elif not seal and all_told:
                yield f"The trail does not tell of the answer to {question} of voice {number}: entries are gone."
        yield from _gone(number, known)
    for number, known in told.items():
        yield from _gone(number, known)


def _gone(number: int, told: Mapping[str, str]) -> Iterator[str]:
    for question, seal in told.items():
        if seal:
            yield f"The answer to {question} of voice {number}, of which the trail tells, is gone."

"""What brings data of an earlier version up to this one, in order; a step is never changed, only added.

A step says itself what it writes: it calls no verb and no constant of today, which may mean something else tomorrow.
Only the kinds, which name the tables, and the calendar are looked up.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tinydb import where

from feedback.voices.attempts import ATTEMPTS
from feedback.voices.form_versions import KEPT_FORMS
from feedback.voices.requests import REQUESTS
from feedback.voices.triage_items import TRIAGE
from feedback.voices.voices import VOICES
from people.children import CHILDREN
from people.contacts import CONTACTS
from people.working_days import due_day, same_day
from storage.migrations import Migration
from storage.store import Database


def _several_links(db: Database) -> None:
    """A reminder and a letter carry a link of their own to the same conversation."""
    for request in db.table(REQUESTS).search(lambda one: "keys" not in one):
        db.table(REQUESTS).replace(request.doc_id, {"keys": [request.pop("key")], "contact": None})


def _safe_contact(db: Database) -> None:
    """Nobody has checked yet how it is safe to reach those whom we knew before this was asked."""
    unsaid: Mapping[str, Any] = {
        "phone": None,
        "interpreter": False,
        "dialect": "",
        "safe_times": "",
        "safe_spans": (),
        "safe_number": None,
        "safe_note": "",
        "safe_checked": None,
        "discreet": False,
        "abuse_flag": False,
        "reconfirmed": None,
        "hold_until": None,
        "hold_reason": "",
    }
    for contact in db.table(CONTACTS).all():
        db.table(CONTACTS).replace(contact.doc_id, {**unsaid, **contact})


def _triage(db: Database) -> None:
    """What nobody has read yet of before waits in the triage list."""
    for voice in db.table(VOICES).search(where("unread") == True):  # noqa: E712  # a TinyDB query
        questions = _kept_questions(db, voice["fingerprint"])
        for question_id, answer in voice["answers"].items():
            if matter := _matter_of(questions[question_id], answer["value"]):
                _waits(db, voice, voice.doc_id, matter, question_id, answer)


def _kept_questions(db: Database, fingerprint: str) -> dict[str, Mapping[str, Any]]:
    """The questions of a form as it was kept, by id."""
    (kept,) = db.table(KEPT_FORMS).search(where("fingerprint") == fingerprint)
    return {question["id"]: question for part in kept["form"]["parts"] for question in part["questions"]}


def _matter_of(question: Mapping[str, Any], value: Any) -> str:
    if value is None or question["id"] in ("call_name", "call_number", "call_time"):
        return ""
    if question["kind"] in ("short_text", "long_text"):
        return "free_text"
    if question.get("purpose") == "call_back" and value == "yes":
        return "call_me"
    if value not in question.get("alerts", ()):
        return ""
    return "unfair" if question.get("purpose") == "unfair_treatment" else "not_safe"


def _waits(
    db: Database, voice: Mapping[str, Any], voice_id: int, matter: str, question_id: str, answer: Mapping[str, Any]
) -> None:
    about = f"{voice_id}/{matter}" if matter == "call_me" else f"{voice_id}/{matter}/{question_id}"
    if db.table(TRIAGE).contains(where("about") == about):
        return
    came = datetime.fromisoformat(answer["at"])
    db.table(TRIAGE).insert(
        {
            "key": f"{about}/1",
            "about": about,
            "state": "open",
            "matter": matter,
            "voice": voice_id,
            "question": question_id,
            "child": voice["child"],
            "place": voice.get("place"),
            "said": None if matter == "free_text" else answer["value"],
            "at": came.isoformat(),
            "due": (due_day(came) if matter == "free_text" else same_day(came)).isoformat(),
            "read": [],
            "decisions": [],
        }
    )


def _made_is_not_handed_over(db: Database) -> None:
    """Making a link or a code was kept as handing it over, of which nobody knew anything."""
    of_requests = (where("request") != None) & (where("method").one_of(["link", "qr", "in_person"]))  # noqa: E711  # a query
    for attempt in db.table(ATTEMPTS).search(of_requests):
        if attempt["outcome"] in {"handed_over", "shown"} and "of" not in attempt:
            db.table(ATTEMPTS).replace(attempt.doc_id, {"outcome": "made", "becomes": "", "of": None})


def _days_on_children(db: Database) -> None:
    """The day of the last request and of the last answer stand on the child, so that a list can be sorted by them."""
    asked: dict[str, str] = {}
    for request in db.table(REQUESTS).search(lambda one: one["child"] is not None and one.get("by") is not None):
        asked[request["child"]] = max(asked.get(request["child"], ""), _day(request["made"]))
    heard: dict[str, str] = {}
    for voice in db.table(VOICES).search(lambda one: one["child"] is not None):
        given = [_day(answer["at"]) for answer in voice["answers"].values() if answer["value"] is not None]
        heard[voice["child"]] = max([heard.get(voice["child"], ""), *given])
    for child in db.table(CHILDREN).all():
        days = {"asked": asked.get(child["ref"]), "heard": heard.get(child["ref"])}
        db.table(CHILDREN).replace(child.doc_id, {name: day for name, day in days.items() if day})


def _when_decided(db: Database) -> None:
    """The moment of the last decision stands on the item, so that the latest are found without reading all."""
    for item in db.table(TRIAGE).search(where("state") == "decided"):
        db.table(TRIAGE).replace(item.doc_id, {"decided": item["decisions"][-1]["at"]})


def _owed_an_answer(db: Database) -> None:
    """Who wanted to be told what came of their words has not been told: until now nobody could be."""
    for voice in db.table(VOICES).all():
        wish = voice["answers"].get("tell_back", {}).get("value")
        db.table(VOICES).replace(voice.doc_id, {"owed": wish in {"text", "phone", "letter", "worker"}})


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/London")).date().isoformat()


MIGRATIONS = (
    Migration("several links lead to one conversation", _several_links),
    Migration("contacts say how it is safe to reach them", _safe_contact),
    Migration("what nobody has read waits in the triage list", _triage),
    Migration("a link that was made is not told as handed over", _made_is_not_handed_over),
    Migration("a child says when it was last asked and heard", _days_on_children),
    Migration("an item says when it was last decided", _when_decided),
    Migration("a voice says whether an answer is owed", _owed_an_answer),
)

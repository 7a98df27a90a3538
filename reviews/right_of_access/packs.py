"""The pack of a request to see: whose data, what is taken out and why, read by somebody, handed over on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson

from people import audit
from people.actor import Actor
from people.children import name_of
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.answering_data_requests import answer_request, checked_request
from reviews.data_requests import HANDED_OVER, SEE, TOPIC, DataRequest, PackCheck, PackWork, TakenOut, change, reason
from reviews.right_of_access.passages import Passage, Person, marked_for_names, persons
from reviews.right_of_access.record import on_record
from reviews.right_of_access.said import said, texts, tries
from reviews.right_of_access.written import written
from storage.documents import number_of
from storage.store import Database

REASONS: Final[Mapping[str, str]] = {
    "others": "It is about somebody else, or tells who they are (Data Protection Act 2018, Schedule 2, paragraph 16)",
    "harm": "Showing it would be likely to cause serious harm to somebody (Data Protection Act 2018, Schedule 3)",
    "interests": "A parent asks, and it would not be in the child’s best interests (Schedule 3, Part 5)",
    "not_theirs": "It is not about the person whose data this is",
}
NOT_CHECKED: Final = "Somebody has to read the pack as it is now, and say so. Something may have changed since."


@dataclass(frozen=True)
class PackView:
    """The pack of one request as it stands. Before it is known whose data it is, there are no passages."""

    number: int
    request: DataRequest
    persons: Sequence[Person]
    person: Person | None
    passages: Sequence[Passage]
    undecided: int  # marked passages of which nobody has said whether they go
    is_checked: bool  # somebody read it, and it is the same still

    @property
    def work(self) -> PackWork | None:
        """What was decided so far."""
        return self.request.get("pack")

    def goes(self) -> list[Passage]:
        """What is handed over."""
        out = self.work["taken_out"] if self.work else {}
        return [one for one in self.passages if one.key not in out]


@needs(Permission.ANSWER_DATA_REQUESTS)
def pack(db: Database, _: Actor, number: int) -> PackView:
    """The pack of a request to see that waits; Unacceptable."""
    return _view(db, checked_request(db, number, SEE))


@needs(Permission.ANSWER_DATA_REQUESTS)
def say_whose(db: Database, actor: Actor, number: int, code: str) -> None:
    """Say whose data is asked for; what was decided about the pack of somebody else is forgotten. Audited."""
    found = checked_request(db, number, SEE)
    if code not in {one.code for one in persons(db, found["child"], "")}:
        raise Unacceptable("Choose whose data it is.")
    change(db, found, pack={"person": code, "taken_out": {}, "stays": [], "check": None})
    audit.record(db, actor, "data_request.person_named", child=found["child"], request=number)
    db.announce(TOPIC)


@needs(Permission.ANSWER_DATA_REQUESTS)
def take_out(db: Database, actor: Actor, number: int, key: str, why_code: str, why: str) -> None:
    """Take a passage out of the pack, with the reason; it has to be checked again. Audited; Unacceptable."""
    found, work = _work(db, number, key)
    if why_code not in REASONS:
        raise Unacceptable("Choose why it is taken out.")
    words = reason(why, "Write why, without the words that are taken out.")
    taken: TakenOut = {"reason": why_code, "why": words, "by": actor.id, "name": actor.name, "at": db.now.isoformat()}
    stays = [one for one in work["stays"] if one != key]
    _decide(
        db, actor, found, {**work, "taken_out": {**work["taken_out"], key: taken}, "stays": stays}, key, "taken_out"
    )


@needs(Permission.ANSWER_DATA_REQUESTS)
def let_stay(db: Database, actor: Actor, number: int, key: str) -> None:
    """Say that a passage goes, whatever it was marked for; it has to be checked again. Audited; Unacceptable."""
    found, work = _work(db, number, key)
    out = {one: why for one, why in work["taken_out"].items() if one != key}
    stays = [*(one for one in work["stays"] if one != key), key]
    _decide(db, actor, found, {**work, "taken_out": out, "stays": stays}, key, "stays")


@needs(Permission.ANSWER_DATA_REQUESTS)
def check_pack(db: Database, actor: Actor, number: int) -> None:
    """Say that one has read the whole pack. Audited; Unacceptable while a marked passage is undecided."""
    seen = pack(db, actor, number)
    if seen.work is None:
        raise Unacceptable("Say first whose data it is.")
    if seen.undecided:
        raise Unacceptable("Decide on every marked passage first: it stays, or it is taken out with a reason.")
    goes = seen.goes()
    check: PackCheck = {
        "by": actor.id,
        "name": actor.name,
        "at": db.now.isoformat(),
        "seal": _seal(db, goes),
        "passages": len(goes),
        "taken_out": len(seen.passages) - len(goes),
    }
    change(db, seen.request, pack={**seen.work, "check": check})
    about = {"passages": check["passages"], "taken_out": check["taken_out"]}
    audit.record(db, actor, "data_request.pack_checked", child=seen.request["child"], request=number, **about)
    db.announce(TOPIC)


@needs(Permission.ANSWER_DATA_REQUESTS)
def note_pack_made(db: Database, actor: Actor, number: int) -> None:
    """Keep that the pack is about to leave as a file. Audited; Unacceptable where it was not checked as it is."""
    seen = _checked_pack(db, actor, number)
    audit.record(db, actor, "data_request.pack_made", child=seen.request["child"], request=number)


@needs(Permission.ANSWER_DATA_REQUESTS)
def note_handed_over(db: Database, actor: Actor, number: int, on: str, how: str) -> None:
    """Note that they have the pack, since which day (ISO) and how; that answers the request. Audited; Unacceptable."""
    seen = _checked_pack(db, actor, number)
    words = reason(how, "Write how they were given it, and who gave it.")
    assert seen.work is not None
    assert seen.work["check"] is not None
    try:
        day = date.fromisoformat(on.strip())
    except ValueError:
        raise Unacceptable("Give the day on which they were given it.") from None
    if not london_day(seen.work["check"]["at"]) <= day <= london_day(db.now):
        raise Unacceptable("Give a day from the day on which it was checked until today.")
    answer_request(db, actor, seen.request, HANDED_OVER, words, on=day.isoformat())


def _view(db: Database, found: DataRequest) -> PackView:
    everybody = persons(db, found["child"], name_of(db, found["child"]))
    work = found.get("pack")
    person = next((one for one in everybody if work and one.code == work["person"]), None)
    if work is None or person is None:
        return PackView(number_of(found), found, everybody, None, (), 0, is_checked=False)
    passages = marked_for_names(db, person, _held(db, person))
    decided = {*work["taken_out"], *work["stays"]}
    undecided = sum(bool(one.marks) and one.key not in decided for one in passages)
    goes = [one for one in passages if one.key not in work["taken_out"]]
    check = work["check"]
    is_checked = check is not None and not undecided and check["seal"] == _seal(db, goes)
    return PackView(number_of(found), found, everybody, person, passages, undecided, is_checked)


def _held(db: Database, person: Person) -> list[Passage]:
    """All of it, what has the same heading together."""
    held = [*on_record(db, person), *said(db, person), *texts(db, person), *tries(db, person), *written(db, person)]
    order = {part: place for place, part in enumerate(dict.fromkeys(one.part for one in held))}
    return sorted(held, key=lambda one: order[one.part])


def _checked_pack(db: Database, actor: Actor, number: int) -> PackView:
    seen = pack(db, actor, number)
    if not seen.is_checked:
        raise Unacceptable(NOT_CHECKED)
    return seen


def _work(db: Database, number: int, key: str) -> tuple[DataRequest, PackWork]:
    seen = _view(db, checked_request(db, number, SEE))
    if seen.work is None or key not in {one.key for one in seen.passages}:
        raise Unacceptable("This passage is not there any more. Look at the pack again.")
    return seen.request, seen.work


def _decide(db: Database, actor: Actor, found: DataRequest, work: PackWork, key: str, what: str) -> None:
    change(db, found, pack={**work, "check": None})
    about = {"request": number_of(found), "passage": key, "what": what}
    audit.record(db, actor, "data_request.passage_decided", child=found["child"], **about)
    db.announce(TOPIC)


def _seal(db: Database, goes: Sequence[Passage]) -> str:
    return db.keyed_hash(
        f"pack {orjson.dumps([[one.key, one.heading, one.words, one.source] for one in goes]).decode()}"
    )

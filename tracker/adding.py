"""How an item comes into the tracker: from any QA process, from a person, or from a workbook (BR-50)."""

import secrets
from collections.abc import Collection, Iterable

from language.folding import fold
from people import audit, children
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import everyone, member
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import manager_of
from tracker.answered_words import readable_voice
from tracker.checked_words import LONGEST_LINE, a_day, said, short
from tracker.items import NOBODY, Item, ItemChange, NewItem
from tracker.lines import MADE, RELEASED, write_line
from tracker.states import CHILD, LEVELS, OPEN, SERVICE, SOURCES

NOT_SAID = "Not said yet"


def feed(
    db: Database,
    who: Actor | None,
    new: NewItem,
    *,
    key: str,
    source_of: str = "",
    held: bool = False,
    perhaps: Iterable[str] = (),
    voices: Iterable[str] = (),
    training: bool = False,
    brought_by: int = 0,
    follows: int = 0,
    as_it_stands: ItemChange | None = None,
    told: str = "",
) -> int:
    """Keep an item once: the same `key` again changes nothing. Returns its number. For verbs that know who acts.

    `as_it_stands` is how far it came before it came here, and `told` what its first line says of that.
    """
    if (there := items.by_key(db, key)) is not None:
        return number_of(there)
    kept: Item = {
        **new,  # type: ignore[typeddict-item]  # what it may have besides is set below
        "key": key,
        "manager": manager_of(db, new["child"]) or _answers_for_it(db, new["owner"]),
        "held": held,
        "voices": sorted(set(voices)),
        "perhaps": sorted(set(perhaps) - set(voices)),
        "state": OPEN,
        "first_due": new["due"],
        "later": None,
        "drop": None,
        "done": None,
        "moved": None,
        "judgement": None,
        "training": training,
        "updated": "",
        "made": london_day(db.now).isoformat(),
        "closed": "",
    }
    if source_of:
        kept["source_of"] = source_of
    if brought_by:
        kept["brought_by"] = brought_by
    if follows:
        kept["follows"] = follows
    if as_it_stands:
        kept = {**kept, **as_it_stands}
    number = items.add(db, kept)
    write_line(
        db, who, items.item(db, number), MADE, f"{SOURCES[new['source']]}. {told}" if told else SOURCES[new["source"]]
    )
    return number


def send_out(db: Database, who: Actor, source_of: str) -> None:
    """The review was sent: from now on the owners and the child's people see what came from it."""
    for one in items.by_source(db, source_of):
        if one["held"]:
            write_line(db, who, items.change(db, one, held=False), RELEASED)


@needs(Permission.MANAGE_TRACKER)
def add_item(db: Database, actor: Actor, new: NewItem, answers: Collection[str] = ()) -> int:
    """Add an item by hand: an audit of several agencies, a visit, a survey, what a family said … (BR-50).

    `answers` are the words that it answers, which this person must be able to read (BR-54).
    """
    kept = checked(db, actor, new)
    about = {readable_voice(db, actor, key)["child"] for key in answers}
    if kept["child"] and about - {kept["child"]}:
        raise Unacceptable("These words are about another child.")
    number = feed(db, actor, kept, key=f"by hand {secrets.token_hex(8)}", voices=answers)
    audit.record(db, actor, "tracker.added", child=new["child"], item=number)
    return number


def checked(db: Database, actor: Actor, new: NewItem) -> NewItem:
    """What was given, as it is kept; `Unacceptable` says what to mend (BR-10: all four fields, no day that is past)."""
    if new["level"] not in LEVELS:
        raise Unacceptable("Choose whether it is for a child or for the service.")
    if new["source"] not in SOURCES:
        raise Unacceptable("Choose where it comes from.")
    if (new["level"] == CHILD) != bool(new["child"]):
        raise Unacceptable("Choose the child that it is for." if new["level"] == CHILD else "It is for the service.")
    if new["child"]:
        children.child(db, actor, new["child"])
    due = a_day(new["due"], "Give the day by which it has to be done.")
    if due < london_day(db.now):
        raise Unacceptable("This day has passed. Give the day by which it has to be done.")
    return {
        "level": new["level"],
        "child": new["child"] if new["level"] != SERVICE else None,
        "source": new["source"],
        "action": said(new["action"], "Write what has to be done."),
        "impact": said(new["impact"], "Write what should be different for the child or for families."),
        "shown_by": said(new["shown_by"], "Write what would show that it worked."),
        "owner": new["owner"],
        "owner_name": owner_name(db, new["owner"]),
        "team": short(new["team"], LONGEST_LINE),
        "due": due.isoformat(),
        "theme": short(new["theme"], LONGEST_LINE),
        "section": short(new["section"], 3),
    }


def owner_name(db: Database, staff_id: int) -> str:
    """The name of an owner who works here; `Unacceptable` for anybody else."""
    person = member(db, staff_id) if staff_id else None
    if person is None or not person["active"]:
        raise Unacceptable("Choose who is to do it: somebody who works here.")
    return person["name"]


def who_is(db: Database, written: str) -> tuple[int, str]:
    """The one person here who is written so, with the name; else nobody, and the name as it stands."""
    name = " ".join(written.split())
    found = [one for one in everyone(db) if fold(one["name"]) == fold(name)]
    return (number_of(found[0]), found[0]["name"]) if len(found) == 1 else (NOBODY, name)


def _answers_for_it(db: Database, owner: int) -> int:
    """An item of the service is answered for by its owner; who that is may change with the owner."""
    if owner != NOBODY and member(db, owner) is None:
        raise NotFound
    return owner

"""Brings the rows of a workbook in: a piece a unit of work, from where it was stopped, each row once."""

from people import audit
from people.actor import COMMAND_LINE, Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import as_actor, member
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.adding import feed
from tracker.workbooks import imports, mappings, pieces
from tracker.workbooks.imports import DONE, DROPPED, LEAVING, MOST_FAULTS, OPEN, RUNNING, Fault, Import, ImportChange
from tracker.workbooks.known import Known
from tracker.workbooks.layouts import check_names_action
from tracker.workbooks.matching import Match
from tracker.workbooks.opening import headers_of, import_for
from tracker.workbooks.reading import matches
from tracker.workbooks.standing import as_it_stands, told_of

TOPIC = "tracker imports"


@needs(Permission.MANAGE_TRACKER)
def start(db: Database, actor: Actor, number: int) -> None:
    """Let it be brought in as it is laid out; pressing twice is once. What was chosen is remembered."""
    found = import_for(db, actor, number)
    layout = found["layout"]
    if found["state"] != OPEN or layout is None:
        return
    check_names_action(layout)
    headers = headers_of(db, found, layout)
    mappings.remember(db, headers, layout["columns"], layout["source"])
    imports.change(db, found, state=RUNNING, headers=headers)
    audit.record(db, actor, "tracker.workbook_started", workbook=number)
    db.announce(TOPIC)


@needs(Permission.MANAGE_TRACKER)
def drop(db: Database, actor: Actor, number: int) -> None:
    """Do not bring it in after all; its rows go."""
    found = import_for(db, actor, number)
    if found["state"] == OPEN:
        imports.change(db, found, state=LEAVING)
        db.announce(TOPIC)
        audit.record(db, actor, "tracker.workbook_dropped", workbook=number)


def stop(db: Database, number: int) -> None:
    """Whoever pressed may not bring anything in any more: it waits for somebody else to press."""
    imports.change(db, imports.by_id(db, number), state=OPEN)


def who_brings(db: Database, found: Import) -> Actor:
    """The person who pressed, with the roles of this moment; the command line where it was that."""
    person = member(db, found["by"]) if found["by"] else None
    return as_actor(person) if person else COMMAND_LINE


def bring_piece(db: Database, number: int, known: Known) -> bool:
    """Bring the next piece in and note how far it is, both or neither. False once nothing is left to do."""
    found = imports.by_id(db, number)
    if found["state"] != RUNNING:
        return False
    if found["next"] >= found["pieces"]:
        _finish(db, found)
        return False
    who = who_brings(db, found)
    noted: ImportChange = {
        "next": found["next"] + 1,
        "brought": found["brought"],
        "present": list(found["present"]),
        "present_in_all": found["present_in_all"],
        "faults": list(found["faults"]),
        "faults_in_all": found["faults_in_all"],
        "first": found["first"],
        "last": found["last"],
    }
    piece = pieces.piece(db, number, found["next"])
    for sheet, one in matches(db, found, piece, known, found["headers"]):
        _take(db, who, found, sheet, one, noted)
    pieces.forget(db, piece)
    imports.change(db, found, **noted)
    return True


def _take(db: Database, who: Actor, found: Import, sheet: str, one: Match, noted: ImportChange) -> None:
    if one.new is None:
        noted["faults_in_all"] += 1
        _note(noted["faults"], sheet, one.row.at, " ".join(one.faults))
        return
    if one.present:
        noted["present_in_all"] += 1
        twice = items.item(db, one.present).get("brought_by") == number_of(found)
        why = "The same row stands in this file before." if twice else f"It is item {one.present} already."
        _note(noted["present"], sheet, one.row.at, why)
        return
    place = f"“{found['name']}”, {sheet}, row {one.row.at}"
    number = feed(
        db,
        who,
        one.new,
        key=one.key,
        brought_by=number_of(found),
        as_it_stands=as_it_stands(one.row, one.new, who, db.now, place),
        told=told_of(one.row, place),
    )
    noted["brought"] += 1
    noted["first"] = noted["first"] or number
    noted["last"] = number


def _note(kept: list[Fault], sheet: str, row: int, why: str) -> None:
    if len(kept) < MOST_FAULTS:
        kept.append({"sheet": sheet, "row": row, "why": why})


def let_go_some(db: Database, number: int) -> bool:
    """Let a few of the rows go that nobody brings in; False once all of them are gone."""
    if pieces.forget_some(db, number):
        return True
    imports.change(db, imports.by_id(db, number), state=DROPPED, ended=db.now.isoformat())
    return False


def _finish(db: Database, found: Import) -> None:
    """All rows are in or told, and nothing of the file is kept any more."""
    imports.change(db, found, state=DONE, ended=db.now.isoformat())
    who, number = who_brings(db, found), number_of(found)
    audit.record(db, who, "tracker.workbook_brought", workbook=number, brought=found["brought"])

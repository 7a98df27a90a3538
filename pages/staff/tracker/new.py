"""Adding an item by hand: from any QA process, and from what a family said or a concern (BR-50)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from pages.staff.shell.addresses import tracker_item
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.offers import children_offered, chosen_child, offer
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.tracker.numbers import whole_number
from people.actor import Actor
from people.child_index import entries_of
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.adding import add_item
from tracker.answered_words import AnsweredWords, words_to_answer
from tracker.index import TrackerIndex
from tracker.items import NewItem
from tracker.listing import in_sight_of
from tracker.owners import Owner, owners
from tracker.states import CHILD, LEVELS, SERVICE, SOURCES

FORM = "new"
NEEDED = {
    "level": "Choose whether it is for a child or for the service.",
    "source": "Choose where it comes from.",
    "action": "Write what has to be done.",
    "impact": "Write what should be different for the child or for families.",
    "shown_by": "Write what would show that it worked.",
    "owner": "Choose who is to do it.",
    "due": "Give the day by which it has to be done.",
}


@dataclass(frozen=True)
class NewShown:
    """What the form begins with."""

    level: str
    source: str
    child: str  # as the field of the chooser names it
    words: list[AnsweredWords]
    chosen: str  # the key of the words that it answers, where one was pointed at
    owners: list[Owner]
    teams: list[str]
    themes: list[str]


@needs(Permission.MANAGE_TRACKER)
def new_shown(db: Database, actor: Actor, index: TrackerIndex, given: Mapping[str, str]) -> NewShown:
    """The form with what its address gives; `NotFound` for words that are not theirs to read."""
    ref, source = given.get("child", ""), given.get("source", "")
    known = entries_of(db, actor, [ref]) if ref else {}
    if ref and ref not in known:
        raise NotFound
    voice, question = whole_number(given.get("voice")), given.get("question", "")
    in_sight = in_sight_of(db, actor, index)
    return NewShown(
        level=CHILD if ref else (SERVICE if voice else ""),
        source=source if source in SOURCES else "",
        child=f"{known[ref].name}, {ref}" if ref else "",
        words=words_to_answer(db, actor, voice, question) if voice else [],
        chosen=f"{voice}/{question}" if question else "",
        owners=owners(db, actor),
        teams=_each(one.team for one in in_sight),
        themes=_each(one.theme for one in in_sight),
    )


def _each(values: Any) -> list[str]:
    return sorted({one for one in values if one}, key=str.casefold)


def add(context: StaffContext) -> None:
    """The screen at /staff/tracker/new; registered before /staff/tracker/{item}."""

    @screen_page(context, "/tracker/new")
    async def adding(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        given = dict(request.query_params)
        shown = await screen.fetch(new_shown, context.tracker, given)
        if child := given.get("child"):
            await screen.opens(child, "words to answer")
        await frame(screen, "Add an item", "tracker")
        use("new_item.css")
        await screen.panel(lambda: render("tracker/new.html", screen.now, shown=shown, levels=LEVELS, sources=SOURCES))
        offer(screen, "new-child", children_offered)
        screen.on(FORM, lambda data: _make(screen, data))


async def _make(screen: Screen, data: Mapping[str, Any]) -> None:
    level = str(data.get("level") or "")
    gaps = missing(data, NEEDED | ({"child": "Choose the child that it is for."} if level == CHILD else {}))
    child = None
    if level == CHILD and "child" not in gaps:
        try:
            child = await screen.fetch(chosen_child, str(data["child"]))
        except Unacceptable as trouble:
            gaps["child"] = str(trouble)
    if gaps:
        screen.refuse(FORM, gaps)
        return
    try:
        made = await screen.submit(FORM, add_item, _described(data, level, child), _answers(data))
    except Unacceptable as trouble:
        screen.refuse(FORM, {"": str(trouble)})
        return
    screen.go(tracker_item(made))


def _described(data: Mapping[str, Any], level: str, child: str | None) -> NewItem:
    def text(name: str) -> str:
        return str(data.get(name) or "")

    return {
        "level": level,
        "child": child,
        "action": text("action"),
        "impact": text("impact"),
        "shown_by": text("shown_by"),
        "source": text("source"),
        "owner": whole_number(data.get("owner")),
        "owner_name": "",
        "team": text("team"),
        "due": text("due"),
        "theme": text("theme"),
        "section": text("section"),
    }


def _answers(data: Mapping[str, Any]) -> Collection[str]:
    sent = data.get("answers")
    return [str(one) for one in sent] if isinstance(sent, list) else []

"""What review forgets: each verb names its permission, and the table of roles knows every role."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from people.actor import Actor
from people.roles import PERMISSIONS, ROLE_TITLES, Permission, Role

ROOMS = ("people", "feedback", "tracker", "reviews")


def defined(what: Callable[[object], bool], rooms: tuple[str, ...] = (*ROOMS, "forms", "storage")) -> Iterator[Any]:
    """Full name and object of everything public of a sort that the rooms define."""
    for room in rooms:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            module = importlib.import_module(found.name)
            for name, member in inspect.getmembers(module, what):
                if member.__module__ == module.__name__ and not name.startswith("_"):
                    yield f"{found.name}.{name}", member


def _asks_who(function: Callable[..., object]) -> bool:
    return any(one.annotation in (Actor, "Actor") for one in inspect.signature(function).parameters.values())


VERBS = [(name, function) for name, function in defined(inspect.isfunction, (*ROOMS, "pages")) if _asks_who(function)]
# Rules that verbs call once they know who asks; each takes the actor to judge by, and gives nothing away by itself.
JUDGEMENTS = {
    "people.access_reviews.rules.may_say",
    "people.need_to_know.may_see",
    "people.need_to_know.known_children",
    "people.children.may_reach",
    "people.records.access.child_to_keep",
    "people.records.access.contact_to_keep",
    "people.records.access.may_keep",
    "people.records.casework.end_casework",
    "feedback.voices.voice_access.as_seen_by",
    "feedback.voices.voice_access.may_read_words",
    "feedback.voices.voice_access.need_to_know_or_reader",
    "feedback.voices.collectors.collector",
    "feedback.concerns.raising.keep_concern",
    "feedback.triage.decisions.decisions_about",
    "feedback.triage.decisions.may_know",
    "feedback.triage.deciding.keep_decision",
    "feedback.triage.deciding.mark",
    "feedback.phone.discussions.keep_discussion",
    "feedback.triage.item_to_read.item_to_read",
    "feedback.triage.deciding.readable",
    "feedback.triage.deciding.may_triage",
    "feedback.phone.call_access.call_of",
    "feedback.phone.call_access.may_call",
    "feedback.phone.call_access.request_to_call",
    "feedback.phone.unsafe_calls.was_chosen",
    "feedback.phone.call_line.line_of",
    "feedback.concerns.concern_views.is_hidden",
    "reviews.escalations.escalate_from_the_form",
    "reviews.final_grades.keep_final",
    "reviews.moderation.stage_view.may_see_look",
    "reviews.moderators.moderates",
    "reviews.moderators.moderates_work_of",
    "reviews.permitted.check_may_change",
    "reviews.permitted.may_change",
    "reviews.permitted.writable",
    "reviews.reviews.sees_all",
    "reviews.steps.can_take",
    "reviews.steps.take_step",
    "reviews.tracking.feed_tracker",
    "reviews.tracking.send_to_tracker",
    "reviews.versions.handed_in_version",
    "reviews.versions.keep_version",
    "tracker.access.may_decide",
    "tracker.access.may_update",
    "tracker.adding.checked",
    "tracker.adding.send_out",
    "tracker.workbooks.standing.as_it_stands",
    "pages.staff.home.machine.corrections_to_decide",
    "pages.staff.home.machine.last_backup",
    "pages.staff.home.machine.last_import",
    "pages.staff.home.machine.troubles_of_the_machine",
    "pages.staff.shell.navigation.topics",
    "pages.staff.shell.voice_lines.voice_line",
}
# Screens of many parts, open to whoever may see one of them; each part is asked of the verb that guards it.
IN_PARTS = {
    "pages.staff.home.page.home_content",
    "pages.staff.shell.navigation.navigation",
    "pages.staff.texts.page.waits",
}


@pytest.mark.parametrize(("name", "verb"), VERBS)
def test_each_verb_of_staff_names_the_permission_it_needs(name: str, verb: Callable[..., object]) -> None:
    if name in JUDGEMENTS | IN_PARTS:
        return
    assert isinstance(getattr(verb, "needs", None), Permission), f"{name} has no @needs(…)"


def test_what_is_excused_from_naming_one_is_there_and_names_none() -> None:
    excused = {name: verb for name, verb in VERBS if name in JUDGEMENTS | IN_PARTS}
    assert set(excused) == JUDGEMENTS | IN_PARTS
    assert [name for name, verb in excused.items() if hasattr(verb, "needs")] == []


def test_there_are_verbs_to_look_at() -> None:
    assert len(VERBS) > 100


def test_each_role_has_its_permissions_and_its_title() -> None:
    assert set(PERMISSIONS) == set(ROLE_TITLES) == set(Role)


def test_each_permission_is_held_by_a_role_and_needed_by_a_verb_or_rule() -> None:
    held = {permission for permissions in PERMISSIONS.values() for permission in permissions}
    assert held == set(Permission)
    assert set(Permission) - _asked_for() == set()


def _asked_for() -> set[Permission]:
    """The permissions that anything but the table of roles names."""
    root = Path(__file__).parents[1]
    sources = (file for room in (*ROOMS, "pages") for file in (root / room).rglob("*.py") if file.name != "roles.py")
    return {Permission[name] for file in sources for name in re.findall(r"\bPermission\.([A-Z_]+)\b", file.read_text())}

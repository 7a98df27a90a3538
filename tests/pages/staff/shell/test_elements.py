"""What a page needs is there in a process that has not drawn one yet: another may have drawn it."""

import inspect
import re
from pathlib import Path

from nicegui import ui

from pages.staff.mount import ELEMENTS

STAFF = Path(__file__).parents[4] / "pages" / "staff"
USED = re.compile(r"\bui\.([a-z_]+)")


def test_every_element_of_our_screens_is_loaded_before_one_is_drawn() -> None:
    names = {name for file in STAFF.rglob("*.py") for name in USED.findall(file.read_text())}
    used = {getattr(ui, name) for name in names}
    assert {one for one in used if inspect.isclass(one) and issubclass(one, ui.element)} == set(ELEMENTS)

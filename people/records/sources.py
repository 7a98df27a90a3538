"""How a change to a record came in, and what a correction by hand does to the next file."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

HAND: Final = "by hand"
COMMAND: Final = "command"
PROVIDER: Final = "sign-on"  # what the provider says of a person who signs on through it
_IMPORT: Final = "import "
_BACK: Final = "taking back import "


def from_import(number: int) -> str:
    """The source of what a bringing-in changed; `number` is that of its document."""
    return f"{_IMPORT}{number}"


def taking_back(number: int) -> str:
    """The source of what is undone of a bringing-in."""
    return f"{_BACK}{number}"


def is_taking_back(source: str) -> bool:
    """Whether a change undid what a bringing-in had done."""
    return source.startswith(_BACK)


def import_of(source: str) -> int | None:
    """The number of the bringing-in that a change came from; None for what a person did."""
    return int(source.removeprefix(_IMPORT)) if source.startswith(_IMPORT) else None


def as_text(value: object) -> str:
    """A value as it is compared with what a file says: nothing is empty, what has parts is JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def held_by_hand(record: Mapping[str, Any], before: Mapping[str, Any], source: str) -> dict[str, str]:
    """What the record's `by_hand` is after a change: by field, the value of the file that a person decided against.

    A correction by hand keeps what stood there before it; a file whose value was taken ends that.
    """
    held = dict(record.get("by_hand", {}))
    for field, was in before.items():
        if source == HAND:
            held.setdefault(field, as_text(was))
        else:
            held.pop(field, None)
    return held

"""Why a file leaves Heard: asked of everybody who takes one out, and kept with their name."""

from typing import Final

from people.errors import Unacceptable

LONGEST_REASON: Final = 500


def checked_reason(reason: str) -> str:
    """Why it leaves, as it is kept; `Unacceptable` where nothing was said."""
    if not reason.strip():
        raise Unacceptable("Write what it is needed for. It is kept with your name.")
    return reason.strip()[:LONGEST_REASON]

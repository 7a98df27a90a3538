"""The password of the moment, shown again before something of the account is changed."""

from pages.staff.shell.screen import Screen
from people.errors import Throttled, Unacceptable
from people.own_account import count_own_password, note_wrong_password, shown_password


async def shown(screen: Screen, typed: str) -> str:
    """Counted first, and only then looked at, on record where it is wrong: the hash that it fits.

    `Throttled`, `Unacceptable`.
    """
    await screen.write(count_own_password)
    try:
        return await screen.apart(shown_password, typed)
    except Unacceptable:
        await screen.write(note_wrong_password)
        raise


def refused(trouble: Exception) -> str:
    """The sentence beside the field."""
    if isinstance(trouble, Throttled):
        return f"Too many tries. Wait {-(-trouble.wait // 60)} min and try again."
    return str(trouble)

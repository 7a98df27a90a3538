"""The password of the moment, shown again before something of the account is changed."""

from pages.staff.shell.screen import Screen
from people.errors import Throttled
from people.own_account import count_own_password, shown_password


async def shown(screen: Screen, typed: str) -> str:
    """Counted first, and only then looked at: the hash that it fits. `Throttled`, `Unacceptable`."""
    await screen.write(count_own_password)
    return await screen.apart(shown_password, typed)


def refused(trouble: Exception) -> str:
    """The sentence beside the field."""
    if isinstance(trouble, Throttled):
        return f"Too many tries. Wait {-(-trouble.wait // 60)} min and try again."
    return str(trouble)

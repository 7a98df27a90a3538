"""A row of our own staff file: what no system of an authority says together, who signs in by which address as what."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from language.folding import fold
from people.imports.cells import Cells
from people.imports.incoming import IncomingMember, Place
from people.imports.row_reading import PROFESSIONAL, member_name
from people.phone_numbers import NotAMobile, mobile
from people.roles import ROLE_TITLES, Role

# who may put a file where it is taken in at night makes nobody an administrator by it: others are given on a screen
FROM_A_FILE: Final = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.REVIEWER, Role.INDEPENDENT_CALLER)
_NAMED: Mapping[str, Role] = {fold(name): role for role in Role for name in (role.value, ROLE_TITLES[role])}


def staff_of(place: Place, row: Cells, tell: Callable[[str], None]) -> IncomingMember:
    """A member of staff with address, roles and mobile; a cell that cannot be taken is told and the rest comes in."""
    given: dict[str, object] = {}
    if email := row.words("email").lower():
        if "@" in email and " " not in email:
            given["email"] = email
        else:
            tell(f"“{email}” is no e-mail address and is left out.")
    if "roles" in row.said and (roles := _roles(row.words("roles"), tell)):
        given["roles"] = roles
    if phone := row.words("phone"):
        try:
            given["phone"] = mobile(phone)
        except NotAMobile as wrong:
            tell(f"{wrong} It is left out.")
    return IncomingMember(
        place, row.number("professional", PROFESSIONAL), member_name(row), row.words("job"), row.words("team"), given
    )


def _roles(text: str, tell: Callable[[str], None]) -> list[str]:
    found = []
    for name in filter(None, (one.strip() for one in re.split(r"[;,/]", text))):
        role = _NAMED.get(fold(name))
        if role is None:
            tell(f"“{name}” is no role here and is left out.")
        elif role not in FROM_A_FILE:
            tell(f"The role {ROLE_TITLES[role]} is given on the screen of the person, never by a file.")
        else:
            found.append(role.value)
    return sorted(found)

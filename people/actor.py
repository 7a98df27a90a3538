"""The person who acts: who they are and which roles they hold at this moment."""

from dataclasses import dataclass

from people.roles import PERMISSIONS, ROLE_TITLES, Permission, Role


@dataclass(frozen=True)
class Actor:
    """A member of staff in a unit of work, loaded anew each time so that a change of role counts at once."""

    id: int
    name: str
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        """Whether any of the roles holds the permission."""
        return any(permission in PERMISSIONS[role] for role in self.roles)

    @property
    def title(self) -> str:
        """The roles in words, in the order of the framework."""
        return ", ".join(title for role, title in ROLE_TITLES.items() if role in self.roles)


COMMAND_LINE = Actor(0, "Command line", frozenset({Role.COMMAND_LINE}))

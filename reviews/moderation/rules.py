"""How moderation works where the framework leaves it open: settings, with proposed defaults (G1, G3, G4)."""

from dataclasses import dataclass

from people.roles import Role


@dataclass(frozen=True)
class ModerationRules:
    """The settings of moderation. Screens that apply one say that it is one."""

    listed_grades: tuple[str, ...] = ("inadequate", "outstanding")  # always listed (G1)
    one_in: int = 5  # of the rest (G1); 0 for none
    deputy: Role = Role.EXECUTIVE_DIRECTOR  # chairs and decides where the chair is exempt or away (G3)
    quorum: int = 3  # members present, the chair among them (G4)
    minutes: int = 90  # of a meeting (BR-44)
    minutes_each: int = 20  # planned for a review
    marking: str = "OFFICIAL-SENSITIVE"  # what stands on everything that leaves


PROPOSED = ModerationRules()

"""How reviews are planned where the framework leaves it open: settings, with proposed defaults (gap G10)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanningRules:
    """The settings of planning. Screens that apply one say that it is one."""

    re_audit_months: int = 0  # after the final grade; 0 proposes none, 6 is what we would begin with
    re_audit_grades: tuple[str, ...] = ("inadequate", "requires_improvement")
    dip_samples: bool = False
    reminder_days: int = 3  # working days before the deadline; 0 for none before it


PLANNING = PlanningRules()

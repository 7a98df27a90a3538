"""What a concern is about, and the one table that says who hears of it and in which order."""

from collections.abc import Mapping
from datetime import datetime

from people.contact_points import EMERGENCY
from people.working_days import working_days_later

AT_RISK, NOT_ADDRESSED = "at_risk", "not_addressed"
TITLES: Mapping[str, str] = {
    AT_RISK: "Child may be at risk now",
    NOT_ADDRESSED: "Racism or discrimination not addressed",
}
FIRST: Mapping[str, str] = {
    AT_RISK: f"Phone first: {EMERGENCY} if it is urgent, then the duty team manager. Record it here afterwards.",
    NOT_ADDRESSED: "The Head of Safeguarding & QA and the deputy hear of it at once. It does not wait for a review.",
}
OPEN, ACKNOWLEDGED, ACTED = "open", "acknowledged", "acted"
STATES: Mapping[str, str] = {
    OPEN: "Nobody has acknowledged it yet",
    ACKNOWLEDGED: "Acknowledged, no action recorded yet",
    ACTED: "Action recorded",
}
ACKNOWLEDGE_WITHIN, ACT_WITHIN = 1, 2  # working days: ours, the framework gives none


def acknowledge_by(raised: datetime) -> datetime:
    """Until when somebody has to say that they have it."""
    return working_days_later(raised, ACKNOWLEDGE_WITHIN)


def act_by(raised: datetime) -> datetime:
    """Until when an action has to be on record."""
    return working_days_later(raised, ACT_WITHIN)

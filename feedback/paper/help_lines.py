"""The numbers to call in danger or need, as they stand on paper; the same words as on the pages."""

from feedback.paper.letterhead import Letterhead
from feedback.paper.phrases import Text, phrase
from people.contact_points import CHILDLINE, EMERGENCY, NSPCC


def help_lines(code: str, head: Letterhead, *, younger: bool = False) -> tuple[Text, ...]:
    """Whom to call; for children under 12 in easier words."""
    danger = phrase(code, "If you are in danger now, call {number}.", number=EMERGENCY)
    team = phrase(
        code,
        "{team}: {day} (Monday to Friday, 9 to 5) or {evening} (evenings and weekends).",
        team=head.team_name,
        day=head.day_number,
        evening=head.evening_number,
    )
    if younger:
        grown_up = phrase(code, "If you are scared or hurt, tell a grown-up you trust.")
        return grown_up, phrase(code, "You can call Childline: {number}. It is free.", number=CHILDLINE), danger, team
    childline = phrase(
        code, "If you are under 19 you can talk to Childline any time: {number} (free).", number=CHILDLINE
    )
    worried = phrase(code, "Worried about a child? NSPCC {number}.", number=NSPCC)
    return danger, childline, worried, team

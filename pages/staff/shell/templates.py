"""The templates of the staff screens: plain HTML, every value escaped."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from language import dates
from language.isolates import isolated_html
from pages.staff.shell import addresses, words
from pages.staff.shell.assets import address_of
from people.contact_points import CHILDLINE, EMERGENCY
from people.identity import in_words
from people.working_days import london_day

ROOM = Path(__file__).parent.parent  # a template is named as the feature that owns it: `children/child.html`


def render(template: str, now: datetime, **values: Any) -> str:
    """A template with its values; `now` is the moment that “today” and “late” are meant by."""
    today = london_day(now)
    return isolated_html(_environment().get_template(template).render(now=now, today=today, **values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOM),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, address=addresses, asset=address_of, identity_in_words=in_words)
    environment.globals.update(emergency=EMERGENCY, childline=CHILDLINE)
    environment.filters.update(day=_day, moment=_moment, clock=words.clock)
    return environment


def _moment(when: str, now: datetime) -> str:
    return dates.moment(datetime.fromisoformat(when), "en", now)


def _day(when: str | date, today: date) -> str:
    """A day, or the London day of a moment, as in “3 May”."""
    if isinstance(when, str):
        when = london_day(when) if "T" in when else date.fromisoformat(when)
    return dates.day(when, "en", today)

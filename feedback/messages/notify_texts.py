"""What GOV.UK Notify says of a text that came in, as we keep it: whatever it holds, for what is not kept is lost."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime

from feedback.messages.providers import IncomingText
from people.phone_numbers import NotAMobile, mobile

NOBODY = "unknown"  # the sender of a text that names none
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_NUMBER = re.compile(r"[!-~][ -~]{0,63}")


def from_callback(said: Mapping[str, object]) -> IncomingText:
    """A text as Notify posts it: the sender without a plus, `447700900123`."""
    return _text(said, said.get("source_number"), said.get("message"), said.get("date_received"))


def from_list(said: Mapping[str, object]) -> IncomingText:
    """A text as Notify lists it."""
    return _text(said, said.get("user_number"), said.get("content"), said.get("created_at"))


def _text(said: Mapping[str, object], number: object, words: object, moment: object) -> IncomingText:
    body = words if isinstance(words, str) else "" if words is None else json.dumps(words)
    return IncomingText(_id(said), _sender(number), body, _moment(moment))


def _id(said: Mapping[str, object]) -> str:
    """Its id; where that is missing one made of all that was said, so that the same comes once."""
    given = said.get("id")
    if isinstance(given, str) and _ID.fullmatch(given):
        return given
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def _sender(number: object) -> str:
    """A UK mobile in E.164, in whichever way it is written; anything else that can be kept just as it came."""
    written = number.strip() if isinstance(number, str) else ""
    for one in (f"+{written}", written):
        try:
            return mobile(one)
        except NotAMobile:
            continue
    return written if _NUMBER.fullmatch(written) else NOBODY


def _moment(said: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None

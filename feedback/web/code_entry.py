"""The front door: a typed code is counted as a guess before it is looked at, and no longer once it was right."""

from dataclasses import dataclass
from datetime import timedelta

from feedback.voices.errors import NoSuchLink
from feedback.voices.places import poster
from feedback.voices.typed_codes import NoSuchCode, enter
from people.permissions import open_to
from people.throttling import Limit, give_back, network_of, take
from storage.store import Database

# wrong codes: 20 in ten minutes from one network, 5 while there are more than 1,000 an hour from all of them
GUESSES = Limit("codes", each=20, within=timedelta(minutes=10), crowd=1000, crowd_within=timedelta(hours=1), in_crowd=5)


@dataclass(frozen=True)
class CodeOpened:
    """What a code leads to: the token of a conversation, or the code of a poster."""

    token: str = ""
    poster: str = ""


@open_to("anybody at the front door")
def try_code(db: Database, typed: str, address: str) -> CodeOpened | None:
    """What the code opens; None for whatever is wrong with it. `Throttled` after too many wrong ones."""
    network = network_of(address)
    take(db, GUESSES, network)
    opened = _opened(db, typed)
    if opened:
        give_back(db, GUESSES, network)
    return opened


def _opened(db: Database, typed: str) -> CodeOpened | None:
    try:
        return CodeOpened(token=enter(db, typed))
    except NoSuchCode:
        pass
    try:
        return CodeOpened(poster=poster(db, typed)["code"])
    except NoSuchLink:
        return None

"""What is said and held back in data that were made of an earlier copy: nothing that waited then goes by itself."""

from dataclasses import dataclass

from feedback.messages.after_restore import hold_mails, hold_texts
from people.actor import COMMAND_LINE
from people.backups import note_restored
from people.permissions import open_to
from people.sessions import end_all_sessions
from storage.store import Database


@dataclass(frozen=True)
class Held:
    """How many texts and mails wait for a person."""

    texts: int
    mails: int


@open_to("the command line")
def hold_back(db: Database, made: str, made_by: str) -> Held:
    """What was on its way is held, nobody is signed in, and the trail says of which moment all is."""
    held = Held(hold_texts(db), hold_mails(db))
    end_all_sessions(db)
    note_restored(db, COMMAND_LINE, made, made_by=made_by, texts=held.texts, mails=held.mails)
    return held

"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES
from tracker.meetings.meetings import MEETINGS
from tracker.meetings.records import RECORDS
from tracker.monthly.messages import MONTHLY_MESSAGES, MONTHLY_ROUNDS
from tracker.said.releases import SAID_RELEASES
from tracker.said.said_entries import SAID_ENTRIES
from tracker.saved_views import SAVED_VIEWS
from tracker.training.looks import TRAINING_LOOKS
from tracker.workbooks.imports import IMPORTS
from tracker.workbooks.mappings import MAPPINGS
from tracker.workbooks.pieces import PIECES

KINDS = (
    IMPORTS,
    ITEMS,
    LINES,
    MAPPINGS,
    MEETINGS,
    MONTHLY_MESSAGES,
    MONTHLY_ROUNDS,
    PIECES,
    RECORDS,
    SAID_ENTRIES,
    SAID_RELEASES,
    SAVED_VIEWS,
    TRAINING_LOOKS,
)

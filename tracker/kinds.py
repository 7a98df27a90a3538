"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES
from tracker.saved_views import SAVED_VIEWS

KINDS = (ITEMS, LINES, SAVED_VIEWS)
from tracker.meetings.meetings import MEETINGS
from tracker.meetings.records import RECORDS

KINDS = (ITEMS, LINES, MEETINGS, RECORDS)
from tracker.said.releases import SAID_RELEASES
from tracker.said.said_entries import SAID_ENTRIES

KINDS = (ITEMS, LINES, SAID_ENTRIES, SAID_RELEASES)
from tracker.workbooks.imports import IMPORTS
from tracker.workbooks.mappings import MAPPINGS
from tracker.workbooks.pieces import PIECES

KINDS = (ITEMS, LINES, IMPORTS, MAPPINGS, PIECES)
from tracker.monthly.messages import MONTHLY_MESSAGES, MONTHLY_ROUNDS

KINDS = (ITEMS, LINES, MONTHLY_MESSAGES, MONTHLY_ROUNDS)

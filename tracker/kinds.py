"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES
from tracker.said.releases import SAID_RELEASES
from tracker.said.said_entries import SAID_ENTRIES

KINDS = (ITEMS, LINES, SAID_ENTRIES, SAID_RELEASES)

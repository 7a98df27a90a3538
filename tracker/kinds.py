"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES

KINDS = (ITEMS, LINES)

"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES
from tracker.monthly.messages import MONTHLY_MESSAGES, MONTHLY_ROUNDS

KINDS = (ITEMS, LINES, MONTHLY_MESSAGES, MONTHLY_ROUNDS)

"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES
from tracker.monthly.messages import MONTHLY_MESSAGES, MONTHLY_ROUNDS
from tracker.training.looks import TRAINING_LOOKS

KINDS = (ITEMS, LINES, MONTHLY_MESSAGES, MONTHLY_ROUNDS, TRAINING_LOOKS)

"""The kinds of document that this room keeps."""

from tracker.items import ITEMS
from tracker.lines import LINES
from tracker.workbooks.imports import IMPORTS
from tracker.workbooks.mappings import MAPPINGS
from tracker.workbooks.pieces import PIECES

KINDS = (ITEMS, LINES, IMPORTS, MAPPINGS, PIECES)

"""The kinds of document that this room keeps."""

from translations.changes import CHANGES
from translations.po_files import PO_FILES
from translations.translations import TRANSLATIONS

KINDS = (CHANGES, PO_FILES, TRANSLATIONS)

"""The kinds of document that this room keeps."""

from translations.changes import CHANGES
from translations.translations import TRANSLATIONS

KINDS = (CHANGES, TRANSLATIONS)

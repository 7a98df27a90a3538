"""The kinds of document that this room keeps."""

from reviews.citations import CITATIONS
from reviews.entries import ENTRIES
from reviews.reviews import REVIEWS

KINDS = (CITATIONS, ENTRIES, REVIEWS)

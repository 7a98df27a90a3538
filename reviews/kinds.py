"""The kinds of document that this room keeps."""

from reviews.citations import CITATIONS
from reviews.data_requests import DATA_REQUESTS
from reviews.entries import ENTRIES
from reviews.final_grades import FINAL_GRADES
from reviews.moderation.records import MODERATIONS
from reviews.moderation.themes import THEMES
from reviews.panel.agenda import AGENDA_ITEMS
from reviews.panel.blind_views import BLIND_VIEWS
from reviews.panel.meetings import PANEL_MEETINGS
from reviews.papers.templates import WORD_TEMPLATES
from reviews.planning.batches import REVIEW_BATCHES
from reviews.planning.reminders import REVIEW_REMINDERS
from reviews.prompt_lists import PROMPT_LISTS
from reviews.reviews import REVIEWS
from reviews.steps import REVIEW_STEPS
from reviews.versions import REVIEW_VERSIONS

KINDS = (
    AGENDA_ITEMS,
    BLIND_VIEWS,
    CITATIONS,
    DATA_REQUESTS,
    ENTRIES,
    FINAL_GRADES,
    MODERATIONS,
    PANEL_MEETINGS,
    PROMPT_LISTS,
    REVIEWS,
    REVIEW_BATCHES,
    REVIEW_REMINDERS,
    REVIEW_STEPS,
    REVIEW_VERSIONS,
    THEMES,
    WORD_TEMPLATES,
)

"""The kinds of document that this room keeps."""

from feedback.attempts import ATTEMPTS
from feedback.kept_forms import KEPT_FORMS
from feedback.links import REQUESTS
from feedback.voices import VOICES

KINDS = (ATTEMPTS, KEPT_FORMS, REQUESTS, VOICES)

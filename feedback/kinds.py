"""The kinds of document that this room keeps."""

from feedback.concerns.concerns import CONCERNS
from feedback.messages.inbox import RECEIVED
from feedback.messages.mail.mails import MAILS
from feedback.messages.outbox import OUTBOX
from feedback.phone.call_records import CALLS
from feedback.phone.discussions import TALKS
from feedback.proposing.putting_aside import PROPOSALS_PUT_ASIDE
from feedback.proposing.switch import ASKING_BY_ITSELF
from feedback.sms.threads import THREADS
from feedback.voices.attachments import ATTACHED_FILES, ATTACHMENTS
from feedback.voices.attempts import ATTEMPTS
from feedback.voices.form_versions import KEPT_FORMS
from feedback.voices.places import PLACES
from feedback.voices.requests import REQUESTS
from feedback.voices.sounds import SOUNDS
from feedback.voices.spoken_questions import SPOKEN_QUESTIONS
from feedback.voices.statements_beside import STATEMENTS
from feedback.voices.translations_asked import ASKED
from feedback.voices.translations_beside import TRANSLATIONS
from feedback.voices.triage_items import TRIAGE
from feedback.voices.typed_codes import TYPED_CODES
from feedback.voices.voices import VOICES
from people.opt_outs import OPT_OUTS

KINDS = (
    ASKED,
    ASKING_BY_ITSELF,
    ATTACHED_FILES,
    ATTACHMENTS,
    ATTEMPTS,
    CALLS,
    CONCERNS,
    KEPT_FORMS,
    MAILS,
    OPT_OUTS,
    OUTBOX,
    PLACES,
    PROPOSALS_PUT_ASIDE,
    RECEIVED,
    REQUESTS,
    SOUNDS,
    SPOKEN_QUESTIONS,
    TALKS,
    THREADS,
    STATEMENTS,
    TRANSLATIONS,
    TRIAGE,
    TYPED_CODES,
    VOICES,
)

"""The kinds of document that this room keeps."""

from feedback.attempts import ATTEMPTS
from feedback.calls.discussions import TALKS
from feedback.calls.kept import CALLS
from feedback.concerns.kinds import CONCERNS
from feedback.kept_forms import KEPT_FORMS
from feedback.links import REQUESTS
from feedback.places import PLACES
from feedback.texts.inbox import RECEIVED
from feedback.texts.opt_outs import OPT_OUTS
from feedback.texts.outbox import OUTBOX
from feedback.texts.threads import THREADS
from feedback.triage.items import TRIAGE
from feedback.typed_codes import TYPED_CODES
from feedback.voices import VOICES

KINDS = (
    ATTEMPTS,
    CALLS,
    CONCERNS,
    KEPT_FORMS,
    OPT_OUTS,
    OUTBOX,
    PLACES,
    RECEIVED,
    REQUESTS,
    TALKS,
    THREADS,
    TRIAGE,
    TYPED_CODES,
    VOICES,
)

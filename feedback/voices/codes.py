"""The codes of channels and outcomes, with the words that staff read for them."""

from collections.abc import Mapping

CHANNELS: Mapping[str, str] = {
    "link": "Link",
    "qr": "QR code",
    "sms": "Text message",
    "letter": "Letter",
    "phone": "Phone call",
    "in_person": "In person",
}
OFFERED_CHANNELS = ("link", "qr", "sms", "letter", "phone")  # those that a staff screen offers
MADE, PRINTED, HANDED_OVER, SHOWN, SENT = "made", "printed", "handed_over", "shown", "sent"
OPENED, ANSWERED, TOLD = "opened", "answered", "told"  # the first is never stored: that somebody has begun shows it
PREPARED = frozenset({MADE, PRINTED})  # it exists here, and nobody outside has been reached with it
OUTCOMES: Mapping[str, str] = {
    MADE: "made",
    PRINTED: "printed",
    HANDED_OVER: "handed over",
    SHOWN: "shown to them on screen",
    SENT: "sent, not yet confirmed",
    "not_known": "not known whether it arrived",
    "delivered": "delivered",
    "not_delivered": "not delivered",
    "no_answer": "no answer",
    "wrong_number": "wrong number",
    "not_safe_now": "not safe to talk",
    "asked_for_later": "asked to be called later",
    "declined": "declined",
    "talked": "talked, not finished",
    OPENED: "opened by them",
    ANSWERED: "answered",
    TOLD: "told what came of their words",
}
_BY_A_VERB = PREPARED | {OPENED, TOLD}
LOGGED = {code: words for code, words in OUTCOMES.items() if code not in _BY_A_VERB}  # what a person may log

"""The words that staff read about texts and about how it is safe to reach somebody."""

from datetime import date, datetime, timedelta

from feedback.asking.text_requests import TOKEN_TO_SHOW, Preview
from feedback.messages.outbox import REMINDER, REQUEST, TOLD, UNASKED
from feedback.messages.text_length import GSM_7
from feedback.messages.undelivered import DECISIONS, UndeliveredText
from language import dates
from pages.staff.shell.words import plural
from people.contacts import Contact
from people.phone_numbers import NotAMobile, mobile, shown
from people.safe_times import DAYS, MOST_SPANS, spans_in_words
from people.working_days import london_day

__all__ = ["DAYS", "MOST_SPANS"]  # for the form in which they are entered


def phone(contact: Contact) -> str:
    """A contact's number with spaces; nothing where there is none."""
    return shown(contact["phone"]) if contact["phone"] else ""


def number_trouble(contact: Contact) -> str:
    """Why no text can go to a contact's number; nothing where one can."""
    if not contact["phone"]:
        return "There is no phone number on record."
    try:
        mobile(contact["phone"])
    except NotAMobile as wrong:
        return str(wrong)
    return ""


def checked(contact: Contact, today: date) -> str:
    """When it was last checked how it is safe to reach somebody."""
    on = contact["safe_checked"]
    return f"checked {dates.day(date.fromisoformat(on[:10]), 'en', today)}" if on else "never checked"


def safe_times(contact: Contact) -> str:
    """When it is safe to reach somebody: what is data, and the words, which a person has to read."""
    words = f"in words: {contact['safe_times']}" if contact["safe_times"] else ""
    said = [one for one in (spans_in_words(contact), words) if one]
    return f"Safe times: {', '.join(said)}" if said else ""


def body(preview: Preview) -> str:
    """The words of a text that has not gone: its link is not made yet."""
    return preview.text.text.replace(TOKEN_TO_SHOW, "…")


def size(preview: Preview) -> str:
    """How long a text is and about what it costs: “2 parts, about 8p”."""
    letters = "letters of the Latin alphabet" if preview.length.alphabet == GSM_7 else "letters of any script"
    return f"{plural(preview.length.parts, 'part', 'parts')}, about {preview.pence:g}p · {letters}"


def goes(when: datetime, now: datetime) -> str:
    """When a text will go: “now”, or the morning that it waits for."""
    return "now" if when <= now else morning(when, now)


def morning(when: datetime, now: datetime) -> str:
    """A moment that texts wait for: “tomorrow at 08:00”."""
    days = london_day(when) - london_day(now)
    named = {timedelta(0): "today", timedelta(days=1): "tomorrow"}
    return f"{named.get(days) or dates.day(when, 'en', london_day(now))} at {dates.clock(when)}"


def morning_of(when: str, now: datetime) -> str:
    """A stored moment that texts wait for."""
    return morning(datetime.fromisoformat(when), now)


def purpose(text: UndeliveredText) -> str:
    """What a text that went out is for."""
    named = {REQUEST: "The text that asks", REMINDER: "The reminder", TOLD: "The text that tells what we did"}
    return named.get(text.purpose, "A reply")


def is_asking(text: UndeliveredText) -> bool:
    """Whether a text asks; the others answer what somebody wrote to us."""
    return text.purpose in UNASKED


def decision(what: str) -> str:
    """One of the decisions about a text, as its button says it."""
    return DECISIONS[what]

"""The words that staff read for codes, states and deadlines."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from feedback.asking.progress import RequestProgress
from feedback.voices import provenance, requests
from feedback.voices.attempts import Attempt
from feedback.voices.codes import CHANNELS, OUTCOMES, SENT
from feedback.voices.requests import Request
from feedback.voices.translations_beside import ENGLISH
from feedback.voices.translations_beside import MADE as MADE  # these three are said in templates alone
from feedback.voices.translations_beside import best_of as best_of
from feedback.voices.translations_beside import how_made as how_made
from feedback.voices.voice_access import SeenVoice
from feedback.voices.voices import Voice
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language import dates, not_here
from language.catalogue import say
from language.not_here import english_name
from language.registry import LANGUAGES, Language
from people.contacts import Contact
from people.working_days import london_day
from reviews.evidence import EvidenceItem
from reviews.reviews import Review, is_late
from reviews.states import CANCELLED, NEVER_HANDED_IN, STATES
from tracker.in_words import state_in_words
from tracker.items import Item

REQUEST_STATES: Mapping[str, str] = {"answered": "Answered", "revoked": "Closed"}
RUN_OUT: Mapping[str, str] = {
    "begun": "They began and did not finish, and the time to answer has run out",
    "put": "Nobody answered, and the time to answer has run out",
    "made": "Nobody was reached with it, and the time to answer has run out",
}
NOT_PUT: Mapping[str, str] = {
    "link": "Made, and not handed over yet",
    "qr": "Made, and not shown to them yet",
    "letter": "No letter is printed yet",
    "sms": "The text did not arrive",
}
PROGRESS: Mapping[str, tuple[str, str]] = {
    "empty": ("○", "not started"),
    "started": ("◐", "started"),
    "done": ("●", "done"),
    "optional": ("○", "nothing needed, nothing written"),
}
# said in the middle of a line: “Young person · web link · العربية”
_BY: Mapping[str, str] = {"link": "web link", "qr": "QR code", "sms": "text message", "phone": "phone call"}


def relation(contact: Contact) -> str:
    """How a contact stands to the child, after the name: “, mother”; nothing for the child itself."""
    said = str(contact["relation"]).lower()
    return "" if said == "self" else f", {said}"


def touchpoint(code: str) -> str:
    """A touchpoint in words."""
    return TOUCHPOINTS.get(code, code)


def audience(code: str) -> str:
    """Who speaks, without the ages of the band."""
    return AUDIENCES.get(code, code)


def speaker(code: str) -> str:
    """Who speaks, in a word: “Young person”."""
    return audience(code).partition(",")[0]


def channel(code: str) -> str:
    """A channel at the start of a line."""
    return CHANNELS.get(code, code)


def by_channel(code: str) -> str:
    """A channel inside a line."""
    return _BY.get(code, channel(code).lower())


def item_state(found: Item, today: date) -> str:
    """How far an item of the tracker has come."""
    return state_in_words(found, today)


def outcome(code: str) -> str:
    """What came of an attempt."""
    return OUTCOMES.get(code, code)


def spoken(code: str) -> Language:
    """A language by its code; one that is not here by its own name with the English one beside it."""
    if code in LANGUAGES:
        return LANGUAGES[code]
    found, english = not_here.named(code), english_name(code)
    if found is None or found.own_name == english:
        return Language(code, english, english)
    return Language(code, f"{found.own_name} ({english})", english, found.direction)


def state(code: str) -> str:
    """How far a review has come."""
    return STATES.get(code, code)


def request_state(request: Request, now: str, standing: RequestProgress) -> str:
    """What became of a request, as far as anybody knows."""
    if request["state"] != requests.OPEN:
        return REQUEST_STATES.get(request["state"], request["state"])
    reached = "begun" if standing.begun else "put" if standing.put_on else "made"
    if not is_open(request, now):
        return RUN_OUT[reached]
    if standing.on_its_way:
        return "To be asked by phone" if request["channel"] == "phone" else "The text waits to go"
    if reached != "made":
        return "They have begun to answer" if standing.begun else "Waiting for an answer"
    printed = request["channel"] == "letter" and standing.in_hand
    return "Printed, and not handed over yet" if printed else NOT_PUT.get(request["channel"], NOT_PUT["link"])


def is_open(request: Request, now: str) -> bool:
    """Whether a request can still be answered."""
    return requests.is_open(request, datetime.fromisoformat(now))


def asked_so_far(live: Iterable[tuple[Request, RequestProgress]]) -> str:
    """How the open requests about a child stand, in a few words: “1 to hand over · 2 not answered yet”."""
    told = Counter(_how_far(request, standing) for request, standing in live)
    return " · ".join(f"{number} {what}" for what, number in told.items())


def _how_far(request: Request, standing: RequestProgress) -> str:
    if standing.begun:
        return "begun and not finished"
    if standing.put_on is None:
        return "to hand over" if request["channel"] != "sms" else "that did not arrive"
    if standing.on_its_way:
        return "to be called" if request["channel"] == "phone" else "to be texted"
    return "not answered yet"


def handed_over(made: Attempt) -> Mapping[str, str]:
    """What somebody presses who says that a made thing is with the family by now, and what is asked beside it."""
    if made["method"] == "letter":
        posted = made.get("becomes") == SENT
        return {"how": "A note on it", "done": "I have posted it" if posted else "I have handed it over"}
    if made["method"] == "qr":
        return {"how": "A note on it", "done": "They have scanned it"}
    return {"how": "How did they get it?", "done": "I have given it to them"}


def not_shared(voice: SeenVoice) -> str:
    """Why somebody who works with the family does not read the words: what the speaker said to it, and no more."""
    told = "They answered" if voice["finished"] else "They have begun to answer"
    match voice["sharing"]:
        case "no":
            return f"{told}, and did not share their words with their worker."
        case "skipped":
            return f"{told}, and left open whether their worker may see their words."
        case _ if voice["finished"]:
            return f"{told}. It is not on record that their worker may see their words."
        case _:
            return f"{told}. They have not been asked yet whether their worker may see their words."


def due(review: Review, today: date) -> str:
    """The deadline of a review that is being written: “due 12 May”, “late: it was due 3 May”; then its end."""
    day = dates.day(date.fromisoformat(review["deadline"]), "en", today)
    if submitted := review.get("submitted"):
        after = f", due {day}" if submitted > review["deadline"] else ""
        return f"handed in {dates.day(date.fromisoformat(submitted), 'en', today)}{after}"
    if review["state"] == CANCELLED:
        return "cancelled"
    if is_late(review, today):
        return f"late: it was due {day}"
    return "due today" if review["deadline"] == today.isoformat() else f"due {day}"


def day_or_words(when: str, today: date) -> str:
    """By when something is to be done: “by 3 May”, or in the words in which it was said."""
    try:
        return f"by {dates.day(date.fromisoformat(when), 'en', today)}"
    except ValueError:
        return when


def late(review: Review, today: date) -> bool:
    """Whether the deadline has passed and nothing is handed in."""
    return review["state"] in NEVER_HANDED_IN and is_late(review, today)


def progress(state: str) -> tuple[str, str]:
    """The mark of a section and its words."""
    return PROGRESS[state]


def is_quotable(said: Any) -> bool:
    """Whether an answer's words may stand in quotation marks: they are on record as the speaker's own."""
    return _of(said, "own_words") and provenance.is_quotable(_of(said, "kept"))


def source(said: Any) -> str:
    """Where an answer comes from, as it stands beside the words: who noted it, whose words, who helped."""
    return provenance.in_words(*(_of(said, name) for name in ("kept", "noted_by", "collected_by", "helped_by")))


def _of(said: Any, name: str) -> Any:
    """A field of an answer: a piece of evidence, an item of a list, or a citation as it is kept."""
    return said[name] if isinstance(said, Mapping) else getattr(said, name)


def is_foreign(piece: EvidenceItem) -> bool:
    """Whether it was said in another language than the readers': then it needs a translation."""
    return piece.own_words and piece.words_lang != ENGLISH


def sources(pieces: Iterable[Any]) -> str:
    """Where the answers of one voice come from, each kind once."""
    return " · ".join(dict.fromkeys(told for told in map(source, pieces) if told))


def alarms(voice: Voice) -> tuple[str, ...]:
    """What in a voice should be seen first."""
    said = (
        (voice["worried"], "Does not feel safe"),
        (voice["wants_call"], "Asked for a call"),
        (voice["unfair"], "Was treated unfairly"),
    )
    return tuple(text for is_so, text in said if is_so)


def from_when(when: datetime, now: datetime) -> str:
    """From when something may be done: “from 10:00” today, “from 13 May 10:00”."""
    today = london_day(when) == london_day(now)
    return f"from {dates.clock(when) if today else dates.moment(when, 'en', now)}"


def month(written: str) -> str:
    """A month as in “May 2026”."""
    return dates.month_and_year(date.fromisoformat(f"{written}-01"), "en")


def said_in(code: str, message: str) -> str:
    """A message as families read it in a language."""
    return say(code, message).text


def plural(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def days_kept(days: int) -> str:
    """How long something is kept: “2,192 days (6 years)” where it is a year or more."""
    told, years = plural(days, "day", "days") if days < 1_000 else f"{days:,} days", round(days / 365.25)
    return f"{told} ({plural(years, 'year', 'years')})" if days >= 365 else told


def clock(when: str) -> str:
    """The London clock time of a stored moment: “14:02”."""
    return dates.clock(datetime.fromisoformat(when))

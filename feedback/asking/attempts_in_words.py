"""The attempts as a short story: "2 texts delivered, 1 call not answered, letter sent: nobody answered by 3 May"."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from feedback.asking.progress import in_hand_of, progress_of
from feedback.voices import requests
from feedback.voices.attempts import Attempt, is_try
from feedback.voices.codes import ANSWERED, CHANNELS, MADE, OPENED, OUTCOMES, PRINTED
from feedback.voices.requests import is_open, tells
from feedback.voices.voices import Voice, last_said
from language.dates import day
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

NOBODY_TRIED = "Nobody has tried to hear them yet."
TIME_TO_ANSWER = timedelta(days=7)  # for a letter or a text that was logged and has no link that ends
TAKES_TIME = frozenset({"link", "qr", "sms", "letter"})
GOT_OUT = frozenset({"handed_over", "shown", "sent", "delivered", "not_known"})
# told where they answered by another way than they were tried
ANSWERED_BY: Mapping[str, str] = {
    "link": "online",
    "qr": "online",
    "letter": "online",
    "sms": "by text",
    "phone": "by phone",
    "in_person": "in person",
}
# one and several of each try; what is not here is told by the words of its codes
_ONE_AND_SEVERAL: Mapping[tuple[str, str], tuple[str, str]] = {
    ("sms", "delivered"): ("1 text delivered", "{n} texts delivered"),
    ("sms", "sent"): ("1 text sent and not confirmed", "{n} texts sent and not confirmed"),
    ("sms", "not_known"): ("1 text that may not have gone", "{n} texts that may not have gone"),
    ("sms", "not_delivered"): ("1 text not delivered", "{n} texts not delivered"),
    ("sms", "declined"): ("asked by text to stop", "asked by text to stop"),
    ("letter", "handed_over"): ("letter handed over", "{n} letters handed over"),
    ("letter", "sent"): ("letter sent", "{n} letters sent"),
    ("letter", "delivered"): ("letter delivered", "{n} letters delivered"),
    ("letter", "not_delivered"): ("letter came back", "{n} letters came back"),
    ("phone", "no_answer"): ("1 call not answered", "{n} calls not answered"),
    ("phone", "wrong_number"): ("1 call to a wrong number", "{n} calls to a wrong number"),
    ("phone", "not_safe_now"): ("1 call when it was not safe to talk", "{n} calls when it was not safe to talk"),
    ("phone", "asked_for_later"): ("asked once to be called later", "asked {n} times to be called later"),
    ("phone", "talked"): ("1 call that was not finished", "{n} calls that were not finished"),
    ("phone", "declined"): ("declined on the phone", "declined on the phone"),
    ("link", "handed_over"): ("link handed over", "{n} links handed over"),
    ("link", OPENED): ("link opened by them", "{n} links opened by them"),
    ("qr", "shown"): ("code shown on screen", "code shown on screen {n} times"),
    ("qr", OPENED): ("code scanned by them", "{n} codes scanned by them"),
    ("letter", OPENED): ("letter reached them", "{n} letters reached them"),
    ("in_person", OPENED): ("questions opened by them", "questions opened by them"),
    ("in_person", "declined"): ("declined in person", "declined in person {n} times"),
}


def story(
    attempts: Sequence[Attempt],
    *,
    today: date,
    heard: date | None = None,
    open_until: date | None = None,
) -> str:
    """The tries in the order in which each kind was first made, and how it ended; "" is never returned.

    `today` is London's; `heard` is the day of the last words of somebody who has not finished, where there are any;
    `open_until` is the day up to which a request that was put to them can still be answered.
    """
    tried = ", ".join(_told(attempts))
    lying = tuple(_lying(in_hand_of(attempts), today))
    told = [": ".join(one for one in (tried, _end(attempts, today, heard, open_until)) if one)]
    if not (tried or heard or any(one["outcome"] == ANSWERED for one in attempts)):
        told = []
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in (*told, *lying)) or NOBODY_TRIED


def story_of(db: Database, child: str, records: Sequence[Attempt], voices: Sequence[Voice], today: date) -> str:
    """The story of a child's attempts, as `records_of` gives them, and of the voices that they led to."""
    made = requests.by_child(db, child)
    telling = {number_of(one) for one in made if tells(one)}  # who is told something is not asked
    live = {number_of(one): one for one in made if is_open(one, db.now) and not tells(one)}
    put = [one for one in live.values() if progress_of(db, one).put_on is not None]
    return story(
        # what was made for a request that is closed by now lies nowhere
        [one for one in records if one["request"] not in telling and (is_try(one) or one["request"] in live)],
        today=today,
        heard=max((london_day(last_said(one)) for one in voices), default=None),
        open_until=max((london_day(one["expires"]) for one in put), default=None),
    )


def _end(attempts: Collection[Attempt], today: date, heard: date | None, open_until: date | None) -> str:
    """How it ended, or that it has not: nobody failed to answer while there is time."""
    ended = [one for one in attempts if one["outcome"] == ANSWERED]
    if ended:
        last = max(ended, key=lambda one: one["at"])
        tried = {one["method"] for one in attempts if one["outcome"] != ANSWERED}
        way = "" if not tried or last["method"] in tried else f" {ANSWERED_BY[last['method']]}"
        return f"answered{way} on {day(london_day(last['at']), 'en', today)}"
    if heard:
        return f"answered in part on {day(heard, 'en', today)}"
    if open_until is not None and open_until >= today:
        return f"nobody has answered yet, and they can until {day(open_until, 'en', today)}"
    if any(_has_time(one, today) for one in attempts if is_try(one)):
        return "nobody has answered yet"
    return f"nobody answered by {day(today, 'en', today)}"


def _has_time(attempt: Attempt, today: date) -> bool:
    """Whether an answer to this try may still come by itself: a link says when it ends, and a call is over."""
    logged = attempt["method"] in TAKES_TIME and attempt["request"] is None
    return logged and attempt["outcome"] in GOT_OUT and today < london_day(attempt["at"]) + TIME_TO_ANSWER


def _lying(made: Iterable[Attempt], today: date) -> Iterator[str]:
    """What was made and lies here still."""
    things = {"link": "link", "qr": "code", "letter": "letter", "in_person": "link"}
    words = {MADE: "made", PRINTED: "printed"}
    for one in made:
        thing, what = things.get(one["method"], one["method"]), words[one["outcome"]]
        yield f"a {thing} was {what} on {day(london_day(one['at']), 'en', today)} and is not handed over yet"


def _told(attempts: Iterable[Attempt]) -> list[str]:
    counted = Counter((one["method"], one["outcome"]) for one in attempts if is_try(one) and one["outcome"] != ANSWERED)
    return [_in_words(kind, n) for kind, n in counted.items()]


def _in_words(kind: tuple[str, str], n: int) -> str:
    if kind in _ONE_AND_SEVERAL:
        return _ONE_AND_SEVERAL[kind][n > 1].format(n=n)
    method, outcome = kind
    told = f"{CHANNELS.get(method, method).lower()}: {OUTCOMES.get(outcome, outcome)}"
    return told if n == 1 else f"{told} ({n} times)"

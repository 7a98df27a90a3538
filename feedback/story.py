"""The attempts as a short story: "2 texts delivered, 1 call not answered, letter sent: nobody answered by 3 May"."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from feedback.codes import CHANNELS, OUTCOMES
from feedback.working_days import london_day
from language.dates import day

ANSWERED = "answered"
NOBODY_TRIED = "Nobody has tried to hear them yet."
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
    ("qr", "shown"): ("code shown on screen", "code shown on screen {n} times"),
    ("in_person", "declined"): ("declined in person", "declined in person {n} times"),
}


def story(attempts: Sequence[Mapping[str, Any]], *, today: date, heard: date | None = None) -> str:
    """The tries in the order in which each kind was first made, and how it ended; "" is never returned.

    `today` is London's; `heard` is the day of the last words of somebody who has not finished, where there are any.
    """
    tried = ", ".join(_told(attempts))
    ended = [london_day(datetime.fromisoformat(one["at"])) for one in attempts if one["outcome"] == ANSWERED]
    if ended:
        end = f"answered on {day(max(ended), 'en', today)}"
    elif heard:
        end = f"answered in part on {day(heard, 'en', today)}"
    elif not tried:
        return NOBODY_TRIED
    else:
        end = f"nobody answered by {day(today, 'en', today)}"
    text = f"{tried}: {end}" if tried else end
    return f"{text[0].upper()}{text[1:]}."


def _told(attempts: Iterable[Mapping[str, Any]]) -> list[str]:
    counted: dict[tuple[str, str], int] = {}
    for one in attempts:
        if one["outcome"] != ANSWERED:
            kind = (one["method"], one["outcome"])
            counted[kind] = counted.get(kind, 0) + 1
    return [_in_words(kind, n) for kind, n in counted.items()]


def _in_words(kind: tuple[str, str], n: int) -> str:
    if kind in _ONE_AND_SEVERAL:
        return _ONE_AND_SEVERAL[kind][n > 1].format(n=n)
    method, outcome = kind
    told = f"{CHANNELS.get(method, method).lower()}: {OUTCOMES.get(outcome, outcome)}"
    return told if n == 1 else f"{told} ({n} times)"

"""A label says what is so: each is worked out from what is on record, at the moment at which it is read."""

from datetime import date
from typing import Any

import pytest

from feedback.asking.progress import RequestProgress
from feedback.voices.voice_access import as_seen_by
from feedback.voices.voices import heard_from
from pages.staff.shell import words
from storage.store import Store
from storage.table import Document
from tests.cast import CHILD, Cast
from tests.family import Family

TODAY = date(2026, 5, 12)
NOW = "2026-05-12T11:00:00+00:00"
MADE = RequestProgress(None, on_its_way=False, begun=False, in_hand=())
PRINTED = RequestProgress(None, on_its_way=False, begun=False, in_hand=(Document({}, 1),))
WAITS = RequestProgress(TODAY, on_its_way=True, begun=False, in_hand=())
PUT = RequestProgress(TODAY, on_its_way=False, begun=False, in_hand=())
BEGUN = RequestProgress(TODAY, on_its_way=False, begun=True, in_hand=())


def a_request(channel: str = "link", state: str = "open", expires: str = "2026-06-11") -> dict[str, Any]:
    return {"channel": channel, "state": state, "expires": f"{expires}T11:00:00+00:00"}


@pytest.mark.parametrize(
    ("request_", "standing", "said"),
    [
        (a_request(), MADE, "Made, and not handed over yet"),
        (a_request("qr"), MADE, "Made, and not shown to them yet"),
        (a_request("letter"), MADE, "No letter is printed yet"),
        (a_request("letter"), PRINTED, "Printed, and not handed over yet"),
        (a_request("sms"), MADE, "The text did not arrive"),
        (a_request("sms"), WAITS, "The text waits to go"),
        (a_request("phone"), WAITS, "To be asked by phone"),
        (a_request(), PUT, "Waiting for an answer"),
        (a_request(), BEGUN, "They have begun to answer"),
        (a_request(state="answered"), BEGUN, "Answered"),
        (a_request(state="revoked"), MADE, "Closed"),
        (a_request(expires="2026-05-01"), MADE, "Nobody was reached with it, and the time to answer has run out"),
        (a_request(expires="2026-05-01"), PUT, "Nobody answered, and the time to answer has run out"),
        (a_request(expires="2026-05-01"), BEGUN, "They began and did not finish, and the time to answer has run out"),
    ],
)
def test_a_request_says_how_far_it_has_come(request_: dict[str, Any], standing: RequestProgress, said: str) -> None:
    assert words.request_state(request_, NOW, standing) == said


def test_a_call_is_no_open_link() -> None:
    live = [(a_request(), MADE), (a_request("phone"), WAITS), (a_request("phone"), WAITS), (a_request(), BEGUN)]
    assert words.asked_so_far(live) == "1 to hand over · 2 to be called · 1 begun and not finished"


@pytest.mark.parametrize(
    ("submitted", "said", "late"),
    [
        (None, "late: it was due 3 May", True),
        ("2026-05-02", "handed in 2 May", False),
        ("2026-05-03", "handed in 3 May", False),
        ("2026-05-05", "handed in 5 May, due 3 May", False),
    ],
)
def test_a_review_that_is_handed_in_is_neither_due_nor_late(submitted: str | None, said: str, late: bool) -> None:
    review = {"deadline": "2026-05-03", "submitted": submitted, "state": "submitted" if submitted else "in_progress"}
    assert (words.due(review, TODAY), words.late(review, TODAY)) == (said, late)


def _told(store: Store, cast: Cast) -> str:
    (voice,) = store.read(lambda db: [as_seen_by(db, cast.worker, one) for one in heard_from(db, CHILD)])
    return words.not_shared(voice)


def test_whether_they_share_is_told_when_they_were_asked_and_not_before(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("yes")
    assert _told(store, cast) == (
        "They have begun to answer. They have not been asked yet whether their worker may see their words."
    )
    while (question := family.sees().question) and question.purpose != "share_words":
        family.skips()
    family.answers("no")
    assert _told(store, cast) == "They have begun to answer, and did not share their words with their worker."
    family.skips_the_rest()
    family.finishes()
    assert _told(store, cast) == "They answered, and did not share their words with their worker."


def test_who_skipped_the_question_left_it_open(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("yes")
    family.skips_the_rest()
    family.finishes()
    assert _told(store, cast) == "They answered, and left open whether their worker may see their words."


@pytest.mark.parametrize(
    ("code", "own_name", "english_name"),
    [("ar", "العربية", "Arabic"), ("pl", "polski (Polish)", "Polish"), ("x-none", "x-none", "x-none")],
)
def test_a_language_that_is_not_here_is_named_too(code: str, own_name: str, english_name: str) -> None:
    spoken = words.spoken(code)
    assert (spoken.own_name, spoken.english_name) == (own_name, english_name)

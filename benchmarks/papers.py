"""A review in Word and the reading pack of a full meeting, made as the screens make them, beside the event loop."""

import asyncio
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from benchmarks.row import Row, at_most
from reviews.papers.fields import ReviewPaper, sample_of
from reviews.papers.paper_pdf import READING_PACK, paper_pdf
from reviews.papers.reading_pack import ReadingPack
from reviews.papers.templates import Paper, filled

REVIEWS, LETTERS = 12, 3_000  # of the fullest meeting, and of what was found in each section
MOST_WORD, MOST_PACK = 1.0, 5.0  # seconds
MOST_PAUSE = 0.25  # seconds: families wait for the event loop
FOUND = "The plan names who does what by when, and the recording shows that it was done. ስለ እገዛ ተነጋገርን። "
SAID = (
    ("She listens, and comes back when she said.", "en", "ltr"),
    ("لم يسألني أحد عن رأيي قبل الاجتماع", "ar", "rtl"),
)


def rows(_: int = 0, reviews: int = REVIEWS, tries: int = 5) -> list[Row]:
    """How long each takes, and how long nothing else could run on the event loop meanwhile."""
    word, pack = long_review(), long_pack(reviews)
    documents = [_measured(lambda: filled(Paper.REVIEW, word, None)) for _ in range(tries)]
    packs = [_measured(lambda: paper_pdf(READING_PACK, pack, datetime.now(UTC))) for _ in range(tries)]
    texts = f"each section with {LETTERS:,} letters of findings, {tries} times (median)"
    pause = max(statistics.median(paused for _, paused in made) for made in (documents, packs))
    return [
        at_most("a review in Word", _median(documents), MOST_WORD, "s", f"Appendix 1 in a thread; {texts}."),
        at_most(
            f"a reading pack of {reviews} reviews",
            _median(packs),
            MOST_PACK,
            "s",
            f"set as tagged PDF in a thread; eight answers in two scripts a review, {texts}.",
        ),
        at_most(
            "longest pause of the event loop while either is made",
            pause,
            MOST_PAUSE,
            "s",
            "the longest of each time, looked at every millisecond (the larger median of the two).",
        ),
    ]


def long_review() -> ReviewPaper:
    """A review with a great deal in it."""
    review: dict[str, Any] = sample_of(ReviewPaper)
    for name, value in review.items():
        if name.startswith("section_"):
            value["answers"] = [{"asks": "What did you find?", "says": _found()}]
        elif isinstance(value, list):
            value *= 8
    return review  # type: ignore[return-value]


def long_pack(reviews: int) -> ReadingPack:
    """The pack of a meeting with so many long reviews."""
    answers = [
        {"asked": "What would help?", "words": f"“{words}”", "lang": lang, "dir": side, "english": "", "own": True}
        for words, lang, side in SAID * 4
    ]
    row = {
        "action": "Ask her what she needs",
        "impact": "Help fits her",
        "by_whom": "Amina Yusuf",
        "date": "30 June 2026",
    }
    one = {
        "facts": [("Theme or focus", "Identity")],
        "voices": [{"who": "Parent or carer", "source": "Link, 12 May 2026", "answers": answers}],
        "silence": "",
        "attempts": "1 call not answered.",
        "sections": [
            {
                "heading": f"{number} Journey of the child",
                "prompts": "",
                "answers": [{"asks": "What did you find?", "says": _found()}],
                "quotes": [{"words": "“She listens.”", "source": "Parent or carer, English, link, 12 May 2026"}],
                "grade": "Good",
            }
            for number in (1, 2, 3, 4, 5, 7)
        ],
        "recommendations": [("8 Child specific recommendations", [row] * 4), ("9 Service", [row] * 4)],
    }
    pack = {"title": "Reading pack", "marking": "OFFICIAL-SENSITIVE", "reader": "Judith Barnes", "made": "12 May 2026"}
    listed = [{**one, "heading": f"{at}. Child {at}"} for at in range(1, reviews + 1)]
    return {**pack, "meeting": "20 May 2026", "reviews": listed}  # type: ignore[typeddict-item,return-value]


def _found() -> str:
    return FOUND * (LETTERS // len(FOUND))


def _measured(make: Callable[[], object]) -> tuple[float, float]:
    """In an event loop of its own, whatever runs already where this is measured."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(lambda: asyncio.run(_beside(make))).result()


async def _beside(make: Callable[[], object]) -> tuple[float, float]:
    """Seconds until it was made in a thread, and the longest that the event loop had to wait meanwhile."""
    longest = 0.0

    async def look() -> None:
        nonlocal longest
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - before - 0.001)

    looking = asyncio.create_task(look())
    begun = time.perf_counter()
    await asyncio.to_thread(make)
    spent = time.perf_counter() - begun
    looking.cancel()
    return spent, longest


def _median(measured: list[tuple[float, float]]) -> float:
    return statistics.median(spent for spent, _ in measured)

"""An inbound text, understood with the words of sixteen languages in hand and with those of three."""

import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.authority import LIBRARY, scratch
from benchmarks.row import Row, at_most
from feedback.sms import automatic_texts, reading_answers, reply_words, stop_words
from feedback.sms.classification import classify
from forms.answers import AnswerRefused
from language.registry import LANGUAGES

MOST = 1.2  # times
FEW = ("en", "ar", "ti")
READERS = (stop_words, automatic_texts, reply_words, reading_answers)
WITH_WORDS = (stop_words, automatic_texts, reply_words)
TEXTS = (
    "2",
    "yes I think so",
    "Most of it, thanks",
    "skip",
    "They listened to us, but the report came the night before and nobody told us.",
    "نعم، فهمت كل شيء",
    "Please do not send me any more texts",
)


def rows(_: int = 0, rounds: int = 7) -> list[Row]:
    """How many times as long it takes; no language's own words are asked for by the others."""
    many = tuple(stop_words._data())
    told = [(_microseconds(many), _microseconds(FEW)) for _ in range(rounds)]
    one, other = (statistics.median(each) for each in zip(*told, strict=True))
    detail = (
        f"{len(TEXTS)} texts classified and read as the answer to a question, {rounds} rounds by turns: "
        f"{one:.0f} µs of processor time each with the stop words, automatic texts, reply words and options of "
        f"{len(many)} languages, {other:.0f} µs with those of {len(FEW)} (medians)."
    )
    ratio = statistics.median(one / other for one, other in told)
    return [at_most(f"an inbound text, {len(many)} languages against {len(FEW)}", ratio, MOST, "x", detail)]


def _microseconds(codes: tuple[str, ...]) -> float:
    """The processor's time for a text, with the words of these languages read in."""
    form = LIBRARY.find("conference", "parent_carer")
    assert form is not None
    question = next(one for one in form.questions if one.choices)
    with _speaking(codes):
        for times in (1, 10):  # the first time reads the words
            begun = time.thread_time()
            for text in TEXTS * times:
                classify(text)
                stop_words.may_be_a_stop(text)
                reply_words.command_of(text)
                reply_words.language_named(text)
                with suppress(AnswerRefused):
                    reading_answers.read(question, text)
    return (time.thread_time() - begun) / len(TEXTS) / 10 * 1e6


@contextmanager
def _speaking(codes: tuple[str, ...]) -> Iterator[None]:
    """The real readers of texts, with files of words that hold these languages alone."""
    files = {module: module.__dict__["_DATA"] for module in WITH_WORDS}
    languages = {code: LANGUAGES[code] for code in codes}
    for module, file in files.items():
        module.__dict__["_DATA"] = _cut(file, codes)
    for module in (reply_words, reading_answers):
        module.__dict__["LANGUAGES"] = languages
    _forget()
    try:
        yield
    finally:
        for module, file in files.items():
            module.__dict__["_DATA"] = file
        for module in (reply_words, reading_answers):
            module.__dict__["LANGUAGES"] = LANGUAGES
        _forget()


@cache
def _cut(file: Path, codes: tuple[str, ...]) -> Path:
    written: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = {code: written[code] for code in codes}
    target = scratch(file.name)
    target.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def _forget() -> None:
    for module in READERS:
        for kept in vars(module).values():
            getattr(kept, "cache_clear", lambda: None)()

"""Figures as Prometheus reads them (text format 0.0.4). A label is one of our own words, so it can name nobody."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_WORDS = re.compile(r"[a-z]+(?:[ _][a-z]+)*")


@dataclass(frozen=True)
class Metric:
    """One figure, or one for each value of its label."""

    name: str
    help: str
    values: Mapping[str, float]  # by the value of its label; the one of a figure without a label stands under ""
    label: str = ""
    kind: Literal["gauge", "counter"] = "gauge"


def figure(name: str, help_: str, value: float, kind: Literal["gauge", "counter"] = "gauge") -> Metric:
    """A figure without a label."""
    return Metric(name, help_, {"": value}, kind=kind)


def exposition(metrics: Iterable[Metric]) -> str:
    """All of them as text; ValueError for a label that has a digit or a capital: a reference or a name."""
    return "".join(f"{line}\n" for metric in metrics for line in _lines(metric))


def _lines(metric: Metric) -> Iterator[str]:
    yield f"# HELP {metric.name} {metric.help}"
    yield f"# TYPE {metric.name} {metric.kind}"
    for word, value in metric.values.items():
        yield f"{metric.name}{_labelled(metric, word)} {value:.15g}"


def _labelled(metric: Metric, word: str) -> str:
    if not metric.label:
        return ""
    if not _WORDS.fullmatch(word):
        raise ValueError(f"a label of {metric.name} is no word of ours")
    return f'{{{metric.label}="{word}"}}'

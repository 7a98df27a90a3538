"""The invented authority's posters, and what people said to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.demo.stories import Story


@dataclass(frozen=True)
class DemoPlace:
    """A place or an event, made so many days ago."""

    name: str
    kind: str
    days_ago: int


def _said(days_ago: int, clock: str, audience: str, language: str, words: str, mood: int, safe: str = "yes") -> Story:
    return Story("", days_ago, clock, "anytime", audience, language, words, mood, safe=safe, call=False)


PLACES: tuple[DemoPlace, ...] = (
    DemoPlace("Mulberry Court Community Centre", "place", 60),
    DemoPlace("Summer fair on the green", "event", 14),
)
VOICES: Mapping[str, tuple[Story, ...]] = {
    "Mulberry Court Community Centre": (
        _said(31, "17:20", "young_person", "en", "You changed my worker twice and nobody told me why.", 2),
        _said(9, "10:45", "parent_carer", "ar", "الاستقبال لطيف، لكن لا أحد يتكلم العربية في الصباح.", 1),
    ),
    "Summer fair on the green": (_said(5, "15:05", "child_8_11", "en", "It was fun. I want to come again.", 0),),
}

"""Words that move a text up the list; never more than that."""

import re
from functools import cache
from pathlib import Path

import yaml

WORDS_FILE = Path(__file__).with_name("alarming_words.yaml")


def is_alarming(text: str) -> bool:
    """Whether a word of the text begins like one of the list."""
    return _pattern().search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    words = yaml.safe_load(WORDS_FILE.read_text("utf-8"))
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})", re.IGNORECASE)

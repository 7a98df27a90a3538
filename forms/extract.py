"""Collects the words of forms and scales for the translators, in the shape that Babel expects of an extractor."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from forms.loading import At, Loaded, parse

SAID = ("title", "intro", "text", "hint", "explain", "easy")

Message = tuple[int, None, str, list[str]]


def messages(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any] | Sequence[str],
    comment_tags: Sequence[str],
    options: Mapping[str, Any],
) -> Iterator[Message]:
    """Line, no function name, English text and a comment that says where it stands; nothing from staff forms."""
    loaded = parse(Path(str(getattr(fileobj, "name", "form"))).name, fileobj.read().decode("utf-8"))
    if isinstance(loaded.data, dict) and not loaded.data.get("staff"):
        yield from _texts(loaded, {**loaded.data, "id": Path(loaded.file).stem}, (), "")


def _texts(loaded: Loaded, value: Any, at: At, place: str) -> Iterator[Message]:
    if isinstance(value, dict):
        place = f"{place} {value.get('id') or value.get('code') or ''}".strip()
    for key, item in _items(value):
        if key in SAID and isinstance(item, str):
            yield loaded.line((*at, key)), None, item, [place]
        else:
            yield from _texts(loaded, item, (*at, key), place)


def _items(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []

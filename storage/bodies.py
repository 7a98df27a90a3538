"""A document's body as bytes: JSON, and the only place that knows it."""

import math
from collections.abc import Mapping
from typing import Any

import orjson

_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def pack(document: Mapping[str, Any]) -> bytes:
    """The body to keep. TypeError for a value that is not JSON: keep datetimes as ISO-8601 text."""
    try:
        body = orjson.dumps(document if type(document) is dict else dict(document), option=_STRICT)
    except orjson.JSONEncodeError as error:
        raise TypeError(f"A document holds JSON values only: {error}") from error
    if b"null" in body and orjson.loads(body) != document:
        _refuse_not_a_number(document)
    return body


def unpack(body: bytes) -> dict[str, Any]:
    """The document of a body."""
    document: dict[str, Any] = orjson.loads(body)
    return document


def as_json(body: bytes) -> bytes:
    """The body as JSON text in UTF-8, for an export."""
    return body


def _refuse_not_a_number(value: Any) -> None:
    """orjson writes NaN and the infinities as null without a word; a lost value must not pass in silence."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise TypeError("A document holds JSON values only: not-a-number and infinity are none.")
        return
    if isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            _refuse_not_a_number(inner)

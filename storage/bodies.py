"""A document's body as bytes: JSON with a checksum behind it, and the only place that knows it."""

import math
import zlib
from collections.abc import Mapping
from typing import Any

import orjson

from storage.errors import Damaged

_MARK = b"\n"  # never stands raw in JSON, so that a body of before the checksums is told apart
_TAIL = 9  # the mark and eight hexadecimal digits
_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def pack(document: Mapping[str, Any]) -> bytes:
    """The body to keep. TypeError for a value that is not JSON: keep datetimes as ISO-8601 text."""
    try:
        body = orjson.dumps(document if type(document) is dict else dict(document), option=_STRICT)
    except orjson.JSONEncodeError as error:
        raise TypeError(f"A document holds JSON values only: {error}") from error
    if b"null" in body and orjson.loads(body) != document:
        _refuse_not_a_number(document)
    return b"%b%b%08x" % (body, _MARK, zlib.crc32(body))


def unpack(body: bytes) -> dict[str, Any]:
    """The document of a body. Damaged when it is not what was kept."""
    try:
        document: dict[str, Any] = orjson.loads(as_json(body))
    except orjson.JSONDecodeError as error:
        raise Damaged from error
    return document


def as_json(body: bytes) -> bytes:
    """The body as JSON text in UTF-8, for an export. Damaged when it does not fit its checksum."""
    if not isinstance(body, bytes):  # an engine may give back anything once its pages are damaged
        raise Damaged
    if body[-_TAIL : -_TAIL + 1] != _MARK:
        return body
    text = body[:-_TAIL]
    if b"%08x" % zlib.crc32(text) != body[-_TAIL + 1 :]:
        raise Damaged
    return text


def _refuse_not_a_number(value: Any) -> None:
    """orjson writes NaN and the infinities as null without a word; a lost value must not pass in silence."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise TypeError("A document holds JSON values only: not-a-number and infinity are none.")
        return
    if isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            _refuse_not_a_number(inner)

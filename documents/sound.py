"""Recordings that somebody sends: which kind one is, by what stands in the file and never by its name."""

import re
from typing import Final

MOST_BYTES: Final = 3_000_000  # two minutes as telephones record them
_MP4_BRANDS = frozenset({b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash", b"qt  "})
_HEAD = 4096
_MP3_FRAME = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff][\x10-\xef]", re.DOTALL)
_AAC_FRAME = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]", re.DOTALL)
_SHORTEST = 100  # bytes; the marks of MP3 and AAC are too few to tell anything of less


class NotASound(Exception):
    """What was sent is no recording that a browser plays."""


class TooLong(NotASound):
    """It is larger than what is kept."""


def mime_of(content: bytes) -> str:
    """What it is to be served as."""
    if len(content) > MOST_BYTES:
        raise TooLong
    head = content[:_HEAD]
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head:
        return "audio/webm"
    if head.startswith(b"OggS") and (b"OpusHead" in head or b"\x01vorbis" in head):
        return "audio/ogg"
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS and b"moov" in content:
        return "audio/mp4"
    if head.startswith(b"RIFF") and head[8:16] == b"WAVEfmt ":
        return "audio/wav"
    if len(head) > _SHORTEST and (head.startswith(b"ID3") or _MP3_FRAME.match(head)):
        return "audio/mpeg"
    if len(head) > _SHORTEST and _AAC_FRAME.match(head):
        return "audio/aac"
    raise NotASound


def is_opus(content: bytes) -> bool:
    """Whether an Ogg or WebM file holds Opus, and no picture before it."""
    head = content[:_HEAD]
    return b"OpusHead" in head or (b"A_OPUS" in head and b"V_" not in head.partition(b"A_OPUS")[0])

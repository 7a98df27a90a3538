"""Which recordings are taken: speech in Opus or MP3, told by its first bytes and never by its name."""

import re
from typing import Final

MOST_BYTES: Final = 200_000  # about a minute in Opus at 24 kbit/s
OGG, WEBM, MP3 = "audio/ogg", "audio/webm", "audio/mpeg"
TOO_LARGE: Final = (
    "The file is too large: 200 kB at most, which is about a minute of speech. "
    "Save it as Opus at 24 kbit/s or MP3 at 32 kbit/s, mono, or record it here."
)
NOTHING: Final = "There is nothing in it: 0 bytes. Record it again, and look at whether the microphone is on."
OTHER_TYPE: Final = "It is not a recording that every phone can play. Save it as MP3, or as Opus (.ogg or .webm)."
_HEAD = 4096  # bytes in which a container names what it holds
_MP3_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")  # layer III of MPEG 1, 2 or 2.5


class NotUsable(Exception):
    """What was sent is not kept; the message says why, and the mend."""


def kind_of(content: bytes) -> str:
    """The media type of a recording; `NotUsable` for one that is empty, too large or something else."""
    if not content:
        raise NotUsable(NOTHING)
    if len(content) > MOST_BYTES:
        raise NotUsable(TOO_LARGE)
    head = content[:_HEAD]
    if head.startswith(b"OggS") and b"OpusHead" in head:
        return OGG
    if head.startswith(b"\x1aE\xdf\xa3") and b"A_OPUS" in head and b"V_" not in head.partition(b"A_OPUS")[0]:
        return WEBM
    if head.startswith(b"ID3") or _MP3_FRAME.match(head):
        return MP3
    raise NotUsable(OTHER_TYPE)

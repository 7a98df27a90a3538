"""Which recordings are taken: speech in Opus or MP3, told by its first bytes and never by its name."""

from typing import Final

from documents import sound

MOST_BYTES: Final = 200_000  # about a minute in Opus at 24 kbit/s
OGG, WEBM, MP3 = "audio/ogg", "audio/webm", "audio/mpeg"
TOO_LARGE: Final = (
    "The file is too large: 200 kB at most, which is about a minute of speech. "
    "Save it as Opus at 24 kbit/s or MP3 at 32 kbit/s, mono, or record it here."
)
NOTHING: Final = "There is nothing in it: 0 bytes. Record it again, and look at whether the microphone is on."
OTHER_TYPE: Final = "It is not a recording that every phone can play. Save it as MP3, or as Opus (.ogg or .webm)."


class NotUsable(Exception):
    """What was sent is not kept; the message says why, and the mend."""


def kind_of(content: bytes) -> str:
    """The media type of a recording; `NotUsable` for one that is empty, too large or something else."""
    if not content:
        raise NotUsable(NOTHING)
    if len(content) > MOST_BYTES:
        raise NotUsable(TOO_LARGE)
    try:
        mime = sound.mime_of(content)
    except sound.NotASound:
        raise NotUsable(OTHER_TYPE) from None
    if mime == MP3 or (mime in (OGG, WEBM) and sound.is_opus(content)):
        return mime
    raise NotUsable(OTHER_TYPE)

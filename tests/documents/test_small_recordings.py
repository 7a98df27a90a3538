"""A recording is told by its first bytes, and what cannot be one is refused with the mend."""

import pytest

from documents.small_recordings import MOST_BYTES, NotUsable, kind_of
from tests.recordings import MP3, OGG, VIDEO, WAV, WEBM


@pytest.mark.parametrize(("content", "kind"), [(OGG, "audio/ogg"), (WEBM, "audio/webm"), (MP3, "audio/mpeg")])
def test_opus_and_mp3_are_taken(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "0 bytes"),
        (MP3 + bytes(MOST_BYTES), "200 kB"),
        (WAV, "MP3"),
        (VIDEO, "MP3"),
        (b"OggS" + b"\x01vorbis", "MP3"),
        (b"<html>", "MP3"),
    ],
)
def test_whatever_else_is_refused_with_the_mend(content: bytes, said: str) -> None:
    with pytest.raises(NotUsable, match=said):
        kind_of(content)


def test_the_longest_that_fits_is_taken() -> None:
    assert kind_of(MP3 + bytes(MOST_BYTES - len(MP3))) == "audio/mpeg"

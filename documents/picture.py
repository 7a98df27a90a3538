"""Pictures that somebody sends: opened within bounds, turned upright, and drawn anew so that nothing hidden is kept."""

import io
import threading
import warnings
from typing import Final

from PIL import Image, ImageOps

MOST_BYTES: Final = 10_000_000  # of the file as it is sent: a telephone's photograph has 3 to 8 MB
MOST_PIXELS: Final = {"JPEG": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}  # a JPEG is read at a part of its size
WIDEST: Final = 1600  # pixels, of the longer side as it is kept
MIME: Final = "image/jpeg"
_QUALITY = 85
_WHITE = (255, 255, 255)
_one_at_a_time = threading.Lock()  # the largest takes 400 MB while it is opened


class NotAPicture(Exception):
    """What was sent is no picture that can be opened."""


class TooLarge(NotAPicture):
    """It is one, and too large to be opened."""


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG of our own: no place, no camera, no comment of the old one. Takes up to two seconds."""
    if len(content) > MOST_BYTES:
        raise TooLarge
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is lower
        try:
            return _encoded(_opened(content))
        except (Image.DecompressionBombError, MemoryError):
            raise TooLarge from None
        except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError):
            raise NotAPicture from None  # whatever a decoder says of a file that is broken


def _opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=tuple(MOST_PIXELS))
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    if picture.width * picture.height > MOST_PIXELS[kind]:
        raise TooLarge
    picture.draft("RGB", (WIDEST, WIDEST))
    picture.thumbnail((WIDEST, WIDEST))
    return ImageOps.exif_transpose(picture)


def _encoded(picture: Image.Image) -> bytes:
    """On white, and with nothing but the points themselves."""
    clean = Image.new("RGB", picture.size, _WHITE)
    seen = picture.convert("RGBA")
    clean.paste(seen, mask=seen)
    kept = io.BytesIO()
    clean.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()

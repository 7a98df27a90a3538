"""Pictures and recordings to send: small, and each with something the matter where its name says so."""

import io
import struct
import zlib

from PIL import Image, ImageDraw


def drawing(colour: str = "red", kind: str = "PNG", size: tuple[int, int] = (320, 240), **more: object) -> bytes:
    """A child's house."""
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((80, 120, 240, 220), outline=colour, width=6)
    pen.line((80, 120, 160, 40, 240, 120), fill=colour, width=6)
    kept = io.BytesIO()
    sheet.save(kept, kind, **more)
    return kept.getvalue()


def photograph_with_a_place() -> bytes:
    """A telephone's photograph, lying on its side, that tells where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0110] = "Telephone of Hanna"
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    return drawing(kind="JPEG", exif=exif, comment=b"at home")


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says that it is this large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    head = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width // 8 + 1) * min(height, 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def note(kind: str = "webm", length: int = 2000) -> bytes:
    """A recording as far as its marks go: nobody hears anything."""
    heads = {
        "webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm",
        "ogg": b"OggS\x00\x02" + bytes(22) + b"OpusHead",
        "mp4": b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42isom\x00\x00\x00\x08moov",
        "mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00",
        "wav": b"RIFF\x24\x08\x00\x00WAVEfmt ",
        "aac": b"\xff\xf1\x50\x80",
    }
    return heads[kind].ljust(length, b"\x00")

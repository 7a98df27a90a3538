"""A page that is the same for everybody but for one gap: drawn once, and what stands before the gap squeezed once."""

import struct
import zlib
from dataclasses import dataclass

from pages.family.inline_assets import policy
from pages.family.reply import Reply, ready
from pages.family.talk import GAP

_GZIP_HEAD = bytes.fromhex("1f8b 08 00 00000000 00 ff")
_RAW = -zlib.MAX_WBITS  # deflate alone: head and checksum are put around the two pieces
_LOOKED_BACK = 2000  # bytes before the gap that the rest may repeat: more take longer than they spare


@dataclass(frozen=True)
class Frame:
    """What stands before and after the gap, the first of it squeezed, with its checksum, and the page's policy."""

    before: bytes
    after: bytes
    squeezed: bytes
    checksum: int
    lets_in: bytes

    @classmethod
    def of(cls, html: str) -> "Frame":
        """The frame of a page that was drawn with `GAP` in it."""
        before, _, after = (part.encode() for part in html.partition(GAP))
        squeezer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
        squeezed = squeezer.compress(before) + squeezer.flush(zlib.Z_FULL_FLUSH)
        return cls(before, after, squeezed, zlib.crc32(before), policy(before + after))

    def around(self, html: str, squeezed: bool) -> Reply:
        """The whole page with this in the gap."""
        rest = html.encode() + self.after
        if squeezed:
            return ready(self._joined(rest), self.lets_in, squeezed=True)
        return ready(self.before + rest, self.lets_in)

    def _joined(self, rest: bytes) -> bytes:
        squeezer = zlib.compressobj(5, zlib.DEFLATED, _RAW, zdict=self.before[-_LOOKED_BACK:])
        tail = struct.pack("<LL", zlib.crc32(rest, self.checksum), len(self.before) + len(rest))
        return b"".join((_GZIP_HEAD, self.squeezed, squeezer.compress(rest), squeezer.flush(), tail))

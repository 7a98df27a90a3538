"""A form with files in it, read as it comes in: words as in any form, of each file no more than could be kept."""

from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from pages.form_body import MOST_FIELDS, BadBody, Pairs

FORM_WITH_FILES = "multipart/form-data"
MOST_IN_ALL = 64_000_000  # bytes; what a file has beyond its own bound is read on and thrown away, to answer its sender
_LONGEST_HEADER = 1000


@dataclass(frozen=True)
class SentFile:
    """A file of a form; of one that is larger than was asked for there is one byte more than that."""

    field: str
    content: bytes


@dataclass
class _Part:
    header: bytes = b""
    name: str = ""
    is_file: bool = False
    is_named: bool = False
    content: bytearray = field(default_factory=bytearray)


class _Reader:
    """Collects the parts; what is too much of a file falls away, too many words are refused."""

    def __init__(self, boundary: bytes, most_words: int, most_of_file: int) -> None:
        self.pairs: Pairs = []
        self.files: list[SentFile] = []
        self.ended = False
        self._words_left, self._most_of_file, self._parts = most_words, most_of_file, 0
        self._part, self._value = _Part(), bytearray()
        self.parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_FIELDS:
            raise BadBody(400)
        self._part = _Part()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._part.header = (self._part.header + data[start:end])[:_LONGEST_HEADER]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._part.header.lower() == b"content-disposition":
            _, told = parse_options_header(bytes(self._value))
            self._part.name = told.get(b"name", b"").decode("utf-8", "replace")
            self._part.is_file = b"filename" in told
            self._part.is_named = bool(told.get(b"filename"))
        self._part.header = b""
        self._value.clear()

    def _data(self, data: bytes, start: int, end: int) -> None:
        part, piece = self._part, data[start:end]
        if part.is_file:
            part.content += piece[: max(0, self._most_of_file + 1 - len(part.content))]
            return
        self._words_left -= len(piece)
        if self._words_left < 0:
            raise BadBody(413)
        part.content += piece

    def _end(self) -> None:
        part = self._part
        if not part.is_file:
            self.pairs.append((part.name, _text(bytes(part.content))))
        elif part.is_named or part.content:  # a field in which no file was chosen is sent without a name
            self.files.append(SentFile(part.name, bytes(part.content)))

    def _finish(self) -> None:
        self.ended = True


async def read_multipart(request: Request, most_words: int, most_of_file: int) -> tuple[Pairs, list[SentFile]]:
    """The words and the files of the form; BadBody with 400 for what is none or breaks off, with 413 for too much."""
    _, told = parse_options_header(request.headers.get("content-type", ""))
    if not told.get(b"boundary"):
        raise BadBody(400)
    size = 0
    try:
        reader = _Reader(told[b"boundary"], most_words, most_of_file)
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_IN_ALL:
                raise BadBody(413)
            reader.parser.write(chunk)
    except (FormParserError, ClientDisconnect, ValueError):
        raise BadBody(400) from None
    if not reader.ended:
        raise BadBody(400)
    return reader.pairs, reader.files


def _text(sent: bytes) -> str:
    try:
        return sent.decode()
    except UnicodeDecodeError:
        raise BadBody(400) from None

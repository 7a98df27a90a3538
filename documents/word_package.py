"""Whether a file that somebody sends is a Word document that is safe to open: looked at before anything reads it."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"  # what a document is to a browser
MOST_BYTES = 1_000_000  # of the file as it is sent
MOST_UNPACKED = 20_000_000
MOST_PARTS = 400

_OLD_KIND = b"\xd0\xcf\x11\xe0"  # .doc, and anything that Word saved with a password
_DOCUMENT = b"wordprocessingml.document.main+xml"
_MACROS = (b"macroEnabled", b"vbaProject")
_TYPES = "[Content_Types].xml"
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_THEIR_OWN_DISK = re.compile(r'Target="file:///[A-Za-z]:')  # the template that Word remembers; nothing reaches out

NOT_WORD = "This is not a Word document. Save it in Word as “Word Document (.docx)” and choose that file."
TOO_LARGE = "The file is larger than 1 MB. Large pictures are the usual reason: make them smaller, or leave them out."


class NotUsable(Exception):
    """A template that cannot be used; each of `faults` is a sentence for the person who chose it."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


def check_package(content: bytes) -> None:
    """`NotUsable` says what the file is instead, or what in it must not be there."""
    if len(content) > MOST_BYTES:
        raise NotUsable([TOO_LARGE])
    if content.startswith(_OLD_KIND):
        raise NotUsable(["This file has a password or is of the old kind (.doc). Save it without one, as .docx."])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            faults = list(_faults(package))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError):
        raise NotUsable([NOT_WORD]) from None
    if faults:
        raise NotUsable(faults)


def _faults(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.infolist()
    names = [part.filename for part in parts]
    # what a part says of its own size bounds what is ever read of it
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        yield "The file unpacks to far more than it says. Copy its text into a new document."
        return
    types = package.read(_TYPES) if _TYPES in names else b""
    if any(one in types for one in _MACROS) or any(name.endswith("vbaProject.bin") for name in names):
        yield "The file has macros in it. Save it as “Word Document (.docx)”, which has none."
    elif _DOCUMENT not in types or not any(name.startswith("word/document") for name in names):
        yield NOT_WORD
        return
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in names):
        yield "Another file or a control is embedded in it. Take it out, or paste it as a picture."
    if any(_reaches_out(package, name) for name in names if name.endswith(".rels")):
        yield "It fetches something from another computer when it is opened. Take out linked pictures and templates."
    if any(b"<!DOCTYPE" in package.read(name) for name in names if name.endswith((".xml", ".rels"))):
        yield "It declares entities of its own, as no document that Word has saved does."


def _reaches_out(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a relation is fetched from outside; a link that somebody would have to press is none."""
    outside = (one for one in _RELATION.findall(package.read(name).decode()) if 'TargetMode="External"' in one)
    return any("/hyperlink" not in one and not _THEIR_OWN_DISK.search(one) for one in outside)

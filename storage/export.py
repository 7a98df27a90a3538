"""Writes all documents to one file that stock TinyDB opens, while the store goes on working."""

import os
import secrets
from pathlib import Path
from typing import BinaryIO

import orjson

from storage.bodies import as_json
from storage.durable import keep_names
from storage.engine import Reader
from storage.finding import all_rows
from storage.store import Store

ABOUT = "_export"  # a table of one document: of which shape the others are


def export(store: Store, file: Path) -> int:
    """Writes the documents as they stood at one moment and returns how many; OSError when the file cannot be.

    The file is there whole or not at all: it is written beside its place, made durable, and then renamed.
    """
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with store.engine.reading() as session:
                written = _write(session, out)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except BaseException as error:
        part.unlink(missing_ok=True)
        raise store.engine.fault(error, writing=False) or error from error
    keep_names(file.absolute().parent)
    return written


def _write(session: Reader, out: BinaryIO) -> int:
    written = 0
    out.write(b'{"%s": {"1": {"schema": %d}}' % (ABOUT.encode(), session.schema()))
    kinds = [kind for kind in session.kinds() if session.count(kind)]
    for kind in kinds:
        out.write(b", %s: {" % orjson.dumps(kind))
        separator = b""
        for number, _, body in all_rows(session, kind):
            out.write(b'%s"%d": %s' % (separator, number, as_json(body)))
            separator = b", "
            written += 1
        out.write(b"}")
    out.write(b"}")
    return written

"""A file from an agency: read, laid beside what is here row by row, and brought in as drafts, nothing unseen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.messages.catalog import Catalog

from language.catalogue import catalogue_of, english_of, forms
from language.faults import faults_of_lines, faults_of_text
from language.overlay import Texts
from language.registry import LANGUAGES
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from translations import po_files
from translations.entries import Entry, Seen
from translations.findings import blocking, findings, warnings
from translations.index import TRANSLATED, WordingIndex
from translations.passages import passages
from translations.po_files import PoFile, PoRow
from translations.translating import write_draft

MOST_BYTES = 3_000_000
MOST_ENTRIES = 5_000
TOO_LARGE = "The file is larger than 3 MB. A file of one language is far smaller: look whether it is the right one."
NEW, DIFFERS, WARNED, WRONG, SAME = "new", "differs", "warned", "wrong", "same"
ROWS: Mapping[str, str] = {
    NEW: "New",
    DIFFERS: "Differs from what is here",
    WARNED: "To look at",
    WRONG: "Wrong",
    SAME: "The same",
}
_MARK = b"\xef\xbb\xbf"
_OTHER = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LANGUAGE = re.compile(rb'^"Language: *([\w-]+)', re.MULTILINE)
MOST_FAULTS = 5


@dataclass(frozen=True)
class ComparedRow:
    """One row of a file beside what is here."""

    kind: str
    entry: Entry
    texts: Texts
    told: tuple[str, ...]  # what is wrong with it, or may be


def read_po_file(code: str, name: str, content: bytes) -> PoFile:
    """What a file holds; `Unacceptable` says what is wrong with it as a whole, and where."""
    text = _checked(code, content.removeprefix(_MARK))
    catalogue = catalogue_of(code, text)
    if len(catalogue) > MOST_ENTRIES:
        raise Unacceptable(
            f"The file has {len(catalogue):,} passages, and Heard has {len(passages())}. "
            "Look whether it is the right one."
        )
    return _rows(code, name, catalogue)


def _checked(code: str, content: bytes) -> str:
    if other := _OTHER.get(content[:2]):
        raise Unacceptable(f"The file is in {other}. Save it as UTF-8.")
    name = "The file"
    faults = list(faults_of_lines(name, content)) or list(faults_of_text(name, code, content))
    if faults:
        more = [f"And {len(faults) - MOST_FAULTS} more lines."] if len(faults) > MOST_FAULTS else []
        raise Unacceptable(" ".join([*faults[:MOST_FAULTS], *more]))
    said = _LANGUAGE.search(content)
    if said and said[1].decode().replace("_", "-") != code:
        raise Unacceptable(
            f"The file says that it is in “{said[1].decode()}”, and this is {LANGUAGES[code].english_name}."
        )
    return content.decode("utf-8")


def _rows(code: str, name: str, catalogue: Catalog) -> PoFile:
    known = passages()
    found = [one for one in catalogue if one.id]
    ours = [one for one in found if (each := known.get(english_of(one)[0])) and each.english == english_of(one)]
    sure = [one for one in ours if not one.fuzzy]
    rows: list[PoRow] = [{"message": english_of(one)[0], "texts": list(forms(one))} for one in sure if any(forms(one))]
    return {
        "language": code,
        "name": name[:120],
        "rows": rows,
        "unknown": len(found) - len(ours),
        "unsure": len(ours) - len(sure),
        "empty": len(sure) - len(rows),
        "by": 0,
        "at": "",
    }


@needs(Permission.TRANSLATE)
def keep_file(db: Database, actor: Actor, read: PoFile) -> int:
    """Keep what was read until it is looked at; returns its number."""
    if read["language"] not in TRANSLATED:
        raise NotFound
    return po_files.add(db, {**read, "by": actor.id, "at": db.now.isoformat()})


@needs(Permission.TRANSLATE)
def compared(
    db: Database, actor: Actor, index: WordingIndex, code: str, number: int
) -> tuple[PoFile, list[ComparedRow]]:
    """A file's rows beside what is here now; what is new first, what is the same last."""
    file = po_files.po_file(db, number)
    if file["language"] != code:
        raise NotFound
    entries = index.entries(db, code)
    known = [(entries[row["message"]], tuple(row["texts"])) for row in file["rows"] if row["message"] in entries]
    order = list(ROWS)
    rows = [_compared(entry, texts) for entry, texts in known]
    return file, sorted(rows, key=lambda one: order.index(one.kind))


def _compared(entry: Entry, texts: Texts) -> ComparedRow:
    if texts == entry.texts and not entry.is_stale:
        return ComparedRow(SAME, entry, texts, ())
    told = findings(entry.passage, entry.language, texts)
    if wrong := blocking(told):
        return ComparedRow(WRONG, entry, texts, tuple(wrong))
    if may_be := warnings(told):
        return ComparedRow(WARNED, entry, texts, tuple(may_be))
    return ComparedRow(NEW if entry.is_missing else DIFFERS, entry, texts, ())


@needs(Permission.TRANSLATE)
def bring_in(db: Database, actor: Actor, number: int, agency: str, rows: Sequence[tuple[Seen, Texts]]) -> None:
    """Keep rows that somebody looked at as drafts: all of them, or none where one has changed meanwhile.

    Whoever brings them in counts as their translator, so that somebody else signs them off.
    """
    who = " ".join(agency.split())[:80]
    if not who:
        raise Unacceptable("Write who translated it.")
    for seen, texts in rows:
        write_draft(db, actor, seen, texts, None, f"{who}, brought in by {actor.name}")
    audit.record(db, actor, "translation.brought_in", file=number, passages=len(rows))

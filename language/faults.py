"""What is wrong with a catalogue, in sentences for the person who mends it."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from language.catalogue import catalogue_of, english_of, forms, plural_categories, read_catalogue
from language.overlay import Texts
from language.placeholders import places, same_placeholders, stray_brace

_LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])?\s*"(?:[^"\\]|\\.)*"')
_NUMBER_OF_FORMS = re.compile(rb"nplurals=(\d{1,3})")
_ENCODING = re.compile(rb"charset=([^\\\"\s;]*)", re.IGNORECASE)
_MARK = b"\xef\xbb\xbf"


def faults(template: Catalog, path: Path) -> Iterator[str]:
    """Each fault of the catalogue at `path` against the messages that the project has now."""
    if not path.exists():
        yield f"{path.name} is missing: run `python -m language.messages update`."
        return
    if damage := list(_of_file(path)):
        yield from damage
        return
    catalogue = read_catalogue(path)
    plurals = len(plural_categories(path.stem))
    for wanted in (each for each in template if each.id):
        found = catalogue.get(wanted.id, wanted.context)
        line = f", line {found.lineno}" if found is not None and found.lineno else ""
        for fault in _of_message(found, plurals):
            yield f"{path.name}{line}: “{english_of(wanted)[0]}” {fault}."


def _of_file(path: Path) -> Iterator[str]:
    """What keeps the file from being read as a catalogue at all, with its line."""
    content = path.read_bytes()
    if content.startswith(_MARK):
        yield f"{path.name}, line 1: begins with a byte order mark. Save it as UTF-8 without one."
    if damage := list(faults_of_lines(path.name, content)):
        yield from damage
        if any("is not UTF-8" in each for each in damage):
            return
    yield from _of_encoding(path.name, content)
    plurals, named = len(plural_categories(path.stem)), _NUMBER_OF_FORMS.search(content)
    if named and int(named[1]) != plurals:
        yield f"{path.name}: its header names {int(named[1])} plural forms, and {path.stem} has {plurals}."
        return
    yield from faults_of_text(path.name, path.stem, content)


def faults_of_lines(name: str, content: bytes) -> Iterator[str]:
    """The lines that no catalogue has, and those that are in another encoding."""
    for number, line in enumerate(content.splitlines(), 1):
        if b"\0" in line:
            yield f"{name}, line {number}: holds a NUL. Take it out."
        try:
            text = line.decode("utf-8").strip()
        except UnicodeDecodeError:
            yield f"{name}, line {number}: is not UTF-8. Save the file as UTF-8."
            return
        if text and not text.startswith("#") and not _LINE.fullmatch(text):
            yield f"{name}, line {number}: is not closed by quotation marks, or breaks off: “{text[:60]}”."


def faults_of_text(name: str, code: str, content: bytes) -> Iterator[str]:
    """What keeps lines that are each right from being read together."""
    try:
        catalogue_of(code, content.decode("utf-8"))
    except PoFileError as error:
        yield f"{name}, line {error.lineno + 1}: cannot be read as a catalogue: “{error.line.strip()}”."
    except ValueError as error:
        yield f"{name}: cannot be read as a catalogue: {error}."


def _of_encoding(name: str, content: bytes) -> Iterator[str]:
    """A header that names another encoding than the one that is read: other tools would spoil every word by it."""
    said = _ENCODING.search(content)
    if said and said[1].lower() not in (b"utf-8", b"utf8"):
        line = content.count(b"\n", 0, said.start()) + 1
        yield f"{name}, line {line}: names the encoding {said[1].decode()}. Write charset=utf-8."


def _of_message(found: Message | None, num_plurals: int) -> Iterator[str]:
    if found is None:
        yield "is missing: run `python -m language.messages update`, then translate it"
        return
    if found.fuzzy:
        yield "is stale (fuzzy): its English has changed, so look at the translation again"
    yield from faults_of_texts(english_of(found), forms(found), num_plurals)


def faults_of_texts(english: Texts, texts: Texts, num_plurals: int) -> Iterator[str]:
    """What keeps a translation from being said, each as what it “has” or “needs”; `num_plurals` is its language's."""
    yield from _of_number(texts, num_plurals if len(english) > 1 else 1)
    for text in filter(None, texts):
        if stray_brace(text):
            yield "has a brace that stands for nothing: write {name} just as the English has it, and no other brace"
        elif not same_placeholders(english if len(english) > 1 else english[0], text):
            yield f"has the placeholders {_listed(text)}, where the English has {_listed(*english)}"


def _of_number(texts: Texts, expected: int) -> Iterator[str]:
    written = len([text for text in texts if text])
    if not written:
        yield "is not translated"
    elif (written, len(texts)) != (expected, expected):
        yield f"needs {expected} forms and has {written}"


def _listed(*texts: str) -> str:
    return ", ".join(sorted(set(chain.from_iterable(map(places, texts))))) or "none"

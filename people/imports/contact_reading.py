"""A row of our own contacts file: somebody around a child, and what is known of reaching them."""

from collections.abc import Callable

from language.folding import fold
from language.registry import LANGUAGES
from people.imports.cells import Cells, Unclear
from people.imports.incoming import IncomingContact, Place
from people.imports.spoken import UNCLEAR, language_of
from people.phone_numbers import NotAMobile, mobile

SELF = "Self"
_THEMSELVES = frozenset({"self", "child", "young person", "the child", "themselves"})
_TEXTS = ("dialect", "email")
NO_REASON = "The authority’s file says not to contact them."


def contact_of(place: Place, row: Cells, partly: Callable[[str], None]) -> IncomingContact:
    """One contact. An empty cell says nothing; what cannot be taken alone is told by `partly` and left out."""
    child, relation = row.number("child", "The number of the child"), row.words("relation")
    if not relation:
        raise Unclear("The relation is missing. Write Self for the child itself.")
    name = row.words("name")
    if not name or any(sign.isdigit() for sign in name):
        raise Unclear("The name is missing." if not name else "Digits stand where the name should.")
    given: dict[str, object] = {}
    _take(given, "language", row, _language)
    for field in _TEXTS:
        _take(given, field, row, lambda text: text)
    given |= {
        field: text for field, text in (("address", row.lines("address")), ("safe_note", _safe_note(row))) if text
    }
    if (needs := row.yes("interpreter", "Interpreter")) is not None:
        given["interpreter"] = needs
    elif given.get("language", "en") not in LANGUAGES:
        given["interpreter"] = True
    _take(given, "do_not_contact", row, _do_not_contact)
    try:
        _take(given, "phone", row, mobile)
    except NotAMobile as why:
        partly(f"The phone was left out. {why}")
    ref = row.number("contact", "Its number") if row.words("contact") else ""
    return IncomingContact(place, child, ref, name, SELF if fold(relation) in _THEMSELVES else relation, given)


def _take(given: dict[str, object], field: str, row: Cells, read: Callable[[str], str]) -> None:
    if text := row.words(field):
        given[field] = read(_with_nought(text) if field == "phone" else text)


def _with_nought(text: str) -> str:
    """A mobile number whose leading nought Excel has taken away, or to which it has added a decimal."""
    digits = text.removesuffix(".0")
    return f"0{digits}" if len(digits) == 10 and digits.isdecimal() and digits.startswith("7") else digits


def _language(word: str) -> str:
    code = language_of(word)
    if code is None:
        two = UNCLEAR.get(fold(word))
        raise Unclear(f"“{word}” could be two languages. Write {two}." if two else f"“{word}” is no language we know.")
    return code


def _safe_note(row: Cells) -> str:
    """Times are kept as a note: only those that somebody has checked with them count as safe."""
    times, note = row.words("safe_times"), row.lines("safe_note")
    return " ".join(filter(None, (f"Safe times in the file, not checked: {times}." if times else "", note)))


def _do_not_contact(text: str) -> str:
    """The reason; empty where they may be contacted."""
    said = fold(text)
    if said in {"no", "n", "false", "0"}:
        return ""
    return NO_REASON if said in {"yes", "y", "true", "1"} else text

"""Writing an entry: in English, then in other languages; what was released stays as it is until a Head says so."""

from collections.abc import Callable, Collection
from typing import cast

from language.registry import LANGUAGES
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import Document, number_of
from storage.errors import Conflict
from storage.store import Database
from tracker.checked_words import said, short
from tracker.said import said_entries
from tracker.said.public_words import THEMES
from tracker.said.recognisable import WrongWords, check_words
from tracker.said.resting_on import checked_items, seen_items
from tracker.said.said_entries import DRAFT, ENGLISH, SaidEntry, Words, WrittenWords

TOPIC = "said"
LONGEST_SAID, LONGEST_ANSWER, LONGEST_NAME = 300, 600, 80  # letters: an entry in any script fits a first page


@needs(Permission.MANAGE_TRACKER)
def write_entry(db: Database, actor: Actor, theme: str, numbers: Collection[int], words: Words) -> int:
    """Write what families said and what came of it, as a draft that nobody outside reads. Returns its number."""
    chosen = checked_items(db, actor, numbers)
    kept = _checked(db, chosen, words)
    number = said_entries.add(
        db,
        {
            "theme": _theme(theme),
            "items": chosen,
            "written": {ENGLISH: _written(db, actor, kept)},
            "state": DRAFT,
            "release": said_entries.NOT_YET,
            "month": "",
            "by": actor.id,
            "by_name": actor.name,
            "made": db.now.isoformat(),
            "changed": db.now.isoformat(),
        },
    )
    audit.record(db, actor, "said.written", entry=number)
    db.announce(TOPIC)
    return number


@needs(Permission.MANAGE_TRACKER)
def change_entry(db: Database, actor: Actor, number: int, seen: str, theme: str, words: Words) -> None:
    """Set down the English better; `seen` is the moment of the words that stood on the screen, else `Conflict`."""
    found = said_entries.entry(db, number)
    _check_seen(found, ENGLISH, seen)
    kept, about = _checked(db, found["items"], words), _theme(theme)
    if kept == found["written"][ENGLISH]["words"] and about == found["theme"]:
        return
    _keep(db, actor, found, ENGLISH, _written(db, actor, kept), about)


@needs(Permission.MANAGE_TRACKER)
def translate_entry(
    db: Database, actor: Actor, number: int, seen: str, language: str, translator: str, words: Words
) -> None:
    """Put a translation beside the English, made from the English of now; the same words again say: still right."""
    found = said_entries.entry(db, number)
    if language == ENGLISH or language not in LANGUAGES:
        raise Unacceptable("Choose a language that families are offered.")
    _check_seen(found, language, seen)
    english = found["written"][ENGLISH]["words"]
    kept = _checked(db, found["items"], words)
    if missing := [name for name, text in english.items() if bool(text) != bool(kept[name])]:  # type: ignore[literal-required]  # its own fields
        raise WrongWords(missing[0], _ONE_FOR_ONE[missing[0]])
    who = _of("translator", said, translator, "Write who translated it.", LONGEST_NAME)
    _keep(db, actor, found, language, _written(db, actor, kept, who, english), found["theme"])


@needs(Permission.MANAGE_TRACKER)
def change_items(db: Database, actor: Actor, number: int, numbers: Collection[int]) -> None:
    """Say on which items it rests; its words are looked at again for whoever these are about.

    Those that this person does not see stay.
    """
    found = said_entries.entry(db, number)
    unseen = set(found["items"]) - {number_of(one) for one in seen_items(db, actor, found["items"])}
    chosen = sorted({*checked_items(db, actor, numbers), *unseen})
    for written in found["written"].values():
        check_words(db, chosen, written["words"])
    if chosen == found["items"]:
        return
    said_entries.change(db, found, items=chosen, state=DRAFT)
    audit.record(db, actor, "said.items", entry=number)
    db.announce(TOPIC)


def words_of(said_text: str, did: str, could_not: str) -> Words:
    """What was typed, as words."""
    return {"said": said_text, "did": did, "could_not": could_not}


_ONE_FOR_ONE = {
    "said": "Translate “You said” too.",
    "did": "Translate what stands in English, and no more: look at “We did”.",
    "could_not": "Translate what stands in English, and no more: look at “We could not, because”.",
}


def _checked(db: Database, numbers: Collection[int], words: Words) -> Words:
    kept = words_of(
        _of("said", said, words["said"], "Write what families said, in general words of ours.", LONGEST_SAID),
        _of("did", short, words["did"], LONGEST_ANSWER),
        _of("could_not", short, words["could_not"], LONGEST_ANSWER),
    )
    if not kept["did"] and not kept["could_not"]:
        raise WrongWords("did", "Write what we did, or below what we could not do and why.")
    check_words(db, numbers, kept)
    return kept


def _of(field: str, check: Callable[..., str], *given: object) -> str:
    try:
        return check(*given)
    except Unacceptable as trouble:
        raise WrongWords(field, str(trouble)) from None


def _theme(theme: str) -> str:
    if theme not in THEMES:
        raise WrongWords("theme", "Choose what it is about.")
    return theme


def _check_seen(found: SaidEntry, language: str, seen: str) -> None:
    there = found["written"].get(language)
    if (there["at"] if there else "") != seen:
        raise Conflict(cast("Document", found))


def _written(
    db: Database, actor: Actor, words: Words, translator: str = "", source: Words | None = None
) -> WrittenWords:
    return {
        "words": words,
        "translator": translator,
        "source": source,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }


def _keep(db: Database, actor: Actor, found: SaidEntry, language: str, written: WrittenWords, theme: str) -> None:
    """Words of a language take the place of those before; from now on it is a draft, whatever families read."""
    said_entries.change(db, found, theme=theme, written={**found["written"], language: written}, state=DRAFT)
    audit.record(db, actor, "said.changed", entry=number_of(found), language=language)
    db.announce(TOPIC)

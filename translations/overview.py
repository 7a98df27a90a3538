"""What the Translations screens read: how far each language is, its forms and parts, and its passages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from language.registry import LANGUAGES, Language
from language.states import CHECKED, DRAFT, LIVE
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from translations import changes
from translations.changes import TranslationChange
from translations.entries import MISSING, STALE, Entry
from translations.findings import terms_in
from translations.index import TRANSLATED, WordingIndex
from translations.passages import by_code, groups, order_of

ALL = "all"
STATES: Mapping[str, str] = {
    MISSING: "Missing",
    STALE: "Needs a look",
    DRAFT: "Draft",
    CHECKED: "Checked",
    LIVE: "Live",
}
ALIKE, MOST_ALIKE = 60, 5  # of 100: how alike the English of two passages is for one to help with the other


@dataclass(frozen=True)
class Tally:
    """How many passages of something are in each state; one that needs a look is in another state too."""

    code: str
    name: str
    total: int
    of: Mapping[str, int]
    on_page: int = 0  # live, or with an earlier text that is


@dataclass(frozen=True)
class PassageView:
    """One passage in one language, with what helps to translate it and what was done to it."""

    entry: Entry
    language: Language
    terms: list[tuple[str, str, str]]
    alike: list[Entry]
    changes: list[TranslationChange]
    before: str  # the passage before it and the one after, by their codes; "" at an end
    after: str


def is_in(state: str, one: Entry) -> bool:
    """Whether a passage counts to a state."""
    return one.is_stale if state == STALE else one.state == state


@needs(Permission.TRANSLATE)
def languages(db: Database, actor: Actor, index: WordingIndex) -> list[tuple[Language, Tally]]:
    """Every language that is translated into, with how far it is."""
    return [(LANGUAGES[code], _tally(code, "", index.entries(db, code).values())) for code in TRANSLATED]


@needs(Permission.TRANSLATE)
def parts(db: Database, actor: Actor, index: WordingIndex, code: str) -> list[Tally]:
    """The forms and parts of one language, all of it first."""
    entries = list(_entries(db, index, code).values())
    found = [_tally(group, name, [one for one in entries if group in one.passage.groups]) for group, name in _groups()]
    return [_tally(ALL, "All passages", entries), *found]


@needs(Permission.TRANSLATE)
def part(db: Database, actor: Actor, index: WordingIndex, code: str, group: str) -> list[Entry]:
    """The passages of one form or part in one language; those of a form as they are asked."""
    if group != ALL and group not in groups():
        raise NotFound
    found = [one for one in _entries(db, index, code).values() if group in (ALL, *one.passage.groups)]
    order = order_of(group)
    return sorted(found, key=lambda one: order.get(one.passage.key, len(order)))


@needs(Permission.TRANSLATE)
def passage_view(
    db: Database, actor: Actor, index: WordingIndex, code: str, group: str, passage_code: str
) -> PassageView:
    """One passage of a form or part."""
    listed = [one.passage.code for one in part(db, actor, index, code, group)]
    passage = by_code(passage_code)
    if passage is None or passage_code not in listed:
        raise NotFound
    entries = _entries(db, index, code)
    found, at = entries[passage.key], listed.index(passage_code)
    return PassageView(
        entry=found,
        language=LANGUAGES[code],
        terms=terms_in(" ".join(passage.english), code),
        alike=_alike(found, entries.values()),
        changes=list(changes.of_translation(db, found.number)) if found.number else [],
        before=listed[at - 1] if at else "",
        after=listed[at + 1] if at + 1 < len(listed) else "",
    )


def _entries(db: Database, index: WordingIndex, code: str) -> Mapping[str, Entry]:
    if code not in TRANSLATED:
        raise NotFound
    return index.entries(db, code)


def _groups() -> Iterable[tuple[str, str]]:
    return groups().items()


def _tally(code: str, name: str, entries: Iterable[Entry]) -> Tally:
    found = list(entries)
    of = {state: sum(is_in(state, one) for one in found) for state in STATES}
    return Tally(code, name, len(found), of, sum(one.live is not None for one in found))


def _alike(one: Entry, others: Iterable[Entry]) -> list[Entry]:
    """What was translated of passages with nearly the same English, the nearest first."""
    rated = [
        (fuzz.token_set_ratio(one.passage.key, other.passage.key), other)
        for other in others
        if other.passage.key != one.passage.key and not other.is_missing
    ]
    near = sorted((each for each in rated if each[0] >= ALIKE), key=lambda each: -each[0])
    return [other for _, other in near[:MOST_ALIKE]]

"""The pack on paper, as whoever asked is given it: what is held, and what was taken out without its words."""

from collections import Counter
from itertools import groupby
from typing import TypedDict

from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.retention.rules import OF_FAMILIES, Rule, rule_of
from people.roles import Permission
from reviews.field_words import day
from reviews.right_of_access.packs import NOT_CHECKED, REASONS, PackView, pack
from reviews.right_of_access.passages import Passage
from storage.store import Database

RIGHTS = (
    "If you think that something is wrong, you can ask that it be corrected or erased. If you are not content with this"
    " answer, tell the service that gave it to you, or complain to the Information Commissioner’s Office (ico.org.uk)."
)


class PaperPassage(TypedDict):
    """One passage on paper."""

    heading: str
    words: str
    source: str
    lang: str
    dir: str


class PaperPart(TypedDict):
    """The passages under one heading."""

    heading: str
    passages: list[PaperPassage]


class AccessPack(TypedDict):
    """The whole paper."""

    title: str
    made: str
    opening: list[str]
    parts: list[PaperPart]


@needs(Permission.ANSWER_DATA_REQUESTS)
def access_pack(db: Database, actor: Actor, number: int) -> AccessPack:
    """The pack of a request as it was checked; Unacceptable where it was not, or has changed since."""
    seen = pack(db, actor, number)
    if not seen.is_checked or seen.person is None:
        raise Unacceptable(NOT_CHECKED)
    by_part = groupby(seen.goes(), key=lambda one: one.part)
    held: list[PaperPart] = [{"heading": part, "passages": [_passage(one) for one in found]} for part, found in by_part]
    kept_for = [_kept_for(rule_of(db, one)) for one in OF_FAMILIES]
    return {
        "title": f"What is held about {seen.person.name}",
        "made": day(db.now.isoformat()),
        "opening": [*_opening(seen, seen.person.name), RIGHTS],
        "parts": [*held, {"heading": "How long it is kept", "passages": kept_for}],
    }


def _opening(seen: PackView, name: str) -> list[str]:
    asked = seen.request
    told = [
        f"{asked['who']} asked on {day(asked['received'])} what the service that listens to families holds about"
        f" {name}. It stands here. Why it is held and who sees it, the service’s page on privacy says.",
        "The records of a social worker are kept elsewhere, and have to be asked for there. Earlier states of what is"
        " on record, and who opened it, are not in this document: ask for them where you want them.",
    ]
    out = Counter(one["reason"] for one in seen.work["taken_out"].values()) if seen.work else Counter[str]()
    if out:
        told.append("Some passages were taken out:")
        told += [f"{count} because: {REASONS[why]}." for why, count in out.items()]
    return told


def _kept_for(rule: Rule) -> PaperPassage:
    words = f"{rule.days:,} days, counted from {rule.proposal.counted_from}."
    return {"heading": rule.proposal.title, "words": words, "source": "", "lang": "en", "dir": "ltr"}


def _passage(one: Passage) -> PaperPassage:
    source = "; ".join(filter(None, (one.source, day(one.at) if one.at else "")))
    return {"heading": one.heading, "words": one.words, "source": source, "lang": one.lang, "dir": one.direction}

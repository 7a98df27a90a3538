"""Collating themes: the Heads write down what comes up again, choose what is done about it, and say what came of it."""

from collections.abc import Collection
from dataclasses import dataclass

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.moderation.themes import RESPONSES, Theme, ThemeResponse, add_theme, change_theme, theme, themes
from reviews.reviews import by_id
from storage.store import Database

TOPIC = "themes"
LONGEST_TITLE, LONGEST_WORDS = 120, 2_000


@dataclass(frozen=True)
class CollatedThemes:
    """The themes, by how far they have come."""

    unanswered: list[Theme]  # with no response yet
    answered: list[Theme]
    done: list[Theme]


@needs(Permission.SIT_ON_PANEL)
def collated_themes(db: Database, actor: Actor) -> CollatedThemes:
    """Every theme, the latest first."""
    found = themes(db)
    at_work = [one for one in found if "done" not in one]
    return CollatedThemes(
        unanswered=[one for one in at_work if not one["responses"]],
        answered=[one for one in at_work if one["responses"]],
        done=[one for one in found if "done" in one],
    )


@needs(Permission.MODERATE_REVIEWS)
def note_theme(db: Database, actor: Actor, title: str, words: str, seen_in: Collection[int] = ()) -> int:
    """Write down a theme with the reviews in which it was seen; `Unacceptable` without a name."""
    kept: Theme = {
        "title": _said(title, LONGEST_TITLE, "Give the theme a name."),
        "words": _short(words),
        "reviews": sorted({one for one in seen_in if by_id(db, one) is not None}),
        "responses": [],
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    number = add_theme(db, kept)
    audit.record(db, actor, "theme.noted", theme=number)
    db.announce(TOPIC)
    return number


@needs(Permission.MODERATE_REVIEWS)
def see_again(db: Database, actor: Actor, number: int, review: int) -> None:
    """Add a review in which a theme was seen as well."""
    found = theme(db, number)
    if by_id(db, review) is None:
        raise Unacceptable("Choose a review.")
    change_theme(db, number, reviews=sorted({*found["reviews"], review}))
    audit.record(db, actor, "theme.seen", theme=number, review=review)
    db.announce(TOPIC)


@needs(Permission.MODERATE_REVIEWS)
def respond(db: Database, actor: Actor, number: int, kind: str, words: str) -> None:
    """Choose what is done about a theme, one of the three or several after another, and say what exactly."""
    found = theme(db, number)
    if kind not in RESPONSES:
        raise Unacceptable("Choose what is done about it.")
    if "done" in found:
        raise Unacceptable(f"{found['done']['by_name']} has closed this theme. Note it again if it has come back.")
    response: ThemeResponse = {
        "kind": kind,
        "words": _said(words, LONGEST_WORDS, "Write what is done, and by whom."),
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    change_theme(db, number, responses=[*found["responses"], response])
    audit.record(db, actor, "theme.response", theme=number, response=kind)
    db.announce(TOPIC)


@needs(Permission.MODERATE_REVIEWS)
def close_theme(db: Database, actor: Actor, number: int, words: str) -> None:
    """Say what came of it; not before there is a response."""
    found = theme(db, number)
    if "done" in found:
        return
    if not found["responses"]:
        raise Unacceptable("Nothing has been done about it yet. Choose a response first.")
    told = _said(words, LONGEST_WORDS, "Write what came of it.")
    change_theme(db, number, done={"words": told, "by": actor.id, "by_name": actor.name, "at": db.now.isoformat()})
    audit.record(db, actor, "theme.closed", theme=number)
    db.announce(TOPIC)


def _said(text: str, longest: int, missing: str) -> str:
    if not text.strip():
        raise Unacceptable(missing)
    if len(text.strip()) > longest:
        raise Unacceptable(f"Keep it under {longest:,} characters.")
    return text.strip()


def _short(text: str) -> str:
    if len(text.strip()) > LONGEST_WORDS:
        raise Unacceptable(f"Keep it under {LONGEST_WORDS:,} characters.")
    return text.strip()

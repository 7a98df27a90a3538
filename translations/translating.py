"""The verbs: translate, check, make live, take back. Whoever translated a passage signs nothing of it off."""

from collections.abc import Collection, Sequence

from language.registry import LANGUAGES
from language.states import CHECKED, DRAFT, LIVE
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from translations import changes, translations
from translations.entries import Entry, Seen, entry
from translations.findings import blocking, findings, warnings
from translations.passages import passages
from translations.translations import TOPIC, LiveWords, Translation, TranslationFields, key_of

LONGEST = 4_000  # characters of one text
OWN = "You translated this. Somebody else has to sign it off."


class ChangedMeanwhile(Unacceptable):
    """Somebody was quicker; `now` is how it stands."""

    def __init__(self, now: Entry) -> None:
        told = " / ".join(now.texts) or "nothing"
        super().__init__(f"This has changed meanwhile. {now.translator_name} has written: “{told}”.")
        self.now = now


class Unpassed(Unacceptable):
    """There are warnings that nobody has looked at; `sentences` are what they say."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("Look at the warnings, and tick that it is right all the same.")
        self.sentences = sentences


@needs(Permission.TRANSLATE)
def translate(db: Database, actor: Actor, seen: Seen, texts: Sequence[str], passed: Collection[str] = ()) -> None:
    """Keep a translation as a draft; what families read stays. `passed` are the warnings that were let pass."""
    write_draft(db, actor, seen, texts, passed, actor.name)


def write_draft(
    db: Database, actor: Actor, seen: Seen, texts: Sequence[str], passed: Collection[str] | None, by_name: str
) -> None:
    """The same in another's name; where `passed` is None, whoever presses has looked at every warning."""
    found = standing_in(db, seen)
    written = tuple(text[:LONGEST] for text in texts)
    takes_it_on = passed is not None and found.is_nobodys  # a shipped draft that somebody says is right as it is
    if written == found.texts and not found.is_stale and not takes_it_on:
        return
    told = findings(found.passage, seen.language, written)
    if wrong := blocking(told):
        raise Unacceptable(" ".join(wrong))
    if unseen := [one for one in warnings(told) if passed is not None and one not in passed]:
        raise Unpassed(unseen)
    fields: TranslationFields = {
        "texts": list(written),
        "english": list(found.passage.english),
        "state": DRAFT,
        "translator": actor.id,
        "translator_name": by_name,
        "translated": db.now.isoformat(),
        "checker": 0,
        "checker_name": "",
        "checked": "",
        "passed": warnings(told),
    }
    _keep(db, actor, found, changes.TRANSLATED, fields)


@needs(Permission.CHECK_TRANSLATIONS)
def check(db: Database, actor: Actor, several: Sequence[Seen]) -> None:
    """Say as a second reader that drafts are right: by whoever did not translate them, against the English of now."""
    for seen in several:
        found = _signable(db, actor, seen, DRAFT)
        fields: TranslationFields = {
            "state": CHECKED,
            "checker": actor.id,
            "checker_name": actor.name,
            "checked": db.now.isoformat(),
        }
        _keep(db, actor, found, changes.CHECKED, fields)


@needs(Permission.CHECK_TRANSLATIONS)
def make_live(db: Database, actor: Actor, several: Sequence[Seen]) -> None:
    """Let families read checked translations, from this moment: all of these, or none where one has changed."""
    for seen in several:
        found = _signable(db, actor, seen, CHECKED)
        released: LiveWords = {
            "texts": list(found.texts),
            "english": list(found.english),
            "by": actor.id,
            "by_name": actor.name,
            "at": db.now.isoformat(),
        }
        _keep(db, actor, found, changes.RELEASED, {"state": LIVE, "live": released})


@needs(Permission.CHECK_TRANSLATIONS)
def take_back(db: Database, actor: Actor, seen: Seen) -> None:
    """Families read it no longer; it is a draft again. Twice is once."""
    found = standing_in(db, seen)
    if found.live is None:
        return
    again: TranslationFields = {"state": DRAFT, "live": None, "checker": 0, "checker_name": "", "checked": ""}
    _keep(db, actor, found, changes.TAKEN_BACK, again)


def standing_in(db: Database, seen: Seen) -> Entry:
    """How it stands now; `ChangedMeanwhile` where that is not what was seen."""
    passage = passages().get(seen.key)
    if passage is None or seen.language not in LANGUAGES or seen.language == "en":
        raise NotFound
    kept = translations.of_passage(db, seen.language, passage.code)
    if kept is None and seen.number:  # made for an older English, which nobody else may have
        older = translations.by_number(db, seen.number)
        kept = older if older and older["language"] == seen.language and older["message"] not in passages() else None
    now = entry(passage, seen.language, kept)
    if now.seen != seen:
        raise ChangedMeanwhile(now)
    return now


def _signable(db: Database, actor: Actor, seen: Seen, state: str) -> Entry:
    found = standing_in(db, seen)
    if why := _unsignable(actor, found, state):
        raise Unacceptable(f"{found.passage.key}: {why}")
    return found


def _unsignable(actor: Actor, found: Entry, state: str) -> str:
    """Why this person cannot sign it off; empty where they can."""
    if found.translator == actor.id:
        return OWN
    if found.state != state:
        return "Only a draft can be checked." if state == DRAFT else "It has to be checked first."
    if found.is_stale:
        return "Its English has changed. Somebody has to look at it and save it again first."
    return " ".join(blocking(findings(found.passage, found.language, found.texts)))


def _document(found: Entry) -> Translation:
    """What is kept of it until now; of what was shipped, what its catalogue says."""
    return {
        "key": key_of(found.language, found.passage.code),
        "language": found.language,
        "message": found.passage.key,
        "english": list(found.english),
        "where": list(found.passage.where),
        "texts": list(found.texts),
        "state": found.state,
        "translator": found.translator,
        "translator_name": found.translator_name,
        "translated": found.translated,
        "checker": found.checker,
        "checker_name": found.checker_name,
        "checked": found.checked,
        "passed": list(found.passed),
        "live": found.live,
    }


def _keep(db: Database, actor: Actor, found: Entry, kind: str, fields: TranslationFields) -> None:
    made: Translation = {**_document(found), **fields}
    number = translations.keep(db, found.number, made)
    changes.add(
        db,
        {
            "translation": number,
            "kind": kind,
            "texts": made["texts"],
            "english": made["english"],
            "by": actor.id,
            "by_name": actor.name,
            "at": db.now.isoformat(),
        },
    )
    audit.record(db, actor, f"translation.{kind}", translation=number, language=found.language)
    db.announce(TOPIC)

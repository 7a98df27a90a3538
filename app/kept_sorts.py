"""Each sort of thing that a rule is about: how it is found, what of its own keeps it, and how it goes."""

from collections.abc import Callable, Mapping
from itertools import islice, takewhile
from typing import Any, TypeVar

from feedback.concerns import concerns
from feedback.concerns.kinds import ACTED
from feedback.messages import inbox, outbox
from feedback.messages.mail import mails
from feedback.phone import discussions
from feedback.voices import attachments, attempts, requests, voices
from feedback.voices.attachments import Attachment
from feedback.voices.erasing import erase_request, holds_words, is_unwritten, still_answers
from feedback.voices.voices import Voice
from language import dates
from people import audit, sessions
from people.retention import rules
from people.retention.erasures import ERASED_ENTRY
from people.retention.going import Sort, Thing
from people.retention.holds import held_reviews, is_held
from people.working_days import london_day
from reviews import erasing_reviews, reviews
from reviews.erasing_voices import erase_voice, what_keeps
from storage.documents import number_of
from storage.store import Database
from tracker import erasing_items, items
from tracker.items import Item

Kept = TypeVar("Kept", bound=Mapping[str, Any])


def _sort(
    rule: str,
    between: Callable[[Database, str, str, int], list[Kept]],
    by_id: Callable[[Database, int], Kept | None],
    thing: Callable[[Database, Kept], Thing],
    erase: Callable[[Database, Kept], None],
    mark: str = "erased",
) -> Sort:
    """A sort; a document that stays when what it says has gone has the mark, and is not found again."""

    def find(db: Database, number: int) -> Thing | None:
        found = by_id(db, number)
        return thing(db, found) if found is not None and mark not in found else None

    def erase_number(db: Database, number: int) -> None:
        if (found := by_id(db, number)) is not None:
            erase(db, found)

    return Sort(rule, lambda db, *asked: (thing(db, one) for one in between(db, *asked)), find, erase_number)


def _on(db: Database) -> str:
    """What is said in the place of words that went."""
    today = london_day(db.now)
    return f"Erased on {dates.day(today, 'en', today)}"


def _start_of(day: str) -> str:
    """A day as a moment."""
    return f"{day}T00:00:00+00:00"


# Messages and sign-ins go whole


def _text_sent(_: Database, text: outbox.OutboxText) -> Thing:
    return Thing(number_of(text), text["made"], text["child"], outbox.is_busy(text))


def _text_received(_: Database, text: inbox.ReceivedText) -> Thing:
    return Thing(number_of(text), text["at"], text["child"], text["waiting"])


def _mail(_: Database, mail: mails.Mail) -> Thing:
    return Thing(number_of(mail), mail["made"], busy=mail["waits"] or mail["state"] in (mails.QUEUED, mails.CLAIMED))


def _session(_: Database, session: sessions.Session) -> Thing:
    return Thing(number_of(session), session["begun"])


def _sessions_between(db: Database, first: str, last: str, limit: int) -> list[sessions.Session]:
    old = takewhile(lambda one: one["begun"] <= last, sessions.begun_first(db))
    return [*islice((one for one in old if one["begun"] >= first), limit)]


MESSAGES = (
    _sort(
        rules.TEXTS_SENT,
        outbox.made_between,
        outbox.by_id,
        _text_sent,
        lambda db, one: outbox.erase(db, number_of(one)),
    ),
    _sort(
        rules.TEXTS_RECEIVED,
        inbox.made_between,
        inbox.by_id,
        _text_received,
        lambda db, one: inbox.erase(db, number_of(one)),
    ),
    _sort(rules.MAILS, mails.made_between, mails.by_id, _mail, lambda db, one: mails.erase(db, number_of(one))),
)
SESSIONS = _sort(
    rules.SESSIONS,
    _sessions_between,
    sessions.by_id,
    _session,
    lambda db, one: sessions.erase(db, number_of(one)),
)


# What families said and were asked: that it was stays


def _voice(db: Database, voice: Voice) -> Thing:
    return Thing(number_of(voice), voices.last_said(voice), voice["child"], bool(what_keeps(db, voice)), voice["begun"])


def _recording(db: Database, attachment: Attachment) -> Thing:
    voice = voices.by_id(db, attachment["voice"])
    keeps = is_unwritten(db, attachment) or (voice is not None and bool(what_keeps(db, voice)))
    return Thing(number_of(attachment), attachment["at"], voice["child"] if voice else None, keeps)


def _request(db: Database, request: requests.Request) -> Thing:
    return Thing(number_of(request), request["made"], request["child"], still_answers(db, request))


def _attempt(_: Database, attempt: attempts.Attempt) -> Thing:
    return Thing(number_of(attempt), attempt["at"], attempt["child"])


def _concern(db: Database, concern: concerns.Concern) -> Thing:
    keeps = concern["state"] != ACTED or concern["review"] in held_reviews(db)
    return Thing(number_of(concern), concerns.last_done(concern), concern["child"], keeps, concern["at"])


FAMILIES = (
    _sort(rules.RECORDINGS, attachments.kept_between, attachments.by_id, _recording, attachments.remove_file, "gone"),
    _sort(
        rules.VOICES,
        voices.kept_between,
        voices.by_id,
        _voice,
        lambda db, one: erase_voice(db, audit.SYSTEM, number_of(one)),
    ),
    _sort(
        rules.REQUESTS,
        requests.kept_between,
        requests.by_id,
        _request,
        lambda db, one: erase_request(db, one, _on(db)),
    ),
    _sort(
        rules.ATTEMPTS,
        attempts.kept_between,
        attempts.by_id,
        _attempt,
        lambda db, one: attempts.erase(db, number_of(one)),
    ),
    _sort(
        rules.CONCERNS,
        concerns.kept_between,
        concerns.by_id,
        _concern,
        lambda db, one: concerns.erase(db, one, _on(db)),
    ),
)


# Reviews, what was discussed for them, and what they recommend


def _review(db: Database, found: reviews.Review) -> Thing:
    keeps = erasing_reviews.is_needed(db, found) or number_of(found) in held_reviews(db)
    return Thing(number_of(found), erasing_reviews.ended_at(db, found), found["child"], keeps, found["review_date"])


def _discussion(db: Database, talk: discussions.Discussion) -> Thing:
    return Thing(number_of(talk), _start_of(talk["on"]), talk["child"], talk["review"] in held_reviews(db))


def _item(db: Database, item: Item) -> Thing:
    held = {f"review {one}" for one in held_reviews(db)}
    keeps = erasing_items.is_needed(db, item) or item.get("source_of") in held
    return Thing(number_of(item), _start_of(item["closed"]), item["child"], keeps, item["made"])


REVIEWS = (
    _sort(
        rules.REVIEWS,
        erasing_reviews.ended_between,
        reviews.by_id,
        _review,
        lambda db, one: erasing_reviews.erase_review(db, one, _on(db)),
    ),
    _sort(
        rules.DISCUSSIONS,
        discussions.kept_between,
        discussions.by_id,
        _discussion,
        lambda db, one: discussions.erase(db, one, _on(db)),
    ),
)
ITEM = _sort(
    rules.ITEMS,
    items.closed_between,
    items.by_id,
    _item,
    lambda db, one: erasing_items.erase_item(db, one, _on(db)),
)


# The trail: what an entry tells goes, its seals stay


def _entry(db: Database, entry: audit.AuditEntry) -> Thing:
    about = entry["about"]
    said = voices.by_id(db, about["voice"]) if isinstance(about.get("voice"), int) else None
    keeps = (
        entry["action"] == ERASED_ENTRY
        or (said is not None and holds_words(said))
        or about.get("review") in held_reviews(db)
    )
    of = entry["child"]
    if isinstance(of, list):  # a list that was shown: the hold of one of these children keeps it
        return Thing(number_of(entry), entry["at"], None, keeps or any(is_held(db, one) for one in of))
    return Thing(number_of(entry), entry["at"], of, keeps)


def _kept_entry(db: Database, number: int) -> audit.AuditEntry | None:
    found = audit.entry(db, number)
    return found if found is not None and found["action"] != audit.ENDED else None


TRAIL = _sort(
    rules.TRAIL,
    audit.kept_between,
    _kept_entry,
    _entry,
    lambda db, one: audit.end(db, number_of(one)),
)

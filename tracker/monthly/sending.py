"""Makes the messages of a month, once each: killed, started again or run twice, nobody has two and nobody has none."""

from datetime import date

from feedback.messages.mail.mails import queue_mail
from people.permissions import open_to
from people.working_days import london_day
from storage.store import Database, Store
from tracker import items
from tracker.index import TrackerIndex
from tracker.monthly import messages, wording
from tracker.monthly.messages import MonthlyMessage, key_of
from tracker.monthly.rules import MonthlyRules
from tracker.monthly.whose import Share, shares
from tracker.months import first_of_month

TOPIC = "monthly"


async def make_messages(store: Store, index: TrackerIndex, rules: MonthlyRules) -> int:
    """One round: when the day has come, a message for everybody who has something; returns how many were made."""
    today = london_day(store.now)
    month = first_of_month(today)
    if today < rules.day_of(today) or await store.fetch(messages.round_is_done, month):
        return 0
    made = 0
    for staff, share in (await store.fetch(shares, index)).items():
        made += await store.write(make_message, staff, share, rules)
    await store.write(_end, month)
    return made


@open_to("the worker beside the pages")
def make_message(db: Database, staff: int, share: Share, rules: MonthlyRules) -> bool:
    """Keep one person's message, with its mail; False where it is kept: another process may have been first."""
    today = london_day(db.now)
    month = first_of_month(today)
    if messages.message_of(db, staff, month) is not None:
        return False
    message: MonthlyMessage = {
        "key": key_of(staff, month),
        "staff": staff,
        "month": month,
        "on": today.isoformat(),
        "items": share.items,
        "answers": share.answers,
        "ownerless": share.ownerless,
    }
    messages.add_message(db, message)
    if rules.mails:
        _mail(db, message, rules.tracker, today)
    db.announce(TOPIC)
    return True


def _mail(db: Database, message: MonthlyMessage, address: str, today: date) -> None:
    own, answers = items.by_numbers(db, message["items"]), items.by_numbers(db, message["answers"])
    body = wording.body(own, answers, len(message["ownerless"]), address, today)
    number = len(set(message["items"] + message["answers"] + message["ownerless"]))
    queue_mail(db, staff=message["staff"], subject=wording.subject(number), body=body, key=f"monthly {message['key']}")


def _end(db: Database, month: str) -> None:
    messages.end_round(db, month, london_day(db.now).isoformat())

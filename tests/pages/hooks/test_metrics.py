"""The figures for a watch: what they say of a real store, who may read them, and that they can name nobody."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.concerns.responding import acknowledge
from feedback.messages.mail.mails import queue_mail
from feedback.messages.outbox import queue
from feedback.sms.receiving import receive
from pages.hooks.exposition import Metric, exposition
from pages.hooks.metrics import metrics_route
from people.backups import note_failed, note_good
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.family import Family
from tests.outgoing import PHONE
from tests.texting import MOTHERS, Texting

TOKEN = "a-token-that-only-the-tests-know"
LINE = re.compile(r'heard_[a-z_]+(?:\{[a-z]+="[a-z _]+"\})? [-+.e\d]+')


def asked(store: Store, token: str = f"Bearer {TOKEN}", *, of_store: bool = True) -> httpx.Response:
    app = Starlette(routes=[metrics_route(store, TOKEN, lambda: (), of_store=of_store)])

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://heard.example") as client:
            return await client.get("/metrics", headers={"Authorization": token} if token else {})

    return asyncio.run(ask())


def said(store: Store) -> dict[str, float]:
    lines = [line for line in asked(store).text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def writes(family: Family, words: str) -> None:
    while (question := family.sees().question) and question.kind != "long_text":
        family.skips()
    family.answers(words)


def helps(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("token", ["", "Bearer another", TOKEN, f"bearer {TOKEN}", "Bearer "])
def test_without_the_token_nothing_is_told(store: Store, token: str) -> None:
    reply = asked(store, token)
    assert (reply.status_code, reply.content) == (401, b"")
    assert reply.headers["www-authenticate"] == "Bearer"


def test_where_nothing_waits_all_is_nought(store: Store) -> None:
    found = said(store)
    assert found.pop("heard_store_readable") == 1
    assert set(found.values()) == {0}
    assert "heard_backup_last_good_timestamp_seconds" not in found  # none was made, which no number can say


def test_what_waits_is_counted_and_its_age_is_told(store: Store, cast: Cast, clock: Clock) -> None:
    store.write_now(queue, to=PHONE, body="Hello", purpose="reply", language="en")
    store.write_now(queue_mail, staff=cast.worker.id, subject="Yours", body="Two", key="monthly 1")
    concern = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    clock.forward(minutes=10)
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, press="another")
    store.write_now(receive, provider_id="SM1", sender=PHONE, body="hello?")
    clock.forward(minutes=5)
    found = said(store)
    assert found['heard_texts{state="queued"}'] == 2  # ours, and the neutral answer
    assert found["heard_texts_overdue_seconds"] == found["heard_mails_overdue_seconds"] == 900
    assert found['heard_mails{state="queued"}'] >= 1
    assert (found["heard_received_texts"], found["heard_received_texts_oldest_seconds"]) == (1, 300)
    assert found["heard_concerns_unacknowledged_oldest_seconds"] == 900
    store.write_now(acknowledge, cast.head, concern)
    assert said(store)["heard_concerns_unacknowledged_oldest_seconds"] <= 300
    assert found["heard_writes_total"] > 0


def test_a_text_that_waits_for_the_morning_is_not_overdue(store: Store, clock: Clock) -> None:
    morning = clock.now + timedelta(hours=12)
    store.write_now(queue, to=PHONE, body="Hello", purpose="request", language="en", not_before=morning)
    clock.forward(hours=3)
    assert said(store)["heard_texts_overdue_seconds"] == 0
    clock.forward(hours=10)
    assert said(store)["heard_texts_overdue_seconds"] == 3600


def test_what_nobody_has_read_by_its_day_is_late(store: Store, a_family: Callable[..., Family], clock: Clock) -> None:
    writes(a_family(), "Nobody listened to me at all.")
    waiting = said(store)["heard_triage"]
    assert waiting == 1
    assert said(store)["heard_triage_late"] == 0
    clock.forward(days=6)
    found = said(store)
    assert found["heard_triage_late"] == waiting
    assert found["heard_triage_oldest_seconds"] == timedelta(days=6).total_seconds()


def test_the_last_good_backup_and_a_failed_one_are_told(store: Store, clock: Clock) -> None:
    store.write_now(note_good, "Heard", clock.now, "heard-1", 3)
    assert said(store)["heard_backup_last_good_timestamp_seconds"] == int(clock.now.timestamp())
    clock.forward(hours=1)
    store.write_now(note_failed, "The disk is full.")
    assert said(store)["heard_backup_failed"] == 1


def test_no_name_number_reference_or_token_can_be_in_it(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family]
) -> None:
    before = asked(store).text
    writes(a_family(), "Kevin came late.")
    mother = Texting(store, cast, clock).asks()
    for words in ("hello", "1", "Selam is afraid of Kevin"):
        mother.sends(words)
    token = cast.ask(child=OTHER_CHILD).token
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words="Kevin hits Selam")
    text = asked(store).text
    assert [line for line in text.splitlines() if line[0] != "#" and not LINE.fullmatch(line)] == []
    assert helps(text) == helps(before)  # which were read while nobody was on record
    for word in (CHILD, OTHER_CHILD, MOTHERS, MOTHERS[1:], "Selam", "Kevin", "Amina", "example", token, TOKEN):
        assert word not in text


@pytest.mark.parametrize("word", [CHILD, MOTHERS, "Selam", "o'brien", "a\nb", 'x"} 1', "", "7"])
def test_a_label_that_is_no_word_of_ours_is_never_written(word: str) -> None:
    with pytest.raises(ValueError, match="no word of ours"):
        exposition([Metric("heard_texts", "Texts.", {word: 1}, "state")])


def test_figures_are_written_as_prometheus_reads_them() -> None:
    metric = Metric("heard_work_failed_total", "Rounds.", {"sending texts": 2, "reminders": 0.5}, "work", "counter")
    assert exposition([metric]) == (
        "# HELP heard_work_failed_total Rounds.\n"
        "# TYPE heard_work_failed_total counter\n"
        'heard_work_failed_total{work="sending texts"} 2\n'
        'heard_work_failed_total{work="reminders"} 0.5\n'
    )


def test_a_store_that_cannot_be_read_is_a_figure_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from pages.hooks import metrics
    from storage.errors import Unreadable

    def broken(_: object) -> list[Metric]:
        raise Unreadable("on purpose")

    monkeypatch.setattr(metrics, "figures", broken)
    found = said(store)
    assert found["heard_store_readable"] == 0
    assert "heard_texts_overdue_seconds" not in found


def test_of_processes_that_share_a_store_one_tells_what_stands_there(store: Store) -> None:
    assert "heard_triage" not in asked(store, of_store=False).text
    assert "heard_writes_total" in asked(store, of_store=False).text

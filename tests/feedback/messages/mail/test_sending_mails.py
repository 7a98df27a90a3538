"""Mails that go out, through a real mail server that behaves well and badly."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from feedback.messages.mail import mails
from feedback.messages.mail.mail_console import MailConsole
from feedback.messages.mail.mail_deciding import AGAIN, ARRIVED, LEAVE, decide_mail, mails_shown
from feedback.messages.mail.mail_sending import PATIENCE, STALE, claim, send_mails, taken
from feedback.messages.mail.mails import Mail, queue_mail
from feedback.messages.mail.smtp import IMPLICIT, STARTTLS, MailServer
from people.errors import NotAllowed, Unacceptable
from people.leaving import disable
from people.staff import STAFF
from storage.store import Store
from tests.cast import Cast, Clock
from tests.mail_server import (
    IMPATIENT,
    PASSWORD,
    SENDER,
    Certificates,
    Mailbox,
    certificates,
    mail_server,
    round_of,
    through,
)
from tests.server import free_port


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox, made: Certificates) -> Iterator[MailServer]:
    with mail_server(mailbox, made) as running:
        yield running


def mail_to(store: Store, cast: Cast, key: str = "one", body: str = "Item 14: due 3 May\n") -> int:
    return store.write_now(queue_mail, staff=cast.worker.id, subject="Heard: 1 item of yours", body=body, key=key)


def kept(store: Store, number: int) -> Mail:
    found = store.read(mails.by_id, number)
    assert found is not None
    return found


def states(store: Store, number: int) -> list[str]:
    return [one["state"] for one in kept(store, number)["history"]]


@pytest.mark.parametrize("tls", [STARTTLS, IMPLICIT])
def test_a_mail_goes_once_over_tls_with_our_password(
    store: Store, cast: Cast, mailbox: Mailbox, made: Certificates, tls: str
) -> None:
    number = mail_to(store, cast)
    with mail_server(mailbox, made, tls=tls) as server:
        for _ in range(3):
            round_of(send_mails, store, through(server))
    assert states(store, number) == ["queued", "claimed", "sent"]
    assert mailbox.signed_in == 1
    (got,) = mailbox.taken
    assert (got["To"], got["From"]) == ("amina.yusuf@heard.example", SENDER)
    assert got["Subject"] == "Heard: 1 item of yours"
    assert (got["Auto-Submitted"], got.get_content_type()) == ("auto-generated", "text/plain")
    assert str(got["Message-ID"]) == f"<{kept(store, number)['opaque']}@heard.example>"


def test_its_words_arrive_as_they_were_written(store: Store, cast: Cast, mailbox: Mailbox, server: MailServer) -> None:
    body = "“Due” 3 May – naïve\n.\n..two dots\n.com\n" + "x" * 1200 + "\nend\n"
    mail_to(store, cast, body=body)
    round_of(send_mails, store, through(server))
    assert mailbox.taken[0].get_content().replace("\r\n", "\n") == body


def test_the_same_cause_makes_one_mail(store: Store, cast: Cast) -> None:
    assert mail_to(store, cast) == mail_to(store, cast)


def test_a_server_that_is_down_for_an_hour_loses_nothing_and_doubles_nothing(
    store: Store, cast: Cast, clock: Clock, mailbox: Mailbox, made: Certificates
) -> None:
    numbers = [mail_to(store, cast, key) for key in ("one", "two")]
    with mail_server(mailbox, made) as server:
        pass  # it was up, and is not any more
    waits = []
    for _ in range(120):  # an hour in half minutes
        before = kept(store, numbers[0])["tries"]
        round_of(send_mails, store, through(server, IMPATIENT))
        after = kept(store, numbers[0])
        if after["tries"] > before:
            waits.append(after["due"])
        clock.forward(seconds=30)
    assert 5 <= len(waits) <= 8
    opaque = kept(store, numbers[0])["opaque"]
    with mail_server(mailbox, made, port=server.port) as again:
        clock.forward(hours=1)
        for _ in range(3):
            round_of(send_mails, store, through(again))
    assert [kept(store, one)["state"] for one in numbers] == ["sent", "sent"]
    assert sorted(mailbox.ids.values()) == [1, 1]
    assert f"<{opaque}@heard.example>" in mailbox.ids


def test_waits_grow_and_after_two_days_a_person_is_told(store: Store, cast: Cast, clock: Clock) -> None:
    number = mail_to(store, cast)
    nowhere = through(MailServer("localhost", 1, SENDER), IMPATIENT)
    waited = []
    while kept(store, number)["state"] == "queued":
        began = clock.now
        round_of(send_mails, store, nowhere)
        due = kept(store, number)["due"]
        if kept(store, number)["state"] == "queued":
            clock.now = max(clock.now, clock.now.fromisoformat(due))
            waited.append(clock.now - began)
    assert waited == sorted(waited)
    assert (waited[0], waited[-1]) == (timedelta(minutes=1), timedelta(hours=1))
    assert sum(waited, timedelta()) >= PATIENCE
    shown = store.read(mails_shown, cast.administrator).waiting
    assert [(one.number, one.words) for one in shown] == [(number, "Not sent: the mail server was not reached")]


def test_a_refused_address_is_told_on_a_screen_and_holds_nobody_up(
    store: Store, cast: Cast, mailbox: Mailbox, server: MailServer
) -> None:
    mailbox.refuses["amina.yusuf@heard.example"] = "550 5.1.1 amina.yusuf@heard.example is not known"
    number = mail_to(store, cast)
    given = {"staff": cast.manager.id, "subject": "Heard", "body": "Hello\n", "key": "two"}
    other = store.write_now(queue_mail, **given)
    round_of(send_mails, store, through(server))
    assert (kept(store, number)["state"], kept(store, other)["state"]) == ("failed", "sent")
    (waiting,) = store.read(mails_shown, cast.head).waiting
    assert waiting.words == "Not sent: the mail server refuses it (550)"
    assert waiting.decisions == (AGAIN, LEAVE)


@pytest.mark.parametrize("answer", ["450 4.7.1 greylisted", "452 4.2.2 full"])
def test_an_address_that_is_to_wait_waits(
    store: Store, cast: Cast, clock: Clock, mailbox: Mailbox, server: MailServer, answer: str
) -> None:
    mailbox.refuses["amina.yusuf@heard.example"] = answer
    number = mail_to(store, cast)
    round_of(send_mails, store, through(server))
    assert kept(store, number)["state"] == "queued"
    mailbox.refuses.clear()
    clock.forward(minutes=1)
    round_of(send_mails, store, through(server))
    assert states(store, number) == ["queued", "claimed", "queued", "claimed", "sent"]


@pytest.mark.parametrize(("answer", "state"), [("554 5.6.0 no", "failed"), ("451 4.3.0 later", "queued")])
def test_an_answer_to_the_mail_itself_is_believed(
    store: Store, cast: Cast, mailbox: Mailbox, server: MailServer, answer: str, state: str
) -> None:
    mailbox.answers = answer
    number = mail_to(store, cast)
    round_of(send_mails, store, through(server))
    assert kept(store, number)["state"] == state


def test_a_connection_that_drops_before_the_answer_leaves_it_to_a_person(
    store: Store, cast: Cast, clock: Clock, mailbox: Mailbox, server: MailServer
) -> None:
    mailbox.drops = True
    number = mail_to(store, cast)
    round_of(send_mails, store, through(server))
    assert kept(store, number)["state"] == "unknown"
    mailbox.drops = False
    clock.forward(days=3)
    round_of(send_mails, store, through(server))
    assert list(mailbox.ids.values()) == [1]
    store.write_now(decide_mail, cast.administrator, number, AGAIN)
    round_of(send_mails, store, through(server))
    assert list(mailbox.ids.values()) == [2]  # under one Message-ID, by which a mailbox knows it again
    assert kept(store, number)["state"] == "sent"


@pytest.mark.parametrize(("what", "words"), [(ARRIVED, "Omar Haddad: They have it."), (LEAVE, "Not known")])
def test_what_is_decided_is_on_record_and_waits_no_longer(
    store: Store, cast: Cast, mailbox: Mailbox, server: MailServer, what: str, words: str
) -> None:
    mailbox.drops = True
    number = mail_to(store, cast)
    round_of(send_mails, store, through(server))
    store.write_now(decide_mail, cast.administrator, number, what)
    shown = store.read(mails_shown, cast.administrator)
    assert shown.waiting == []
    assert shown.latest[0].words.startswith(words)
    with pytest.raises(Unacceptable):
        store.write_now(decide_mail, cast.administrator, number, AGAIN)


def test_a_wrong_password_sends_nothing_and_loses_nothing(
    store: Store, cast: Cast, mailbox: Mailbox, server: MailServer
) -> None:
    number = mail_to(store, cast)
    round_of(send_mails, store, through(replace(server, password="wrong")))
    assert kept(store, number)["history"][-1].get("note") == "the mail server does not accept our password"
    assert (kept(store, number)["state"], mailbox.taken) == ("queued", [])


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(
    store: Store, cast: Cast, mailbox: Mailbox, server: MailServer
) -> None:
    number = mail_to(store, cast)
    round_of(send_mails, store, through(replace(server, authorities=None)))
    assert kept(store, number)["history"][-1].get("note") == "the mail server’s certificate is not trusted"
    assert (mailbox.signed_in, mailbox.taken) == (0, [])


def test_a_certificate_of_another_name_is_not_trusted(
    store: Store, cast: Cast, mailbox: Mailbox, tmp_path: Path
) -> None:
    number = mail_to(store, cast)
    with mail_server(mailbox, certificates(tmp_path, "elsewhere.example")) as server:
        round_of(send_mails, store, through(server))
    assert kept(store, number)["history"][-1].get("note") == "the mail server’s certificate is not trusted"


def test_a_server_without_tls_hears_no_password(store: Store, cast: Cast, made: Certificates) -> None:
    mailbox = Mailbox()
    port = free_port()
    given = {"hostname": "127.0.0.1", "port": port, "authenticator": mailbox.sign_in, "auth_require_tls": False}
    plain = Controller(mailbox, **given)
    plain.start()
    try:
        number = mail_to(store, cast)
        there = MailServer("localhost", port, SENDER, "heard", PASSWORD, STARTTLS, made.file)
        round_of(send_mails, store, through(there))
    finally:
        plain.stop()
    assert (mailbox.signed_in, mailbox.taken, kept(store, number)["state"]) == (0, [], "queued")


def test_who_has_left_gets_nothing(store: Store, cast: Cast, mailbox: Mailbox, server: MailServer) -> None:
    number = mail_to(store, cast)
    store.write_now(disable, cast.administrator, cast.worker.id)
    round_of(send_mails, store, through(server))
    assert (kept(store, number)["state"], mailbox.taken) == ("failed", [])


@pytest.mark.parametrize("address", ["zoë@heard.example", "a@b\r\nBcc: all@heard.example"])
def test_what_is_no_address_is_refused_here(
    store: Store, cast: Cast, mailbox: Mailbox, server: MailServer, address: str
) -> None:
    number = mail_to(store, cast)
    store.write_now(lambda db: db.table(STAFF).replace(cast.worker.id, {"email": address}))
    round_of(send_mails, store, through(server))
    assert (kept(store, number)["state"], mailbox.taken) == ("failed", [])


def test_what_a_stopped_program_had_claimed_is_not_sent_again_by_itself(
    store: Store, cast: Cast, clock: Clock, mailbox: Mailbox, server: MailServer
) -> None:
    number = mail_to(store, cast)
    store.write_now(claim, "smtp")
    clock.now += STALE + timedelta(seconds=1)
    round_of(send_mails, store, through(server))
    assert (kept(store, number)["state"], mailbox.taken) == ("unknown", [])
    store.write_now(taken, number)  # the stopped program was only slow: a person has been told, and decides
    assert kept(store, number)["state"] == "unknown"


def test_the_console_shows_what_would_have_gone_and_says_that_it_did_not(store: Store, cast: Cast) -> None:
    mail_to(store, cast)
    round_of(send_mails, store, MailConsole())
    (shown,) = store.read(mails_shown, cast.head).latest
    assert (shown.words, shown.to) == ("Shown here only: mail does not leave", "Amina Yusuf")


def test_mails_are_for_administrators_and_heads(store: Store, cast: Cast) -> None:
    number = mail_to(store, cast)
    for person in (cast.worker, cast.manager, cast.reviewer, cast.caller):
        with pytest.raises(NotAllowed):
            store.read(mails_shown, person)
        with pytest.raises(NotAllowed):
            store.write_now(decide_mail, person, number, LEAVE)

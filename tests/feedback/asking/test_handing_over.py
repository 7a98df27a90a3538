"""What was made is not handed over: that is for a person to say, or for the family to show by opening it."""

from typing import Any

import pytest

from app.migrations import MIGRATIONS
from feedback.asking.attempts_in_words import story_of
from feedback.asking.handing_over import hand_over, make_new_link
from feedback.asking.obstacles import obstacles
from feedback.asking.progress import progress_of_all, records_of
from feedback.asking.requests import NewRequest, ask, revoke
from feedback.messages.outbox import OUTBOX
from feedback.voices import attempts
from feedback.voices.attempts import ATTEMPTS, is_try, log_attempt, note_attempt
from feedback.voices.codes import HANDED_OVER, SENT
from feedback.voices.errors import CannotAsk, NoSuchLink
from feedback.voices.links import live_request
from feedback.voices.requests import REQUESTS
from feedback.voices.voices import heard_from
from people.audit import AUDIT
from people.errors import NotAllowed, NotFound
from reviews.section_six import logged_for
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family
from tests.letters import print_letter
from tests.outgoing import a_mother, ask_her


def asks(store: Store, cast: Cast, channel: str = "link", contact: int | None = None, **more: Any) -> NewRequest:
    about = {"child": CHILD, "touchpoint": "conference", "audience": "parent_carer", "language": "en"}
    form = LIBRARY.find("conference", "parent_carer")
    return store.write_now(ask, cast.worker, **about, channel=channel, form=form, contact=contact, **more)


def tries(store: Store) -> list[tuple[str, str]]:
    return [(one["method"], one["outcome"]) for one in store.read(attempts.by_child, CHILD)]


def told(store: Store) -> str:
    def tell(db: Database) -> str:
        return story_of(db, CHILD, records_of(db, CHILD), heard_from(db, CHILD), db.now.date())

    return store.read(tell)


def in_the_way(store: Store, mother: int) -> list[str]:
    return [one.code for one in store.read(lambda db: obstacles(db, CHILD, mother, "link", "parent_carer", db.now))]


@pytest.mark.parametrize("channel", ["link", "qr", "in_person"])
def test_what_was_only_made_is_no_attempt_and_nobody_was_asked(store: Store, cast: Cast, channel: str) -> None:
    asks(store, cast, channel)
    assert tries(store) == [(channel, "made")]
    assert not any(map(is_try, store.read(attempts.by_child, CHILD)))
    assert "is not handed over yet." in told(store)
    assert "answered" not in told(store)


def test_a_printed_letter_that_lies_on_the_desk_has_reached_nobody(store: Store, cast: Cast) -> None:
    asked = asks(store, cast, "letter", a_mother(store))
    assert told(store) == "Nobody has tried to hear them yet."
    print_letter(store, cast.worker, asked.request)
    assert told(store) == "A letter was printed on 12 May and is not handed over yet."


@pytest.mark.parametrize("meant", [SENT, HANDED_OVER])
def test_a_letter_becomes_what_was_meant_when_somebody_says_that_it_was_done(
    store: Store, cast: Cast, clock: Clock, meant: str
) -> None:
    asked = asks(store, cast, "letter", a_mother(store))
    print_letter(store, cast.worker, asked.request, meant)
    clock.forward(days=2)
    cast.gives(asked.request)
    last = store.read(attempts.by_child, CHILD)[-1]
    assert (last["outcome"], last["at"][:10]) == (meant, "2026-05-14")


def test_who_says_that_they_gave_it_stands_there_with_the_way_and_the_day(
    store: Store, cast: Cast, clock: Clock
) -> None:
    asked = asks(store, cast)
    clock.forward(days=1)
    cast.gives(asked.request, "by email")
    last = store.read(attempts.by_child, CHILD)[-1]
    assert (last["outcome"], last["detail"], last["by"], last["at"][:10]) == (
        "handed_over",
        "by email",
        cast.worker.id,
        "2026-05-13",
    )
    assert store.read(lambda db: list(db.table(AUDIT)))[-1]["action"] == "feedback.handed_over"


def test_saying_it_twice_is_once(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    (made,) = store.read(attempts.by_request, asked.request)
    first = store.write_now(hand_over, cast.worker, made.doc_id)
    assert store.write_now(hand_over, cast.worker, made.doc_id) == first
    assert len(store.read(attempts.by_child, CHILD)) == 2


def test_a_family_that_opens_it_shows_that_it_arrived(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    Family(store, asked.token).begins()
    found = store.read(progress_of_all, cast.worker, CHILD)[asked.request]
    assert (found.begun, found.in_hand, str(found.put_on)) == (True, (), "2026-05-12")
    assert told(store) == "Link opened by them: nobody has answered yet, and they can until 11 June."


def test_nobody_failed_to_answer_while_there_is_time(store: Store, cast: Cast, clock: Clock) -> None:
    cast.gives(asks(store, cast).request)
    assert told(store) == "Link handed over: nobody has answered yet, and they can until 11 June."
    clock.forward(days=29)
    assert "nobody has answered yet" in told(store)
    clock.forward(days=2)
    assert told(store) == "Link handed over: nobody answered by 12 June."


def test_a_logged_letter_has_a_week_and_a_call_that_nobody_took_is_over(store: Store, cast: Cast, clock: Clock) -> None:
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
    assert told(store) == "1 call not answered: nobody answered by 12 May."
    store.write_now(log_attempt, cast.worker, CHILD, "letter", "sent")
    assert told(store) == "1 call not answered, letter sent: nobody has answered yet."
    clock.forward(days=7)
    assert told(store) == "1 call not answered, letter sent: nobody answered by 19 May."


def test_a_try_cannot_be_logged_as_made(store: Store, cast: Cast) -> None:
    with pytest.raises(CannotAsk):
        store.write_now(log_attempt, cast.worker, CHILD, "link", "made")


def test_what_was_made_and_closed_again_is_told_no_more(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    store.write_now(revoke, cast.worker, asked.request)
    assert told(store) == "Nobody has tried to hear them yet."
    (made,) = store.read(attempts.by_request, asked.request)
    with pytest.raises(CannotAsk, match="closed"):
        store.write_now(hand_over, cast.worker, made.doc_id)


# asking again (BR-66)


@pytest.mark.parametrize("channel", ["link", "qr", "letter"])
def test_asking_again_is_free_where_nobody_was_given_anything(store: Store, cast: Cast, channel: str) -> None:
    mother = a_mother(store)
    asks(store, cast, channel, mother)
    assert in_the_way(store, mother) == []
    assert asks(store, cast, channel, mother)


def test_who_was_given_it_rests_from_that_day(store: Store, cast: Cast, clock: Clock) -> None:
    mother = a_mother(store)
    asked = asks(store, cast, contact=mother)
    clock.forward(days=10)
    cast.gives(asked.request)
    with pytest.raises(CannotAsk, match=r"The last request to them is of 22 May\. Ask again from 21 June"):
        asks(store, cast, contact=mother)


def test_who_opened_it_was_asked_whatever_anybody_said(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    Family(store, asks(store, cast, contact=mother).token).begins()
    assert in_the_way(store, mother) == ["asked_lately"]


def test_a_text_that_waits_to_go_counts_and_one_that_never_arrived_does_not(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    asked = ask_her(store, cast, mother)
    assert in_the_way(store, mother) == ["asked_lately"]
    store.write_now(lambda db: db.table(OUTBOX).replace(asked.text, {"state": "failed"}))
    assert in_the_way(store, mother) == []


def test_a_call_that_stands_on_the_list_counts(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    asks(store, cast, "phone", mother)
    assert in_the_way(store, mother) == ["asked_lately"]


# a new link for the same request


def test_a_new_link_lets_the_old_one_die(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    token = store.write_now(make_new_link, cast.worker, asked.request)
    with pytest.raises(NoSuchLink):
        store.read(live_request, asked.token)
    assert store.read(live_request, token).doc_id == asked.request
    assert len(store.read(progress_of_all, cast.worker, CHILD)[asked.request].in_hand) == 1


def test_a_new_link_leaves_the_letters_own_good(store: Store, cast: Cast) -> None:
    asked = asks(store, cast, contact=a_mother(store))
    letter = print_letter(store, cast.worker, asked.request)
    store.write_now(make_new_link, cast.worker, asked.request)
    assert store.read(live_request, letter.token).doc_id == asked.request


def test_who_is_answering_with_the_old_one_loses_nothing(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    family = Family(store, asked.token)
    family.begins()
    store.write_now(make_new_link, cast.worker, asked.request)
    family.writes("The report came the night before.")
    assert store.read(heard_from, CHILD)


def test_a_link_that_was_given_and_made_anew_has_to_be_given_anew(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    cast.gives(asked.request)
    store.write_now(make_new_link, cast.worker, asked.request)
    assert told(store).endswith("A link was made on 12 May and is not handed over yet.")


@pytest.mark.parametrize("channel", ["phone", "letter"])
def test_a_request_without_a_link_of_its_own_gets_none(store: Store, cast: Cast, channel: str) -> None:
    asked = asks(store, cast, channel, a_mother(store))
    with pytest.raises(CannotAsk):
        store.write_now(make_new_link, cast.worker, asked.request)


def test_a_request_from_before_gets_a_new_link_too(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)

    def forget(db: Database) -> None:
        request = dict(db.table(REQUESTS).get(doc_id=asked.request) or {})
        del request["shown_key"]
        db.table(REQUESTS).remove(doc_ids=[asked.request])
        db.table(REQUESTS).insert(request)

    store.write_now(forget)
    (request,) = store.read(lambda db: list(db.table(REQUESTS)))
    store.write_now(make_new_link, cast.worker, request.doc_id)
    with pytest.raises(NoSuchLink):
        store.read(live_request, asked.token)


@pytest.mark.parametrize("who", ["worker_of_another_team", "former_worker"])
def test_who_may_not_know_of_the_child_says_and_makes_nothing(store: Store, cast: Cast, who: str) -> None:
    asked = asks(store, cast)
    (made,) = store.read(attempts.by_request, asked.request)
    for verb, number in ((hand_over, made.doc_id), (make_new_link, asked.request)):
        with pytest.raises(NotFound):
            store.write_now(verb, getattr(cast, who), number)
        with pytest.raises(NotAllowed):
            store.write_now(verb, cast.chair, number)


# reviews, and what was kept before


def test_a_link_that_was_only_made_is_no_appropriate_attempt_of_a_review(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    review = {"child": CHILD, "review_date": "2026-05-12", "state": "allocated"}
    logged = store.read(lambda db: logged_for(db, _document(review)))
    assert (logged.attempts, len(logged.records)) == ((), 1)
    cast.gives(asked.request)
    assert len(store.read(lambda db: logged_for(db, _document(review))).attempts) == 1


def _document(fields: dict[str, Any]) -> Any:
    from storage.table import Document

    return Document(fields, 1)


def test_links_of_before_that_were_kept_as_handed_over_are_told_as_made(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    (made,) = store.read(attempts.by_request, asked.request)

    def as_before(db: Database) -> None:
        old = {key: value for key, value in made.items() if key not in {"of", "becomes"}}
        db.table(ATTEMPTS).insert({**old, "outcome": "handed_over"})
        db.table(ATTEMPTS).insert({**old, "request": None, "outcome": "handed_over", "detail": "Logged by somebody."})

    store.write_now(as_before)
    step = next(one for one in MIGRATIONS if one.title == "a link that was made is not told as handed over")
    store.write_now(step.change)
    assert tries(store) == [("link", "made"), ("link", "made"), ("link", "handed_over")]


def test_a_link_that_was_made_anew_cannot_be_said_to_be_given_any_more(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    (lost,) = store.read(attempts.by_request, asked.request)
    store.write_now(make_new_link, cast.worker, asked.request)
    with pytest.raises(CannotAsk, match="Give them the new one"):
        store.write_now(hand_over, cast.worker, lost.doc_id)


def test_a_call_in_between_does_not_hide_that_they_opened_the_link(store: Store, cast: Cast) -> None:
    asked = asks(store, cast)
    store.write_now(
        lambda db: note_attempt(db, cast.caller, CHILD, asked.request, "phone", "no_answer"),
    )
    Family(store, asked.token).begins()
    assert told(store).startswith("Link opened by them, 1 call not answered")

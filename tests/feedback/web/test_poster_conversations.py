"""What is said to a poster is nobody's until somebody with permission ties it to a child."""

import pytest

from feedback.triage.triage_list import triage_list
from feedback.voices import attempts
from feedback.voices.errors import NoSuchLink, NotAnswerable
from feedback.voices.places import add_place, close_place, place, places, poster
from feedback.voices.requests import REQUESTS
from feedback.voices.typed_codes import grouped
from feedback.voices.voice_access import voices_for
from feedback.voices.voices import VOICES
from feedback.web.poster_conversations import WHO, begin_at_poster, poster_voices, tie, voices_counted
from people.audit import AUDIT
from people.errors import NotAllowed, NotFound, Unacceptable
from reviews.evidence import pieces_of
from tests.cast import CHILD, LIBRARY, OTHER_CHILD
from tests.family import Family

HOW_WE_KNOW = "Her mother said at the visit that she wrote it."


@pytest.fixture
def hall(store, cast):
    return store.write_now(add_place, cast.head, "Portsoken  Community Centre", "place")


@pytest.fixture
def visitor(store, hall):
    """Makes somebody who scans the poster and begins."""

    def come(browser="a phone", who="parent_carer", language="en"):
        form = LIBRARY.find("anytime", who)
        token = store.write_now(begin_at_poster, hall["code"], browser, who, language, form)
        family = Family(store, token, browser)
        family.language = language
        return family

    return come


@pytest.fixture
def said(store, cast, visitor):
    """The voice of somebody who said something."""
    family = visitor()
    family.answers("well")
    family.answers("Nobody came on Tuesday.")
    (voice,) = store.read(poster_voices, cast.head)
    return voice


def test_a_place_has_a_name_a_kind_and_a_code(store, cast, hall):
    assert hall["name"] == "Portsoken Community Centre"
    assert store.read(poster, grouped(hall["code"]).lower()) == hall
    assert [one["name"] for one in store.read(places, cast.manager)] == [hall["name"]]


@pytest.mark.parametrize(("name", "kind"), [("", "place"), (" \x00 ", "place"), ("x" * 61, "event"), ("Fair", "fête")])
def test_a_place_without_name_or_kind_is_refused_in_words(store, cast, name, kind):
    with pytest.raises(Unacceptable):
        store.write_now(add_place, cast.head, name, kind)


def test_who_may_not_make_posters_does_not(store, cast):
    with pytest.raises(NotAllowed):
        store.write_now(add_place, cast.worker, "Youth club", "place")


@pytest.mark.parametrize("who", WHO)
def test_everybody_who_may_stand_there_has_questions(visitor, who):
    assert visitor(who=who).sees().question.id == "how_are_we"


def test_each_visitor_has_a_conversation_of_their_own(store, visitor):
    first, second = visitor("one phone"), visitor("another phone")
    first.answers("well")
    assert not second.sees().bubbles
    assert len(store.read(lambda db: db.table(VOICES).all())) == 2


def test_nothing_says_who_they_are(store, visitor):
    visitor().answers("well")
    (request,) = store.read(lambda db: [dict(one) for one in db.table(REQUESTS)])
    (voice,) = store.read(lambda db: [dict(one) for one in db.table(VOICES)])
    assert (request["child"], request["contact"], request["by"], voice["child"]) == (None, None, None, None)


def test_the_same_browser_cannot_be_known_again_in_another_conversation(store, cast, visitor):
    known = Family(store, cast.ask().token, "one phone")
    known.begins()
    visitor("one phone")
    visitor("one phone")
    browsers = [voice["browsers"] for voice in store.read(lambda db: db.table(VOICES).all())]
    assert len({browser for each in browsers for browser in each}) == 3


def test_they_are_called_by_name_only_if_they_choose(visitor):
    family = visitor()
    for answer in ("well", "All is well.", "yes", "no"):
        family.answers(answer)
    assert family.sees().question is None
    other = visitor()
    for answer in ("well", "All is well.", "yes", "yes"):
        other.answers(answer)
    assert other.sees().question.id == "call_name"


def test_a_code_that_hangs_nowhere_begins_nothing(store):
    form = LIBRARY.find("anytime", "helper")
    with pytest.raises(NoSuchLink):
        store.write_now(begin_at_poster, "0000000000", "a phone", "helper", "en", form)


def test_who_they_are_has_to_be_one_of_those_named(store, hall):
    with pytest.raises(NotAnswerable):
        store.write_now(begin_at_poster, hall["code"], "x", "director", "en", LIBRARY.find("anytime", "helper"))


def test_a_closed_poster_opens_nothing_and_who_has_begun_can_finish(store, cast, hall, visitor):
    family = visitor()
    store.write_now(close_place, cast.manager, hall.doc_id)
    with pytest.raises(NoSuchLink):
        store.read(poster, hall["code"])
    family.skips_the_rest()
    family.finishes()
    assert store.read(place, cast.manager, hall.doc_id)["closed"]


def test_the_voices_land_in_their_own_list_the_newest_first(store, cast, clock, visitor):
    visitor("one").answers("well")
    clock.forward(minutes=1)
    visitor("two").answers("not_well")
    visitor("three")
    values = [voice["answers"]["how_are_we"]["value"] for voice in store.read(poster_voices, cast.head)]
    assert values == ["not_well", "well"]


def test_who_does_not_read_voices_does_not_see_the_list(store, cast, said):
    with pytest.raises(NotAllowed):
        store.read(poster_voices, cast.worker)


def test_those_who_make_posters_see_how_many_spoke_without_their_words(store, cast, hall, visitor, said):
    visitor("somebody who says nothing")
    store.write_now(tie, cast.head, said.doc_id, CHILD, HOW_WE_KNOW)
    assert store.read(voices_counted, cast.manager, hall.doc_id) == 1
    with pytest.raises(NotAllowed):
        store.read(voices_counted, cast.worker, hall.doc_id)


def test_somebody_reads_what_was_said_to_a_poster(store, cast, said):
    (waiting,) = store.read(triage_list, cast.caller)
    assert waiting.words == "Nobody came on Tuesday."


def test_once_tied_it_is_evidence_about_that_child_with_the_reason_on_record(store, cast, said):
    store.write_now(tie, cast.head, said.doc_id, CHILD, HOW_WE_KNOW)
    (voice,) = store.read(voices_for, cast.head, CHILD)
    assert voice["tied"]["reason"] == HOW_WE_KNOW
    assert [piece.words for piece in store.read(lambda db: list(pieces_of(db, voice)))][1] == "Nobody came on Tuesday."
    assert store.read(poster_voices, cast.head) == []
    trail = store.read(lambda db: [dict(one) for one in db.table(AUDIT)])
    (entry,) = [one for one in trail if one["action"] == "voice.tied"]
    assert (entry["child"], entry["about"]["reason"]) == (CHILD, HOW_WE_KNOW)


def test_what_still_waits_to_be_read_goes_with_it(store, cast, said):
    store.write_now(tie, cast.head, said.doc_id, CHILD, HOW_WE_KNOW)
    (waiting,) = store.read(triage_list, cast.head)
    assert waiting.child == CHILD


def test_the_visitor_can_go_on_after_it_was_tied(store, cast, visitor):
    family = visitor()
    family.answers("well")
    (voice,) = store.read(poster_voices, cast.head)
    store.write_now(tie, cast.head, voice.doc_id, CHILD, HOW_WE_KNOW)
    family.answers("More.")
    assert len(family.sees().bubbles) == 2


def test_what_they_do_after_it_was_tied_is_on_record_for_that_child(store, cast, visitor):
    family = visitor()
    family.answers("well")
    (voice,) = store.read(poster_voices, cast.head)
    store.write_now(tie, cast.head, voice.doc_id, CHILD, HOW_WE_KNOW)
    family.skips_the_rest()
    family.finishes()
    assert [one["outcome"] for one in store.read(attempts.by_child, CHILD)] == ["answered"]


@pytest.mark.parametrize("reason", ["", "   ", "because"])
def test_tying_needs_a_reason(store, cast, said, reason):
    with pytest.raises(Unacceptable, match="how you know"):
        store.write_now(tie, cast.head, said.doc_id, CHILD, reason)


def test_it_is_tied_once(store, cast, said):
    store.write_now(tie, cast.head, said.doc_id, CHILD, HOW_WE_KNOW)
    with pytest.raises(Unacceptable, match="already"):
        store.write_now(tie, cast.head, said.doc_id, OTHER_CHILD, HOW_WE_KNOW)


@pytest.mark.parametrize("who", ["worker", "reviewer", "caller", "administrator", "manager"])
def test_who_may_not_tie_does_not(store, cast, said, who):
    with pytest.raises(NotAllowed):
        store.write_now(tie, getattr(cast, who), said.doc_id, CHILD, HOW_WE_KNOW)


def test_a_voice_that_came_by_a_link_is_never_tied_to_another_child(store, cast, a_family):
    a_family().answers("yes")
    (voice,) = store.read(lambda db: db.table(VOICES).all())
    with pytest.raises(NotFound):
        store.write_now(tie, cast.head, voice.doc_id, OTHER_CHILD, HOW_WE_KNOW)

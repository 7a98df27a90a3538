"""“You said, we did”: what is written, what a Head releases, and that nobody can be recognised in it."""

import pytest

from feedback.voices.places import add_place
from language.registry import LANGUAGES
from people.contacts import add_contact
from people.errors import NotAllowed, NotFound, Unacceptable
from people.roles import Role
from storage.documents import revision_of
from storage.errors import Conflict
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.reviews.judged import joins
from tests.tracker.said.posters import says_at
from tests.tracker.said.told import ARABIC, SPOKEN, WORDS, Told, closed_item, speaks
from tests.tracker.tracked import Tracked, another_manager
from tracker import items
from tracker.index import TrackerIndex
from tracker.said import releases
from tracker.said.published import MOST, published
from tracker.said.recognisable import behind
from tracker.said.releasing import release, take_back
from tracker.said.resting_on import offered
from tracker.said.said_entries import DRAFT, RELEASED, TAKEN_BACK, is_stale
from tracker.said.writing import change_entry, change_items, translate_entry, words_of, write_entry

BETTER = words_of("Reports come too late to read.", "Reports come three working days before.", "")


@pytest.fixture
def told(store: Store, cast: Cast) -> Told:
    return Told(store, cast)


@pytest.mark.rule("BR-71")
def test_families_read_only_what_a_head_released(store: Store, cast: Cast, told: Told) -> None:
    assert (told.now["state"], told.public) == (DRAFT, [])
    told.is_released()
    (shown,) = told.public
    assert shown.in_language("en") == (WORDS, "en")
    assert (told.now["state"], shown.month) == (RELEASED, "2026-05")


@pytest.mark.rule("BR-71")
def test_only_heads_release_and_take_back(store: Store, cast: Cast, told: Told) -> None:
    given = (told.number, revision_of(told.now))
    for person in (cast.worker, cast.manager, cast.reviewer, cast.chair, cast.caller, cast.administrator):
        with pytest.raises(NotAllowed):
            store.write_now(release, person, *given, looked=True, reason="Nobody.")
        with pytest.raises(NotAllowed):
            store.write_now(take_back, person, told.number)
    assert told.public == []


def test_either_head_releases(store: Store, cast: Cast, told: Told) -> None:
    told.is_released(by=joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE))
    assert len(told.public) == 1


def test_whoever_manages_the_tracker_writes_a_draft_and_nobody_else(store: Store, cast: Cast, told: Told) -> None:
    assert store.write_now(write_entry, another_manager(store), "plans", [told.item], WORDS)
    for person in (cast.worker, cast.reviewer, cast.chair, cast.caller, cast.administrator):
        with pytest.raises(NotAllowed):
            store.write_now(write_entry, person, "plans", [told.item], WORDS)


@pytest.mark.rule("BR-71")
def test_what_is_changed_is_a_draft_again_and_families_read_what_was_released(told: Told) -> None:
    told.is_released()
    told.says(BETTER)
    assert told.now["state"] == DRAFT
    assert told.public[0].in_language("en")[0] == WORDS
    told.is_released()
    assert [one.in_language("en")[0] for one in told.public] == [BETTER]


def test_each_release_stays_on_record(store: Store, cast: Cast, told: Told) -> None:
    told.is_released()
    told.says(BETTER)
    told.is_released()
    store.write_now(take_back, cast.head, told.number, "A family knew itself.")
    first, second = store.read(releases.of_entry, told.number)
    assert (first["words"]["en"], first["ended"]["how"]) == (WORDS, releases.REPLACED)
    assert (second["words"]["en"], second["ended"]["why"]) == (BETTER, "A family knew itself.")
    assert (second["by_name"], second["ended"]["by_name"]) == (cast.head.name, cast.head.name)


@pytest.mark.rule("BR-71")
def test_taking_back_is_at_once_and_twice_is_once(store: Store, cast: Cast, told: Told) -> None:
    told.is_released()
    store.write_now(take_back, cast.head, told.number)
    store.write_now(take_back, cast.head, told.number)
    assert (told.public, told.now["state"]) == ([], TAKEN_BACK)
    told.is_released()
    assert len(told.public) == 1


def test_an_entry_keeps_the_month_of_its_first_release(told: Told, clock: Clock) -> None:
    told.is_released()
    clock.forward(days=60)
    told.says(BETTER)
    told.is_released()
    assert [one.month for one in told.public] == ["2026-05"]


def test_a_head_releases_what_they_saw_and_no_other_words(store: Store, cast: Cast, told: Told) -> None:
    seen = revision_of(told.now)
    told.says(BETTER)
    with pytest.raises(Conflict):
        store.write_now(release, cast.head, told.number, seen, looked=True, reason="Nobody.")
    assert told.public == []


def test_two_who_write_at_once_are_told(store: Store, cast: Cast, told: Told, clock: Clock) -> None:
    seen = told.seen()
    clock.forward(seconds=1)
    told.says(BETTER, by=cast.manager)
    late = words_of("Reports are late.", "They come earlier.", "")
    with pytest.raises(Conflict) as caught:
        store.write_now(change_entry, cast.head, told.number, seen, "meetings", late)
    assert caught.value.current["written"]["en"]["words"] == BETTER
    assert told.now["written"]["en"]["by_name"] == cast.manager.name


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_translation_is_read_once_it_is_released(told: Told, language: str) -> None:
    told.is_released()
    told.says_in(language, ARABIC)
    assert told.public[0].in_language(language) == (WORDS, "en")
    told.is_released()
    assert told.public[0].in_language(language) == (ARABIC, language)
    assert told.now["written"][language]["translator"] == "Hana Osman"


def test_a_translation_of_an_older_english_is_not_read_until_somebody_looked(told: Told) -> None:
    told.says_in("ar", ARABIC)
    told.says(BETTER)
    assert is_stale(told.now, "ar")
    told.is_released()
    assert told.public[0].in_language("ar") == (BETTER, "en")
    told.says_in("ar", ARABIC)  # looked at, and still right
    told.is_released()
    assert told.public[0].in_language("ar") == (ARABIC, "ar")


@pytest.mark.parametrize(
    ("language", "translator", "words"),
    [
        ("en", "Hana Osman", WORDS),
        ("xx", "Hana Osman", ARABIC),
        ("ar", " ", ARABIC),
        ("ar", "Hana Osman", words_of("", "ب", "")),
        ("ar", "Hana Osman", words_of("ا", "ب", "ت")),
        ("ar", "Hana Osman", words_of("ا", "", "ت")),
    ],
)
def test_a_translation_says_what_the_english_says(
    store: Store, cast: Cast, told: Told, language: str, translator: str, words: object
) -> None:
    seen = told.seen() if language == "en" else ""
    with pytest.raises(Unacceptable):
        store.write_now(translate_entry, cast.head, told.number, seen, language, translator, words)
    assert list(told.now["written"]) == ["en"]


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("nothing", WORDS),
        ("meetings", words_of(" ", "We did it.", "")),
        ("meetings", words_of("Reports come late.", " ", "")),
        ("meetings", words_of("x" * 301, "We did it.", "")),
        ("meetings", words_of("Reports come late.", "x" * 601, "")),
    ],
)
def test_what_is_missing_or_too_long_is_said(store: Store, cast: Cast, told: Told, theme: str, words: object) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(write_entry, cast.head, theme, [told.item], words)


@pytest.mark.rule("BR-54", "BR-71")
@pytest.mark.parametrize(
    "telling",
    [
        "Selam told us.",
        "We rang 07700 900123.",
        "See D0001.",
        "Helen Marsh changed it.",
        "We asked Ms Tesfamariam’s friend.",
    ],
)
def test_names_references_and_numbers_are_refused(told: Told, telling: str) -> None:
    for words in (words_of(telling, "We did.", ""), words_of("Late.", telling, ""), words_of("Late.", "", telling)):
        with pytest.raises(Unacceptable, match="Take out"):
            told.says(words)
    assert told.now["written"]["en"]["words"] == WORDS


def test_a_refusal_tells_no_more_of_a_name_than_was_typed(told: Told) -> None:
    with pytest.raises(Unacceptable) as refused:
        told.says(words_of("Selam told us.", "We did.", ""))
    assert str(refused.value) == "Take out “Selam”: it may tell who somebody is. Nothing was kept."


@pytest.mark.parametrize("typed", ["O’Brien", "obrien", "O'Brien’s", "(O’BRIEN)"])
def test_a_name_is_found_however_it_is_typed(store: Store, cast: Cast, told: Told, typed: str) -> None:
    store.write_now(
        add_contact, CHILD, {"name": "Una O’Brien", "relation": "aunt", "audience": "helper", "language": "en"}
    )
    with pytest.raises(Unacceptable, match="Take out"):
        told.says(words_of(f"We asked {typed} about it.", "We did.", ""))


def test_people_around_a_child_are_not_named(store: Store, cast: Cast, told: Told) -> None:
    mother = {"name": "Mehret Haile", "relation": "mother", "audience": "parent_carer", "language": "ti"}
    store.write_now(add_contact, CHILD, mother)
    with pytest.raises(Unacceptable, match="Take out"):
        told.says(words_of("Mehret told us.", "We did.", ""))


@pytest.mark.rule("BR-71")
def test_five_words_in_a_row_of_a_family_are_refused_and_four_are_not(told: Told) -> None:
    run = SPOKEN.split()
    with pytest.raises(Unacceptable, match="words of ours"):
        told.says(words_of(f"Families say: {' '.join(run[2:7]).upper()}!", "We did.", ""))
    told.says(words_of(f"Families say: {' '.join(run[2:6])}.", "We did.", ""))


@pytest.mark.rule("BR-71")
def test_words_that_were_quoted_beside_an_item_are_no_more_published(store: Store, cast: Cast, told: Told) -> None:
    key = speaks(store, cast, words="Nobody ever rings me back on the day they say")
    store.write_now(lambda db: items.change(db, items.item(db, told.item), perhaps=[key]))
    with pytest.raises(Unacceptable, match="words of ours"):
        told.says(words_of("Nobody ever rings me back.", "We do now.", ""))


@pytest.mark.rule("BR-71")
@pytest.mark.parametrize(("children", "asked"), [(1, True), (4, True), (5, False)])
def test_where_few_are_behind_it_the_head_says_why_nobody_can_be_recognised(
    store: Store, cast: Cast, children: int, asked: bool
) -> None:
    told = Told(store, cast, children)
    if asked:
        with pytest.raises(Unacceptable, match="recognised"):
            told.is_released(reason=" ")
        assert told.public == []
        told.is_released(reason="Every survey says so.")
    else:
        told.is_released(reason="")
    (kept,) = store.read(releases.of_entry, told.number)
    assert (kept["children"], kept["fewest"], bool(kept["reason"])) == (children, 5, asked)


def test_voices_of_posters_count_as_one_since_nobody_knows_whose_they_are(store: Store, cast: Cast, told: Told) -> None:
    wall = store.write_now(add_place, cast.head, "Hall", "place")
    said = [says_at(store, wall["code"], f"phone {one}", "It is cold in the room upstairs") for one in range(3)]
    found = store.read(behind, [closed_item(store, cast, [*told.spoken, *said])])
    assert (found.children, found.untied, found.number) == (1, 3, 2)


def test_a_head_has_looked_before_it_goes_out(told: Told) -> None:
    with pytest.raises(Unacceptable, match="Look for"):
        told.is_released(looked=False)
    assert told.public == []


@pytest.mark.rule("BR-54")
def test_it_rests_on_items_whose_end_is_known_and_that_answer_a_family(store: Store, cast: Cast, told: Told) -> None:
    still_open = Tracked(store, cast, tuple(told.spoken), child=None).number
    of_nobody = closed_item(store, cast, [])
    for numbers in ([], [still_open], [of_nobody], [told.item, still_open], [9_999]):
        with pytest.raises(Unacceptable):
            store.write_now(write_entry, cast.head, "meetings", numbers, WORDS)
        with pytest.raises(Unacceptable):
            store.write_now(change_items, cast.head, told.number, numbers)
    assert [one.number for one in store.read(offered, cast.head, TrackerIndex())] == [told.item]


def test_a_manager_is_offered_what_they_see_alone(store: Store, cast: Cast, told: Told) -> None:
    of_the_child = closed_item(store, cast, told.spoken, child=CHILD)
    seen = {one.number for one in store.read(offered, another_manager(store), TrackerIndex())}
    assert seen == {told.item}
    assert {one.number for one in store.read(offered, cast.head, TrackerIndex())} == {told.item, of_the_child}


def test_a_manager_changes_what_they_see_and_the_rest_stays(store: Store, cast: Cast, told: Told) -> None:
    of_the_child = closed_item(store, cast, told.spoken, child=CHILD)
    more = closed_item(store, cast, told.spoken)
    store.write_now(change_items, cast.head, told.number, [told.item, of_the_child])
    store.write_now(change_items, another_manager(store), told.number, [more])
    assert told.now["items"] == [of_the_child, more]


def test_items_that_are_written_about_already_are_offered_last(store: Store, cast: Cast, told: Told) -> None:
    more = [closed_item(store, cast, told.spoken) for _ in range(2)]
    found = store.read(offered, cast.head, TrackerIndex())
    assert [(one.number, one.entries) for one in found] == [(more[1], 0), (more[0], 0), (told.item, 1)]


def test_there_is_no_such_entry(store: Store, cast: Cast) -> None:
    with pytest.raises(NotFound):
        store.write_now(take_back, cast.head, 404)


def test_older_entries_come_after_a_place(store: Store, cast: Cast, told: Told) -> None:
    numbers = [
        told.number,
        *(store.write_now(write_entry, cast.head, "plans", [told.item], WORDS) for _ in range(MOST)),
    ]
    for number in numbers:
        told.number = number
        told.is_released()
    top = store.read(published)
    assert (len(top.entries), top.goes_on) == (MOST, True)
    rest = store.read(published, top.entries[-1].place)
    assert [one.place for one in rest.entries] == [f"2026-05-{numbers[0]:09d}"]
    assert not rest.goes_on
    assert store.read(published, "yesterday") == top
    assert store.read(published, "9999-12-000000001") == store.read(published, "9998-12-000000001")

"""Themes of moderation: noted, responded to, closed with what came of them (BR-48)."""

import pytest

from people.errors import NotAllowed, NotFound, Unacceptable
from reviews.moderation.collating import close_theme, collated_themes, note_theme, respond, see_again
from reviews.moderation.themes import theme
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged

pytestmark = pytest.mark.rule("BR-48")


def noted(store: Store, cast: Cast) -> int:
    return store.write_now(note_theme, cast.head, "Fathers are not asked", "In three of four reviews.")


def test_a_theme_waits_until_somebody_chooses_what_is_done_about_it(store: Store, cast: Cast) -> None:
    number = noted(store, cast)
    assert [one["title"] for one in store.read(collated_themes, cast.chair).unanswered] == ["Fathers are not asked"]
    store.write_now(respond, cast.head, number, "practice", "Both Heads: a prompt in supervision, by June.")
    found = store.read(collated_themes, cast.head)
    assert (found.unanswered, len(found.answered)) == ([], 1)
    assert found.answered[0]["responses"][0]["by_name"] == cast.head.name


def test_it_may_have_several_responses_and_none_takes_another_one_s_place(store: Store, cast: Cast) -> None:
    number = noted(store, cast)
    for kind in ("address", "tools"):
        store.write_now(respond, cast.head, number, kind, "As agreed.")
    assert [one["kind"] for one in store.read(theme, number)["responses"]] == ["address", "tools"]


def test_it_is_not_closed_before_anything_was_done_nor_without_what_came_of_it(store: Store, cast: Cast) -> None:
    number = noted(store, cast)
    with pytest.raises(Unacceptable, match="Nothing has been done about it yet"):
        store.write_now(close_theme, cast.head, number, "Fathers are asked.")
    store.write_now(respond, cast.head, number, "tools", "A question in the form.")
    with pytest.raises(Unacceptable, match="what came of it"):
        store.write_now(close_theme, cast.head, number, "  ")
    store.write_now(close_theme, cast.head, number, "Fathers are asked.")
    store.write_now(close_theme, cast.head, number, "Pressed twice.")
    assert store.read(theme, number)["done"]["words"] == "Fathers are asked."
    with pytest.raises(Unacceptable, match="has closed this theme"):
        store.write_now(respond, cast.head, number, "tools", "More.")


def test_it_names_the_reviews_in_which_it_was_seen_and_only_those_that_there_are(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    number = store.write_now(note_theme, cast.head, "Late plans", "", [judged.id, 999])
    store.write_now(see_again, cast.head, number, judged.id)
    assert store.read(theme, number)["reviews"] == [judged.id]
    with pytest.raises(Unacceptable, match="Choose a review"):
        store.write_now(see_again, cast.head, number, 999)


@pytest.mark.parametrize("title", ["", "  ", "x" * 121])
def test_it_has_a_name_of_a_length_that_can_be_read(store: Store, cast: Cast, title: str) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(note_theme, cast.head, title, "")
    assert store.read(collated_themes, cast.head).unanswered == []


def test_a_response_is_one_of_the_three(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="Choose what is done"):
        store.write_now(respond, cast.head, noted(store, cast), "blame", "Somebody.")
    with pytest.raises(NotFound):
        store.write_now(respond, cast.head, 999, "tools", "Something.")


def test_the_panel_reads_the_themes_and_the_heads_write_them(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(note_theme, cast.chair, "A theme", "")
    with pytest.raises(NotAllowed):
        store.read(collated_themes, cast.worker)

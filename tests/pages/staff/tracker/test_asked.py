"""What is asked of the tracker stands in its address: it comes back as it was, and nonsense counts as not asked."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.staff.tracker.asked import MOST_SHOWN, TrackerListing, asked
from tracker.listing import CLOSED, FIELDS, SORTS, VIEWS
from tracker.states import LEVELS

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=20)
days = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
listings = st.builds(
    TrackerListing,
    level=st.sampled_from(["", *LEVELS]),
    view=st.sampled_from([*VIEWS, CLOSED]),
    q=st.one_of(st.just(""), words),
    only=st.dictionaries(st.sampled_from(FIELDS), words).map(
        lambda found: tuple((name, found[name]) for name in FIELDS if name in found)
    ),
    mine=st.booleans(),
    due_from=days,
    due_to=days,
    sort=st.sampled_from(["", *SORTS, *(f"-{name}" for name in SORTS)]),
    most=st.sampled_from([50, 100, MOST_SHOWN]),
)


@given(listings)
def test_an_address_says_all_that_is_asked(listing: TrackerListing) -> None:
    assert asked(dict(parse_qsl(listing.query.removeprefix("?")))) == listing


@pytest.mark.parametrize(
    "query",
    [{"level": "x"}, {"view": "x"}, {"sort": "x"}, {"most": "-3"}, {"most": "9" * 40}, {"from": "soon"}, {"x": "y"}],
)
def test_what_no_list_could_mean_counts_as_not_asked(query: dict[str, str]) -> None:
    assert replace(asked(query), most=50) == TrackerListing()


def test_a_column_turns_round_and_another_view_begins_anew() -> None:
    listing = TrackerListing(most=100)
    assert (listing.column, listing.by("due").order) == ("due", "-due")
    assert listing.by("owner").by("owner").sort == "-owner"
    assert listing.by("owner").viewing(CLOSED).order == "-closed"
    assert listing.viewing("asked").most == 50
    assert listing.more().most == 150

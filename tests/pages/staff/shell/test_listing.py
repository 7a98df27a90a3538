"""What the address of a list asks for, and the page that it gets."""

import pytest

from pages.staff.shell.listing import PAGE, Listing, asked, page_of

SORTS = ("name", "due")


@pytest.mark.parametrize(
    ("listing", "query"),
    [
        (Listing(), ""),
        (Listing(q="Zoë & co", only="late", sort="-due", page=3), "?q=Zo%C3%AB+%26+co&only=late&sort=-due&page=3"),
        (Listing(page=2), "?page=2"),
    ],
)
def test_a_list_stands_whole_in_its_address(listing: Listing, query: str) -> None:
    assert listing.query == query


def test_an_address_that_no_list_could_have_opens_the_list_all_the_same() -> None:
    wrong = {"q": "  a \n b ", "sort": "secret", "only": "nothing", "page": "-4"}
    assert asked(wrong, SORTS, ("late",)) == Listing(q="a b")
    for page in ("0", "1e3", "٣", "99999999999999999999", ""):
        assert asked({"page": page}, SORTS).page == 1


def test_what_is_asked_anew_begins_at_the_first_page() -> None:
    here = Listing(q="a", only="late", sort="due", page=4)
    assert here.searching(" b ") == Listing(q="b", only="late", sort="due")
    assert here.only_those("") == Listing(q="a", sort="due")
    assert here.by("name") == Listing(q="a", only="late", sort="name")
    assert here.at(5) == Listing(q="a", only="late", sort="due", page=5)


def test_a_heading_that_is_pressed_again_turns_the_order_round() -> None:
    assert Listing().by("due").sort == "due"
    assert Listing(sort="due").by("due").sort == "-due"
    assert Listing(sort="-due").by("due").sort == "due"


@pytest.mark.parametrize(
    ("total", "page", "rows", "shown", "pages"),
    [
        (0, 1, 0, 1, 1),
        (PAGE, 1, PAGE, 1, 1),
        (PAGE + 1, 2, 1, 2, 2),
        (PAGE + 1, 99, 1, 2, 2),  # past the end stands the last one
    ],
)
def test_a_page_knows_where_it_stands(total: int, page: int, rows: int, shown: int, pages: int) -> None:
    part = page_of(range(total), page)
    assert (len(part.rows), part.page, part.pages, part.total) == (rows, shown, pages, total)
    assert part.last == total or part.total == 0

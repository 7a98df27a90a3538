"""The moderation record in Word: Appendix 2 in its own numbers, read back field by field."""

import pytest

from people.errors import NotFound, Unacceptable
from reviews.panel.settling import Settlement, object_to
from reviews.papers.moderation_paper import moderation_paper
from reviews.papers.templates import Paper, filled
from storage.store import Store
from tests.cast import Cast
from tests.reviews.papers.reading import Under, facts, read_back
from tests.reviews.papers.sat import Sat

HEADINGS = [
    "Moderation Record",
    "10. Journey of the Child",
    "11. Identification of needs, provision of support, and outcomes",
    "12. Management oversight, influence, and direction",
    "13. Understanding of Identity and impact on practice",
    "14. Impact and quality of multi-agency work, involvement of partners and community services",
    "15. Feedback",
    "16. Summary of findings and grading",
    "17. Child Specific Recommendations",
    "18. Service Specific Recommendations",
    "19. Any Actions Arising from Moderation",
]


def printed(store: Store, cast: Cast, sat: Sat) -> dict[str, Under]:
    words = store.read(moderation_paper, cast.head, sat.judged.id)
    return read_back(filled(Paper.MODERATION, words, None)[0])


@pytest.fixture
def confirmed(store: Store, cast: Cast) -> Sat:
    sat = Sat(store, cast)
    sat.all_read(comments="I think so by myself.", s4="inadequate", s7="requires_improvement")
    sat.opens()
    store.write_now(object_to, cast.reviewer, sat.meeting, sat.judged.id, "9", "One is lacking.")
    sat.settles("4", Settlement(grade="inadequate", reason="Racism was not named.", by_chair=True), cast.chair)
    sat.settles("6", Settlement(agree=False, reason="Nobody wrote.", comments="One call is too little."))
    sat.settles("7", Settlement(grade="requires_improvement", reason="Section 4 weighs."))
    sat.settles("8", Settlement(removed=(2,), reason="It is done."))
    sat.settles("9", Settlement())
    sat.confirms()
    return sat


@pytest.mark.rule("BR-45")
def test_the_numbers_of_the_appendix_stand_over_what_they_mean(store: Store, cast: Cast, confirmed: Sat) -> None:
    found = printed(store, cast, confirmed)
    assert list(found) == HEADINGS
    asked = [found[heading].tables[0][0] for heading in HEADINGS[1:10]]
    grading = ["Do you agree with the grading of this section?", "Comments:"]
    assert asked[:5] == [grading] * 5
    assert asked[5][0].startswith("Were appropriate attempts made to elicit feedback")
    assert asked[6] == grading
    assert asked[7:] == [["Do you agree with the recommendations made?", "Comments:"]] * 2


@pytest.mark.rule("BR-45")
def test_its_head_is_read_back_field_by_field(store: Store, cast: Cast, confirmed: Sat) -> None:
    (head,) = printed(store, cast, confirmed)["Moderation Record"].tables
    values = facts(head)
    assert list(values.items())[:7] == [
        ("Child's Name", "Selam Tesfamariam"),
        ("Mosaic ID", "90007"),
        ("Name of Reviewer", "Peter Lindqvist"),
        ("Date of Practice and Impact Review", "12 May 2026"),
        ("Overall Grading", "Good"),
        ("Date of Moderation Panel", "20 May 2026"),
        ("Do you agree with the overall grading given?", "No"),
    ]
    assert list(values.values())[7].startswith("Requires improvement")


@pytest.mark.rule("BR-45", "BR-46")
def test_each_section_says_whether_the_panel_agrees_who_differed_and_why(
    store: Store, cast: Cast, confirmed: Sat
) -> None:
    found = printed(store, cast, confirmed)
    said = {heading.partition(".")[0]: found[heading].tables[0][1] for heading in HEADINGS[1:10]}
    assert said["10"] == ["Yes", "No comments"]
    assert said["13"] == [
        "No: Inadequate",
        "Seen otherwise: Judith Barnes: Inadequate.\nThe chair’s decision: Racism was not named.",
    ]
    assert said["15"] == ["No", "One call is too little.\nAgreed by the panel: Nobody wrote."]
    assert said["16"][0].startswith("No: Requires improvement")
    assert said["17"] == ["In part", "Taken out: recommendation 2.\nAgreed by the panel: It is done."]
    assert said["18"][0] == "Yes"
    assert "The reviewer does not agree: One is lacking." in said["18"][1]


@pytest.mark.rule("BR-45")
def test_the_actions_are_a_table(store: Store, cast: Cast, confirmed: Sat) -> None:
    (actions,) = printed(store, cast, confirmed)[HEADINGS[10]].tables
    assert actions == [
        ["Action", "By Who", "Timescale"],
        ["Train the team in direct work", "Helen Marsh", "30 June 2026"],
    ]


@pytest.mark.rule("BR-43")
def test_what_a_member_wrote_blind_is_not_in_it(store: Store, cast: Cast, confirmed: Sat) -> None:
    assert "by myself" not in str(store.read(moderation_paper, cast.head, confirmed.judged.id))


def test_there_is_none_before_a_panel_has_confirmed_it(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    with pytest.raises(Unacceptable, match="No panel has confirmed this review"):
        store.read(moderation_paper, cast.head, sat.judged.id)


def test_nobody_who_may_not_see_the_review_gets_it(store: Store, cast: Cast, confirmed: Sat) -> None:
    with pytest.raises(NotFound):
        store.read(moderation_paper, cast.another_reviewer, confirmed.judged.id)

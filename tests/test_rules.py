"""Each business rule is held by a test, and docs/rules.md says by which."""

from tests.rules import PAGE, chapters, held, marked, page

RULES = {rule.name: rule for rules in chapters().values() for rule in rules}
TESTS = held()


def test_the_page_is_as_the_tests_have_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(TESTS), "`make rules` writes it again"


def test_each_rule_has_a_test_and_each_mark_its_rule() -> None:
    assert set(TESTS) == set(RULES)


def test_the_list_has_every_rule_of_its_chapters() -> None:
    numbers = [*range(1, 12), *range(20, 28), 30, 31, *range(40, 55), 66, 67, 71]
    assert list(RULES) == [f"BR-{number:02}" for number in numbers]


def test_marks_are_found_on_tests_classes_and_whole_files() -> None:
    source = """
import pytest
pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-01")]
@pytest.mark.rule("BR-02", "BR-03")
def test_a(): ...
@pytest.mark.rule("BR-04")
class TestB:
    def test_b(self): ...
    def helps(self): ...
"""
    found = [("BR-01", "test_a"), ("BR-02", "test_a"), ("BR-03", "test_a"), ("BR-01", "test_b"), ("BR-04", "test_b")]
    assert list(marked(source)) == found

"""What review forgets: every value in a template is escaped, and nothing a family says goes another way."""

import re
from pathlib import Path

import pytest

from pages.staff.shell.templates import ROOM, _environment

TEMPLATES = sorted(ROOM.rglob("*.html"))
SOURCES = sorted(ROOM.rglob("*.py"))


def test_every_value_is_escaped() -> None:
    assert _environment().autoescape is True


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_lets_a_value_out_of_its_escape(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert "<script" not in text
    assert not re.search(r"\son[a-z]+\s*=", text), "an event handler in the markup would need a weaker policy"
    assert " style=" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_each_value_in_an_attribute_stands_in_quotes(path: Path) -> None:
    assert not re.search(r"=\{\{", path.read_text())


def test_no_screen_shows_text_as_markdown_or_unclean_html() -> None:
    for path in SOURCES:
        text = path.read_text()
        assert "markdown" not in text, path
        assert "sanitize=False" not in text, path


def test_no_screen_builds_a_query_or_opens_a_table() -> None:
    for path in SOURCES:
        assert "from tinydb" not in path.read_text(), path
        assert ".table(" not in path.read_text(), path


# names of things of ours: a question, what was searched for, signs of an address; never what a family said
QUOTED_BY_THEMSELVES = {"quote.asked_english", "listing.q", "said.asked", "signs"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_quotes_what_somebody_said_by_itself(path: Path) -> None:
    if path.name == "family_words.html":
        return
    text = path.read_text()
    assert "<blockquote" not in text, "what a family said is put on screens by family_words.html"
    assert not re.search(r"<q[\s>]|&[lr]dquo;", text)
    quoted = re.findall(r"[“\"«„‘](?:<[^>]*>)*\{\{\s*([^}|]+?)\s*(?:\|[^}]*)?\}\}(?:<[^>]*>)*[”»’]", text)
    assert set(quoted) <= QUOTED_BY_THEMSELVES


def test_only_what_is_on_record_as_the_speakers_own_is_quoted_there() -> None:
    text = (ROOM / "shell/family_words.html").read_text()
    cited = text[text.index("macro cited(") :]
    assert cited.index("is_quotable(said)") < cited.index("“{{ said.words }}”") < cited.index("{% else %}")


def test_no_stylesheet_puts_words_into_quotation_marks() -> None:
    for path in ROOM.rglob("*.css"):
        assert not re.search(r"open-quote|content:\s*[\"'][“«„‘]", path.read_text()), path

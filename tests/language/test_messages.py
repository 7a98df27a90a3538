"""Collecting messages, keeping catalogues up to them, and saying what is wrong with them."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from language import messages
from language.catalogue import FOLDER, read_catalogue


@pytest.fixture(autouse=True)
def two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds for two catalogues holds for fifteen."""
    monkeypatch.setattr(messages, "LANGUAGES", {"en": None, "ar": None, "ti": None})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with code, a page and an empty folder of catalogues."""
    templates = tmp_path / "pages" / "family" / "templates"
    templates.mkdir(parents=True)
    (templates / "thanks.html").write_text('<p>{{ _("Thank you.") }}</p>{% trans %}Leave this page{% endtrans %}')
    feedback = tmp_path / "feedback"
    feedback.mkdir()
    (feedback / "days.py").write_text(
        'PLEASE = N_("Please choose an answer.")\n'
        'say(lang, "today {time}", time=time)\n'
        'say_many(lang, "{n} day", "{n} days", n)\n'
    )
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "catalogues"
    made.mkdir()
    return made


def ids(project: Path) -> set[object]:
    return {message.id for message in messages.collect(project) if message.id}


def fill(path: Path, texts: dict[str, str | tuple[str, ...]]) -> None:
    catalogue = read_catalogue(path)
    for english, text in texts.items():
        found = catalogue.get(english)
        assert found is not None
        found.string = text
    messages._write(path, catalogue)


def change(project: Path, before: str, after: str) -> None:
    for path in [*project.rglob("*.py"), *project.rglob("*.html")]:
        path.write_text(path.read_text().replace(before, after))


def test_messages_are_found_in_code_and_in_pages(project: Path) -> None:
    assert ids(project) == {
        "Thank you.",
        "Leave this page",
        "Please choose an answer.",
        "today {time}",
        ("{n} day", "{n} days"),
    }


def test_staff_screens_are_in_english_only_and_give_the_translators_no_work(project: Path) -> None:
    screens = project / "pages" / "staff"
    screens.mkdir()
    (screens / "board.py").write_text('N_("Voices to read")')
    assert "Voices to read" not in ids(project)


def test_a_page_that_cannot_be_read_stops_the_collection_instead_of_losing_its_messages(project: Path) -> None:
    (project / "pages" / "family" / "templates" / "broken.html").write_text('{{ _("Lost" }}')
    with pytest.raises(Exception, match="expected"):
        messages.collect(project)


def test_update_begins_a_catalogue_as_a_draft_that_nobody_has_checked(project: Path, folder: Path) -> None:
    messages.update(project, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["ar.po", "messages.pot", "ti.po"]
    assert "# X-Status: draft" in (folder / "ti.po").read_text()
    assert "# X-Second-Reader: none yet" in (folder / "ti.po").read_text()


def test_update_run_twice_changes_nothing(project: Path, folder: Path) -> None:
    messages.update(project, folder)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    messages.update(project, folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_changed_english_makes_its_translation_stale_and_keeps_it(project: Path, folder: Path) -> None:
    messages.update(project, folder)
    fill(folder / "ti.po", {"Please choose an answer.": "በጃኻ መልሲ ምረጽ።"})
    change(project, "Please choose an answer.", "Please choose one answer.")
    messages.update(project, folder)
    messages.update(project, folder)
    stale = read_catalogue(folder / "ti.po").get("Please choose one answer.")
    assert stale is not None
    assert (stale.string, stale.fuzzy) == ("በጃኻ መልሲ ምረጽ።", True)
    assert stale.user_comments == ["The English was: Please choose an answer."]


def test_a_message_that_goes_and_comes_back_finds_its_translation_again(project: Path, folder: Path) -> None:
    messages.update(project, folder)
    fill(folder / "ti.po", {"Leave this page": "ካብዚ ገጽ ውጻእ"})
    change(project, "Leave this page", "")
    messages.update(project, folder)
    assert read_catalogue(folder / "ti.po").get("Leave this page") is None
    change(project, "{% trans %}{% endtrans %}", "{% trans %}Leave this page{% endtrans %}")
    messages.update(project, folder)
    back = read_catalogue(folder / "ti.po").get("Leave this page")
    assert back is not None
    assert (back.string, back.fuzzy) == ("ካብዚ ገጽ ውጻእ", False)


WHOLE: dict[str, str | tuple[str, ...]] = {
    "Thank you.": "t",
    "Leave this page": "t",
    "Please choose an answer.": "t",
    "today {time}": "t {time}",
}


@pytest.fixture
def whole(project: Path, folder: Path) -> Path:
    """Catalogues with nothing wrong in them."""
    messages.update(project, folder)
    fill(folder / "ar.po", {**WHOLE, "{n} day": ("0", "1", "2", "{n}", "{n}", "{n}")})
    fill(folder / "ti.po", {**WHOLE, "{n} day": ("1", "{n}")})
    return folder


def test_whole_catalogues_pass_and_arabics_one_and_two_may_be_words(project: Path, whole: Path) -> None:
    assert messages.check(project, whole) == []


def test_a_catalogue_that_is_not_there_is_a_fault(project: Path, whole: Path) -> None:
    (whole / "ti.po").unlink()
    assert messages.check(project, whole) == ["ti.po is missing: run `python -m language.messages update`."]


def test_a_message_that_the_catalogue_does_not_have_is_a_fault(project: Path, whole: Path) -> None:
    change(project, "Thank you.", "A new thing to say.")
    assert messages.check(project, whole) == [
        f"{code}.po: “A new thing to say.” is missing: run `python -m language.messages update`, then translate it."
        for code in ("ar", "ti")
    ]


@pytest.mark.parametrize(
    ("english", "text", "fault"),
    [
        ("Thank you.", "", "is not translated."),
        ("today {time}", "ሎሚ", "has the placeholders none, where the English has {time}."),
        ("today {time}", "ሎሚ {saat}", "has the placeholders {saat}, where the English has {time}."),
        ("{n} day", ("", "{n}"), "needs 2 forms and has 1."),
    ],
)
def test_a_faulty_translation_is_named_with_what_is_wrong(
    project: Path, whole: Path, english: str, text: str | tuple[str, ...], fault: str
) -> None:
    fill(whole / "ti.po", {english: text})
    (found,) = messages.check(project, whole)
    assert re.fullmatch(rf"ti\.po, line \d+: {re.escape(f'“{english}” {fault}')}", found)


def test_a_stale_translation_is_a_fault(project: Path, whole: Path) -> None:
    path = whole / "ti.po"
    path.write_text(path.read_text().replace('msgid "Thank you."', '#, fuzzy\nmsgid "Thank you."'))
    [fault] = messages.check(project, whole)
    assert "“Thank you.” is stale" in fault


def test_arabic_with_only_englishs_two_forms_is_a_fault(project: Path, whole: Path) -> None:
    path = whole / "ar.po"
    text = path.read_text()
    cut = text.index("msgstr[2]")
    path.write_text(text[:cut] + text[text.index("\n\n", cut) :])
    [fault] = messages.check(project, whole)
    assert re.match(r"ar\.po, line \d+: “\{n\} day” needs 6 forms", fault)


def test_the_command_line_says_what_it_can_do_when_asked_for_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["upgrade"]) == 2
    assert "update" in capsys.readouterr().out


def test_no_sentence_that_families_read_is_longer_than_fifteen_words() -> None:
    with (FOLDER / "messages.pot").open("rb") as file:
        said = [text for one in read_po(file) for text in (one.id if isinstance(one.id, tuple) else (one.id,))]
    sentences = [sentence for text in said for sentence in re.split(r"(?<=[.!?])\s+", text)]
    assert len(sentences) > 500
    assert [one for one in sentences if len(one.split()) > 15] == []

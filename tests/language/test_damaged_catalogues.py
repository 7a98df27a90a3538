"""A catalogue that somebody's tool has damaged: the check tells the line, and no page of a family breaks."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from language import catalogue, messages
from language.catalogue import FOLDER, Translated, say, say_many, shipped
from language.remembered import words_changed
from language.states import STATUSES

ROOT = Path(__file__).parents[2]
collected = cache(messages.collect)  # once for all: no test here changes the messages themselves
OTHER, PLACED = "Continue", "Question {n} of {total}"


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[bytes], bytes]], Path]]:
    """Damages a copy of the Arabic catalogue and has the program use it."""
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(messages, "collect", collected)

    def damage(change: Callable[[bytes], bytes]) -> Path:
        file = tmp_path / "ar.po"
        before = file.read_bytes()
        file.write_bytes(change(before))
        assert file.read_bytes() != before
        catalogue.shipped.cache_clear()
        words_changed()
        return file

    yield damage
    catalogue.shipped.cache_clear()
    words_changed()


def _translation(english: str) -> bytes:
    return say("ar", english).text.encode()


def _line_of(file: Path, english: str) -> int:
    lines = file.read_bytes().split(b"\n")
    return next(n for n, line in enumerate(lines, 1) if line == f'msgid "{english}"'.encode())


@pytest.mark.parametrize("stray", ["{", "}", "{}", "{{n}}", "}}", "{n!r}", "{n.real}", "{n:>9}", "{0}"])
def test_a_stray_brace_is_told_with_its_line_and_that_one_message_stands_in_english(
    arabic: Callable[[Callable[[bytes], bytes]], Path], stray: str
) -> None:
    text = _translation(PLACED)
    file = arabic(lambda content: content.replace(b'"%b"' % text, b'"%b %b"' % (text, stray.encode())))
    assert say("ar", PLACED, n=1, total=5) == Translated("Question 1 of 5", "en")
    assert say("ar", OTHER).lang == "ar"
    (fault,) = messages.check(ROOT, file.parent)
    assert f"ar.po, line {_line_of(file, PLACED)}:" in fault
    assert "brace" in fault


def test_a_place_by_another_name_stands_in_english(arabic: Callable[[Callable[[bytes], bytes]], Path]) -> None:
    text = _translation(PLACED)
    file = arabic(lambda content: content.replace(text, text.replace(b"{total}", b"{all}")))
    assert say("ar", PLACED, n=1, total=5).lang == "en"
    assert "{all}" in messages.check(ROOT, file.parent)[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: b"\xef\xbb\xbf" + content, "line 1: begins with a byte order mark"),
        (lambda content: content.replace(_translation(OTHER), b"\xe3\xea", 1), "is not UTF-8"),
        (lambda content: content.replace(_translation(OTHER), b"a\0b", 1), "holds a NUL"),
        (lambda content: content[: content.rindex(b'\nmsgstr "') + 14], "line "),
        (lambda content: content.replace(b'msgid "%b"' % OTHER.encode(), b"msgid %b" % OTHER.encode()), "line "),
        (lambda content: content.decode().encode("utf-16"), "not UTF-8"),
    ],
    ids=["byte order mark", "another encoding", "NUL", "cut off", "a quote missing", "utf-16"],
)
def test_a_damaged_file_is_told_and_breaks_no_page(
    arabic: Callable[[Callable[[bytes], bytes]], Path], change: Callable[[bytes], bytes], said: str
) -> None:
    file = arabic(change)
    assert any(said in fault for fault in messages.check(ROOT, file.parent))
    for english in (OTHER, PLACED, "Finish"):
        assert say("ar", english, n=1, total=5).lang in {"ar", "en"}
    assert shipped("ar").status.status in STATUSES


@pytest.mark.parametrize("named", [b"klingon", b"iso-8859-1", b"cp1256", b""])
def test_words_are_read_as_utf_8_whatever_a_header_names_and_the_check_tells_its_line(
    arabic: Callable[[Callable[[bytes], bytes]], Path], named: bytes
) -> None:
    before = say("ar", OTHER)
    file = arabic(lambda content: content.replace(b"charset=utf-8", b"charset=" + named))
    assert say("ar", OTHER) == before
    assert shipped("ar").status.status in STATUSES
    (fault,) = messages.check(ROOT, file.parent)
    line = file.read_bytes().split(b"charset=")[0].count(b"\n") + 1
    assert f"ar.po, line {line}: names the encoding" in fault


def test_plurals_follow_the_language_and_not_a_header_that_a_tool_rewrote(
    arabic: Callable[[Callable[[bytes], bytes]], Path],
) -> None:
    forms = "".join(f'msgstr[{n}] "form {n}"\n' for n in range(6))
    added = f'\nmsgid "{{n}} test"\nmsgid_plural "{{n}} tests"\n{forms}'.encode()
    file = arabic(lambda content: content.replace(b"nplurals=6", b"nplurals=2") + added)
    said = [say_many("ar", "{n} test", "{n} tests", n).text for n in (0, 1, 2, 5, 11, 100)]
    assert said == [f"form {n}" for n in range(6)]
    assert "plural forms" in messages.check(ROOT, file.parent)[0]

"""Words that YAML would cut, and choices that nobody could tell apart, are told with their line."""

from pathlib import Path

import pytest

from forms.check import check_file

FORM = """id: ours
version: 1
title: {title}
audience: parent_carer
touchpoints: [conference]
ends_with: closing
questions:
  - id: one
    kind: one_choice
    text: {text}
    hint: {hint}
    choices:
      - {{code: a, text: {first}}}
      - {{code: b, text: {second}}}
    evidence_for: [1]
"""
GOOD = {"title": "Ours", "text": "Was it good?", "hint": "One answer.", "first": '"Yes"', "second": '"No"'}


def problems(folder: Path, **changed: str) -> list[str]:
    file = folder / "ours.yaml"
    file.write_text(FORM.format(**{**GOOD, **changed}))
    return [str(problem) for problem in check_file(file)]


@pytest.mark.parametrize(
    ("name", "line"),
    [("title", 3), ("text", 10), ("hint", 11)],
)
def test_a_text_that_a_hash_cuts_off_is_told(tmp_path: Path, name: str, line: int) -> None:
    (found,) = problems(tmp_path, **{name: "Was visit #2 helpful?"})
    assert f"line {line}:" in found
    assert "cut off" in found


@pytest.mark.parametrize(
    "text", ['"Was visit #2 helpful?"', "'Was visit #2 helpful?'", "Was visit#2 helpful?", "Good?\n    # why"]
)
def test_a_hash_that_cuts_nothing_off_is_let_pass(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text=text) == []


@pytest.mark.parametrize("second", ['"Yes"', '"yes"', '"Yes."', '"Yes?"', '" YES  "', '"Ye\u200bs"', '"Ｙｅｓ"'])
def test_two_choices_that_read_the_same_are_told(tmp_path: Path, second: str) -> None:
    (found,) = problems(tmp_path, second=second)
    assert "line 14" in found
    assert "stands twice" in found


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ('"I don\'t know"', "beside the choices already"),
        ('"I don’t know."', "beside the choices already"),
        ('"1"', "the number that chooses another"),
        ('"١"', "the number that chooses another"),
        ('"A"', "the code of another choice"),
    ],
)
def test_a_choice_that_would_be_taken_for_another_answer_is_told(tmp_path: Path, second: str, said: str) -> None:
    (found,) = problems(tmp_path, second=second)
    assert "line 14" in found
    assert said in found


@pytest.mark.parametrize("second", ['"2"', '"12"', '"🙁"', '"Yes, but late"'])
def test_choices_that_can_be_told_apart_are_let_pass(tmp_path: Path, second: str) -> None:
    assert problems(tmp_path, first='"🙂"', second=second) == []


STAFF = """id: ours
version: 1
title: Ours
staff: true
parts:
  - id: one
    title: {title}
    short: {short}
    intro: {intro}
    prompts:
      "1.1": {prompt}
    questions:
      - {{id: said, kind: long_text, text: What was said?}}
"""
PART = {"title": "One", "short": "One", "intro": "Read this.", "prompt": "Was it so?"}


@pytest.mark.parametrize(("name", "line"), [("title", 7), ("short", 8), ("intro", 9), ("prompt", 11)])
def test_words_of_a_staff_form_that_a_hash_cuts_off_are_told(tmp_path: Path, name: str, line: int) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(STAFF.format(**{**PART, name: "Was visit #2 helpful?"}))
    (found,) = map(str, check_file(file))
    assert f"line {line}:" in found
    assert "cut off" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [("&good Was it?", "anchor"), ("Are you: happy?", "not YAML"), ("*happy", ""), ("!!binary aGVhcmQ=", "mark")],
)
def test_other_traps_of_yaml_are_told_with_their_line(tmp_path: Path, text: str, said: str) -> None:
    found = problems(tmp_path, text=text)
    assert found
    assert "line 1" in found[0]
    assert said in found[0]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "ours.yaml"
    file.write_bytes(FORM.format(**{**GOOD, "text": "Était-ce bien ?"}).encode(encoding))
    assert "UTF-8" in str(check_file(file)[0])


def test_a_byte_order_mark_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(FORM.format(**GOOD), encoding="utf-8-sig")
    assert check_file(file) == []

"""A form file with a fault is refused with the line it stands on and the way to mend it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import given as over
from hypothesis import strategies as st

from forms.check import check, check_file
from forms.closings import DEFINITIONS, closings_of
from forms.errors import FormError, Problem
from forms.library import Library
from forms.loading import Loaded, parse

GOOD = """\
id: ours
version: 1
title: After the meeting
audience: parent_carer
touchpoints: [conference]
ends_with: closing
questions:
  - id: heard
    kind: scale
    scale: W5
    text: Do they hear you?
    evidence_for: [1, 7]
  - id: advocate
    kind: yes_no
    text: Did you have an advocate?
  - id: advocate_helped
    kind: one_choice
    text: Did the advocate help you?
    choices:
      - {code: a_lot, text: A lot}
      - {code: a_little, text: A little}
    alerts: [a_little]
    when: {question: advocate, equals: yes}
  - id: words
    kind: long_text
    text: What should we do differently?
    max_length: 500
    when:
      all:
        - {question: advocate, answered: true}
        - {question: advocate_helped, one_of: [a_lot, a_little]}
"""


def problems(folder: Path, text: str, name: str = "ours.yaml") -> list[Problem]:
    (folder / name).write_text(text, encoding="utf-8")
    return check_file(folder / name)


CLOSINGS = closings_of(DEFINITIONS)


def test_what_somebody_types_is_checked_before_it_is_a_file():
    typed = parse("what you typed", GOOD.replace("scale: W5", "scale: w55"))
    assert check(parse("what you typed", GOOD), CLOSINGS) == []
    assert str(check(typed, CLOSINGS)[0]).startswith("what you typed, line 10: “w55” is not a known scale.")


def test_what_is_kept_is_checked_and_built_without_a_file_or_lines():
    data = parse("", GOOD).data
    form = Library.of(Loaded("ours, version 1", data), CLOSINGS).get("ours")
    assert form.questions[0].text == "Do they hear you?"
    data["questions"][0]["scale"] = "w55"
    with pytest.raises(FormError, match=r"^ours, version 1: “w55” is not a known scale"):
        Library.of(Loaded("ours, version 1", data), CLOSINGS)


def test_a_good_file_has_no_problem(tmp_path):
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize("file", sorted(DEFINITIONS.glob("*.yaml")), ids=lambda file: file.name)
def test_every_shipped_file_is_good(file):
    assert check_file(file) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "mend"),
    [
        ("scale: W5", "scale: w55", 10, "“w55” is not a known scale", "“W5”"),
        ("scale: W5", "hint: x", 8, "names no scale", "W5_change"),
        ("kind: yes_no", "kind: yesno", 14, "“yesno” is not a known kind of question", "“yes_no”"),
        ("kind: yes_no", "kind: yes_no\n    scale: W5", 15, "has no scale", "kind: scale"),
        ("audience: parent_carer", "audience: parents", 4, "“parents” is not a known audience", "“parent_carer”"),
        ("[conference]", "[conferences]", 5, "“conferences” is not a known touchpoint", "“conference”"),
        ("[1, 7]", "[1, 8]", 12, "“8” is not a known section", "Known here: 1, 2"),
        ("    text: Do they hear you?\n", "", 8, "“text” is missing", "Add `text:`"),
        ("Do they hear you?", '" "', 11, "“text” is empty", "Write the words"),
        ("Do they hear you?", '"{name}, were you heard?"', 11, "holds a brace", "without"),
        ("    text: Do they", "    txt: Do they", 11, "“txt” is not known here", "“text”"),
        ("title: After", "tilte: After", 3, "“tilte” is not known here", "“title”"),
        ("version: 1", "version: one", 2, "“version” cannot be read", "whole number"),
        ("version: 1", "version: 0", 2, "“version” cannot be read", "from 1"),
        ("id: advocate\n", "id: heard\n", 13, "The id “heard” stands twice", "another id"),
        ("id: heard", "id: Heard it", 8, "cannot be an id", "small letters"),
        ("id: heard", "id: safe", 8, "belongs to a closing question", "another id"),
        ("question: advocate, equals", "question: advocat, equals", 23, "“advocat”, which is not asked", "“advocate”"),
        ("question: advocate, equals", "question: words, equals", 23, "“words”, which is asked later", "Move"),
        ("equals: yes", "equals: yep", 23, "“yep” is not an answer to “advocate”", "“yes”"),
        ("equals: yes", "equal: yes", 23, "“equal” is not known here", "“equals”"),
        ("{question: advocate, equals: yes}", "{question: advocate}", 23, "makes one test", "`equals`"),
        ("equals: yes}", "equals: yes, all: []}", 23, "stands beside a test", "Move"),
        ("one_of: [a_lot, a_little]", "one_of: [a_lots]", 31, "“a_lots” is not an answer", "“a_lot”"),
        ("code: a_little", "code: a_lot", 21, "The code “a_lot” stands twice", "another code"),
        ("      - {code: a_little, text: A little}\n", "", 16, "fewer than two choices", "choices:"),
        ("alerts: [a_little]", "alerts: [a_litle]", 22, "is not an answer to this question", "“a_little”"),
        ("alerts: [a_little]", "asides: [dontknow]", 22, "“dontknow” is not a known aside", "“dont_know”"),
        ("alerts: [a_little]", "purpose: safe", 22, "“safe” is not a known purpose", "“safe_now”"),
        ("alerts: [a_little]", "picture: helpr", 22, "“helpr” is not a known picture", "“helper”"),
        ("alerts: [a_little]", 'easy: " "', 22, "“easy” is empty", "Write the words"),
        ("alerts: [a_little]", "easy: Question #2", 22, "“easy” is cut off", "quotation marks"),
        (
            "scale: W5",
            "scale: W5\n    easy: Did you meet them?",
            10,
            "“Always” is no answer to “Did you meet them?”",
            "Name one",
        ),
        ("alerts: [a_little]", "max_length: 3", 22, "Only a typed answer", "Take"),
        ("alerts: [a_little]", "format: phone", 22, "Only a short text has a format", "Take"),
        ("max_length: 500", "format: fax", 27, "“fax” is not a known format", "phone"),
        ("alerts: [a_little]", "required: true", 22, "can be skipped", "Take"),
        ("max_length: 500", "max_length: 0", 27, "No answer is that short", "number of characters"),
        ("max_length: 500", "choices: [{code: a, text: A}]", 27, "has no choices", "one_choice"),
        ("kind: long_text", "kind: table", 24, "The table has no columns", "columns:"),
        ("kind: long_text", "kind: findings", 24, "“findings” has no columns", "columns:"),
        ("kind: long_text", "kind: checklist", 24, "names no list", "social_graces"),
        (
            "kind: long_text",
            "kind: checklist\n    items: graces",
            26,
            "“graces” is not a known list",
            "“social_graces”",
        ),
        ("kind: long_text", "kind: recommendation", 25, "not asked for recommendation", "another kind"),
        ("ends_with: closing", "ends_with: closng", 6, "“closng” is not a known ending", "“closing”"),
        ("id: ours", "id: Our form", 1, "cannot be an id", "small letters"),
        ("ends_with: closing\n", "staff: true\nends_with: x\n", 7, "“x” is not a known ending", "closing, anytime"),
        ("ends_with: closing\n", "", 1, "does not end with the closing questions", "ends_with: closing"),
        ("audience: parent_carer\n", "", 4, "Nobody is asked", "audience:"),
        ("touchpoints:", "audiences: [helper]\ntouchpoints:", 5, "Both `audience` and `audiences`", "Keep one"),
        ("touchpoints: [conference]", "touchpoints: conference", 5, "“touchpoints” cannot be read", "Write a list"),
        ("version: 1", "version: 1\nversion: 2", 3, "“version” stands twice", "Keep one"),
        ("version: 1", "version: *one", 2, "is not YAML", "indent"),
        ("  - id: advocate\n", "  - id: [advocate\n", 14, "is not YAML", "indent"),
    ],
)
def test_a_fault_is_named_with_its_line_and_its_mend(tmp_path, old, new, line, said, mend):
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(
        one.line == line and said in one.problem and mend in one.mend and one.file == str(tmp_path / "ours.yaml")
        for one in found
    ), found


def test_every_fault_of_a_file_is_named_at_once(tmp_path):
    found = problems(tmp_path, GOOD.replace("scale: W5", "scale: W6").replace("kind: yes_no", "kind: yesno"))
    assert [one.line for one in found] == [10, 14]


def test_a_set_of_eight_questions_or_three_answers_to_type_is_too_much(tmp_path):
    more = "".join(f"  - id: more_{n}\n    kind: long_text\n    text: What else?\n" for n in range(4))
    said = " ".join(one.problem for one in problems(tmp_path, GOOD + more))
    assert "There are 8 questions" in said
    assert "There are 5 answers to type" in said


def test_a_staff_form_may_be_as_long_as_its_work(tmp_path):
    more = "".join(f"  - id: more_{n}\n    kind: long_text\n    text: What else?\n" for n in range(9))
    head = "id: ours\nversion: 1\ntitle: Ours\nstaff: true\nquestions:\n"
    assert problems(tmp_path, head + more) == []


def test_a_file_that_is_missing_or_is_no_text_is_a_problem_and_no_crash(tmp_path):
    assert "cannot be read" in check_file(tmp_path / "none.yaml")[0].problem
    (tmp_path / "bytes.yaml").write_bytes(b"id: \xff\xfe")
    assert "UTF-8" in check_file(tmp_path / "bytes.yaml")[0].problem


@pytest.mark.parametrize("text", ["", "- a\n", "words", "id: &a x\ntitle: *a\n", "id: !!python/object:os.system x\n"])
def test_a_file_that_is_no_form_is_a_problem_and_no_crash(tmp_path, text):
    assert problems(tmp_path, text)


def test_one_closing_question_may_have_other_words_for_other_audiences(tmp_path):
    question = "    - {id: tell, kind: yes_no, text: Tell?, audiences: [%s]}\n"
    apart = "closings:\n  closing:\n" + question % "child_4_7" + question % "helper"
    assert problems(tmp_path, apart, "closing.yaml") == []
    together = "closings:\n  closing:\n" + question % "child_4_7" + question % "child_4_7, helper"
    assert [one.line for one in problems(tmp_path, together, "closing.yaml")] == [4]


def test_a_problem_reads_as_one_line():
    assert str(Problem("a.yaml", 3, "It is wrong.", "Mend it.")) == "a.yaml, line 3: It is wrong. Mend it."


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["scale", "yes", "safe"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


def places(data: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at, *(place for key, item in inner for place in places(item, (*at, key)))]


@over(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_file_however_wrong_is_a_crash(tmp_path, data):
    form = yaml.load(GOOD, Loader=yaml.BaseLoader)  # the base loader makes only text, lists and mappings
    place = data.draw(st.sampled_from(places(form)[1:]))
    around = form
    for step in place[:-1]:
        around = around[step]
    around[place[-1]] = data.draw(anything)
    problems(tmp_path, yaml.safe_dump(form, allow_unicode=True))

"""Files as authorities have them, read into one picture."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from benchmarks.authority_files import CONTACTS, INVOLVEMENTS, Authority, table
from documents.workbook_in import read_workbook
from people.imports.layouts import LaidOut, lay_out
from people.imports.picture import Picture
from people.imports.reading import read_together

TODAY = date(2026, 3, 2)
PERSON = (
    "pers_person_id",
    "pers_forename",
    "pers_surname",
    "pers_sex",
    "pers_ethnicity",
    "pers_dob",
    "pers_death_date",
)
LIST_7 = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Does the Child have a Disability", "Child Protection Plan Start Date", "Date of latest review conference",
    "Allocated Team", "Allocated Worker",
)  # fmt: skip


def read(**files: bytes) -> Picture:
    laid = [
        LaidOut(name, sheet, lay_out(sheet))
        for name, content in files.items()
        for sheet in read_workbook(f"{name}.csv" if not content.startswith(b"PK") else f"{name}.xlsx", content)
    ]
    return read_together(laid, TODAY)


def person(*cells: object) -> tuple[object, ...]:
    return cells


def whys(picture: Picture) -> list[str]:
    return [f"{one.place.row}: {one.why}" for one in picture.wrong]


def test_all_files_of_an_authority_are_recognised_and_read_in_any_order() -> None:
    files = Authority(children=12, staff=4).files()
    there = read(**dict(reversed(files.items())))
    assert (len(there.children), len(there.members), len(there.teams), len(there.contacts)) == (12, 4, 4, 12)
    assert len(there.spells) == 36
    assert not there.wrong
    assert there.members["P1"].name == "Leo B Invented"
    assert there.children["C0"].gender == "Male"
    assert there.contacts[1].given["language"] == "ar"
    assert there.contacts[1].given["phone"] == "+447700900001"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_does_not_change_a_name(encoding: str) -> None:
    text = ",".join(PERSON) + "\r\n7,Zoë,Café,F,WBRI,01/05/2015,\r\n"
    assert read(persons=text.encode(encoding)).children["7"].name == "Zoë Café"


@pytest.mark.parametrize(
    "written",
    ["01/05/2015", "1/5/2015", "2015-05-01", "2015-05-01 00:00:00", "1 May 2015", "42125", "01/05/2015 00:00"],
)
def test_a_day_of_birth_in_any_form_is_the_same_day(written: str) -> None:
    assert read(p=table(PERSON, [(7, "Zoe", "Sample", "F", "WBRI", written, "")])).children["7"].born == "2015-05-01"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", "Zoe", "Sample", "F", "WBRI", "01/05/2015"), "2: The number of the child is missing."),
        (("#N/A", "Zoe", "Sample", "F", "WBRI", "01/05/2015"), "2: The number of the child is #N/A."),
        (
            ("1.2E+11", "Zoe", "Sample", "F", "WBRI", "01/05/2015"),
            "2: The number of the child “1.2E+11” was shortened by Excel. Format its column as text or number.",
        ),
        (
            ("7", "01/05/2015", "Sample", "F", "WBRI", "Zoe"),
            "2: A day stands where the name should: are two columns swapped?",
        ),
        (
            ("7", "Zoe", "Sample", "F", "WBRI", "31/02/2015"),
            "2: The day of birth: “31/02/2015” is not a day of any calendar.",
        ),
        (
            ("7", "Zoe", "Sample", "F", "WBRI", "01/05/1980"),
            "2: The day of birth is more than 30 years ago: is this a parent?",
        ),
        (("7", "Zoe", "Sample", "F", "WBRI", "01/05/2027"), "2: The day of birth is in the future."),
        (("7", "Zoe", "Sample", "F", "WBRI", ""), "2: The day of birth is missing."),
    ],
)
def test_a_row_that_cannot_be_says_why_and_the_next_one_comes(row: tuple[str, ...], why: str) -> None:
    there = read(p=table(PERSON, [row, ("8", "Ali", "Sample", "M", "BAFR", "01/05/2014", "")]))
    assert whys(there) == [why]
    assert list(there.children) == ["8"]


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_a_name_whose_letters_an_encoding_lost_does_not_come_in(encoding: str) -> None:
    text = ",".join(PERSON) + "\r\n7,Zoë,Façade,F,WBRI,01/05/2015,\r\n8,Ali,Sample,M,BAFR,01/05/2014,\r\n"
    there = read(persons=text.encode(encoding))
    (why,) = whys(there)
    assert "has letters that were lost" in why
    assert list(there.children) == ["8"]


def test_a_heading_that_stands_twice_counts_where_both_say_the_same() -> None:
    columns = (*PERSON, "pers_dob")
    alike = ("7", "Zoe", "Sample", "F", "WBRI", "01/05/2015", "", "01/05/2015")
    there = read(p=table(columns, [alike, ("8", *alike[1:7], "02/05/2015")]))
    assert whys(there) == ["3: A heading stands twice, with “01/05/2015” below one and “02/05/2015” below the other."]
    assert list(there.children) == ["7"]


@pytest.mark.parametrize("age", ["inf", "1e999", "nan", "about ten"])
def test_an_age_that_is_no_number_is_left_out(age: str) -> None:
    row = ("7", "M", "WBRI", "01/05/2015", age, "No", "06/01/2025", "", "North", "")
    there = read(p=table(LIST_7, [row]))
    assert (list(there.children), there.wrong, there.partly) == (["7"], [], [])


def test_signs_that_nobody_sees_are_no_part_of_a_name() -> None:
    rows = [(at, name, "", "F", "WBRI", "01/05/2015") for at, name in enumerate(("Zo\u202ee\x07", "\u200b"), 1)]
    there = read(p=table(PERSON, rows))
    assert [one.name for one in there.children.values()] == ["Zoe"]
    assert whys(there) == ["3: The name is missing."]


def test_a_child_twice_with_two_birthdays_does_not_come_in_and_both_rows_say_so() -> None:
    rows = [("7", "Zoe", "Sample", "F", "WBRI", day) for day in ("01/05/2015", "02/05/2015", "01/05/2015")]
    there = read(p=table(PERSON, rows))
    assert [one.place.row for one in there.wrong] == [2, 3, 4]
    assert not there.children


def test_an_id_that_excel_made_a_float_is_the_id() -> None:
    assert list(read(p=table(PERSON, [("7961370.0", "Zoe", "Sample", "F", "WBRI", "01/05/2015")])).children) == [
        "7961370"
    ]


@pytest.mark.rule("BR-20")
def test_ethnicity_has_three_states_and_not_yet_obtained_is_never_a_reason() -> None:
    codes = ("BAFR", "NOBT", "REFU", "b) WIRI", "Kurdish")
    rows = [(at, "Zoe", "Sample", "F", code, "01/05/2015") for at, code in enumerate(codes, 1)]
    found = [one.ethnicity or {} for one in read(p=table(PERSON, rows)).children.values()]
    states = ["recorded", "needs_recommendation", "not_recorded_with_reason", "recorded", "recorded"]
    assert [one["state"] for one in found] == states
    assert [one.get("value") for one in found] == ["African (BAFR)", None, None, "Irish (WIRI)", "Kurdish"]
    assert found[2]["evidenced_at"] == "The file p"


def _annex(change: object = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["List 7: children on a plan"])
    sheet.append([None] * 10)
    sheet.append([one + " " for one in LIST_7])
    sheet.append([7961370.0, "b) Female", "a) WBRI", date(2015, 5, 1), 10.83, "b) No", date(2025, 1, 6),
                  date(2026, 2, 3), "North\u00a0Team", "#N/A"])  # fmt: skip
    sheet.append([8, "Female", "Refused", "02/05/2014", 4, "a) Yes", "06/01/2025", None, "North", "Ada Invented"])
    sheet.row_dimensions[5].hidden = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_annex_a_comes_with_titles_floats_hidden_rows_and_letters_before_its_codes() -> None:
    there = read(annex=_annex())
    assert {ref: one.gender for ref, one in there.children.items()} == {"7961370": "Female", "8": "Female"}
    assert [(one.child, one.staff, one.by_name) for one in there.spells] == [("8", "Ada Invented", True)]
    assert [(one.child, one.touchpoint, one.on) for one in there.events.values()] == [
        ("7961370", "conference", "2026-02-03")
    ]
    assert [one.why for one in there.partly] == ["The age, 4, does not go with the day of birth. The day counts."]


def test_annex_a_in_camel_case_and_with_a_slip_is_recognised() -> None:
    columns = (
        "ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "HasDisability", "DateStartedtobeLookedAfter",
        "DateofLatestStatutoryReveiw", "AllocatedTeam", "AllocatedWorkers",
    )  # fmt: skip
    sheet = read_workbook("a.csv", table(columns, [("7",) * 10]))[0]
    assert lay_out(sheet)["table"] == "annex_a_8"
    assert "worker" in lay_out(sheet)["columns"].values()


def test_a_file_of_something_else_is_no_table() -> None:
    assert lay_out(read_workbook("a.csv", b"Stock,Price\nPens,2\n")[0])["table"] == ""
    assert lay_out(read_workbook("a.csv", table(PERSON[1:], [("a",) * 6]))[0])["table"] == ""


def test_involvements_say_worker_and_manager_and_nobody_else() -> None:
    def row(role: str, since: str = "01/01/2025", until: str = "") -> tuple[str, ...]:
        return ("1", "P1", role, "T1", since, until, "7")

    there = read(
        i=table(
            INVOLVEMENTS,
            [row("Social Worker"), row("Team Manager"), row("Independent Reviewing Officer"),
             row("Social Worker", "01/01/2025", "01/01/2024"), row("Social Worker", "01/01/2027")],
        )
    )  # fmt: skip
    assert [one.part for one in there.spells] == ["worker", "manager"]
    assert sum(there.notes.values()) == 1
    assert whys(there) == [
        "5: The involvement ends before it begins.",
        "6: The involvement begins in the future. It comes in when that day has come.",
    ]


def test_a_looked_after_review_finds_its_child_by_the_episode() -> None:
    reviews = table(
        ("clar_cla_review_id", "clar_cla_id", "clar_cla_review_date", "clar_cla_review_cancelled"),
        [("R1", "E1", "03/02/2026", "N"), ("R2", "E9", "03/02/2026", "N"), ("R3", "E1", "04/02/2026", "Y")],
    )
    there = read(reviews=reviews, episodes=table(("clae_cla_id", "clae_person_id"), [("E1", "7")]))
    assert [(one.child, one.key) for one in there.events.values()] == [("7", "ssd_cla_reviews R1")]
    assert whys(there) == ["3: Nothing says whose review this is. Bring ssd_cla_episodes in with it."]


def contact(**said: str) -> bytes:
    usual = {"child id": "7", "contact id": "1", "contact name": "Sam Sample", "relation": "Father"}
    return table(CONTACTS, [tuple({**usual, **said}.get(column, "") for column in CONTACTS)])


@pytest.mark.parametrize(
    ("word", "code"), [("Tigrinya", "ti"), ("fa-AF", "fa-AF"), ("Dari", "fa-AF"), ("العربية", "ar")]
)
def test_a_language_is_known_by_its_name_its_code_and_its_own_name(word: str, code: str) -> None:
    assert read(c=contact(language=word)).contacts[0].given["language"] == code


def test_a_word_that_is_no_language_or_two_keeps_the_row_out() -> None:
    assert whys(read(c=contact(language="Klingonish"))) == ["2: “Klingonish” is no language we know."]
    assert whys(read(c=contact(language="Unknown language"))) == ["2: “Unknown language” is no language we know."]
    assert whys(read(c=contact(language="Kurdish"))) == [
        "2: “Kurdish” could be two languages. Write Kurdish (Sorani) or Kurmanji."
    ]


@pytest.mark.parametrize(("said", "needed"), [("", True), ("yes", True), ("no", False)])
def test_a_language_that_is_not_here_is_kept_with_an_interpreter_unless_the_file_says_none(
    said: str, needed: bool
) -> None:
    there = read(c=contact(language="Polish", interpreter=said))
    given = there.contacts[0].given
    assert (given["language"], given["interpreter"], there.wrong) == ("pl", needed, [])
    assert list(there.notes) == [
        "Nobody can be asked in Polish here yet. It is kept, and that an interpreter is needed unless the file says no."
    ]


def test_a_phone_that_is_no_mobile_is_left_out_and_the_contact_comes() -> None:
    there = read(c=contact(phone="020 7946 0123"))
    assert "phone" not in there.contacts[0].given
    assert there.partly[0].why.startswith("The phone was left out. This is a landline.")


def test_a_mobile_that_lost_its_nought_is_found_again() -> None:
    assert read(c=contact(phone="7700900123.0")).contacts[0].given["phone"] == "+447700900123"


def test_safe_times_of_a_file_are_a_note_that_nobody_has_checked() -> None:
    note = read(c=contact(**{"safe times": "after 4 pm", "safe note": "Ring twice."})).contacts[0].given["safe_note"]
    assert note == "Safe times in the file, not checked: after 4 pm. Ring twice."


def test_an_empty_cell_of_a_contact_says_nothing() -> None:
    assert read(c=contact()).contacts[0].given == {}


@pytest.mark.parametrize(
    ("said", "kept"),
    [("no", ""), ("yes", "The authority’s file says not to contact them."), ("Court order", "Court order")],
)
def test_do_not_contact_keeps_its_reason(said: str, kept: str) -> None:
    assert read(c=contact(**{"do not contact": said})).contacts[0].given["do_not_contact"] == kept

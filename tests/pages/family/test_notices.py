"""Privacy, accessibility and help say what the law asks, truthfully, whatever has been set."""

import re

import pytest

from language.registry import LANGUAGES
from pages.family.notices import BASES, Notices
from pages.family.page import render
from pages.family.site import Site
from people import contact_points as numbers

SET = Notices("Anytown Council", "dpo@example.gov.uk", "legal_duty", 25, 6, "https://bsl.example.gov.uk/call")
LONGEST = 22  # words: the line with the team's two numbers and their hours


def text_of(page: str, notices: Notices, code: str = "en") -> str:
    html = render(f"{page}.html", code, Site(notices=notices))
    lines = re.split(r"</(?:h1|h2|li|p)>", html.partition("<main>")[2].partition("</main>")[0])
    return "\n".join(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", line)).strip() for line in lines)


def test_the_privacy_notice_names_who_answers_why_for_how_long_and_where_to_complain():
    said = text_of("privacy", SET)
    for each in ("Anytown Council looks after", "dpo@example.gov.uk", BASES["legal_duty"], numbers.ICO):
        assert each in said
    assert "Years that we keep what you say: 25." in said
    assert "Years that we keep texts and calls: 6." in said
    assert "Nothing is deleted by itself yet." in said


def test_the_privacy_notice_names_what_is_kept():
    said = text_of("privacy", SET)
    assert "Your answers, and any drawing or voice note." in said
    assert "The language you chose, and when you answered." in said


def test_what_is_not_set_is_not_said_and_the_page_says_whom_to_call():
    said = text_of("privacy", Notices())
    assert f"{Site().team_name} looks after what you tell us." in said
    assert Site().duty_day_number in said
    assert not re.search(r"not set|None|Years that| 0\.", said)


def test_the_accessibility_statement_says_how_good_it_is_when_it_was_tested_and_who_enforces_it():
    said = text_of("accessibility", Notices())
    for each in ("WCAG 2.2, level AA", "but not all", "28 November 2026", numbers.EASS, "EHRC", Site().duty_day_number):
        assert each in said


def test_help_says_how_to_call_for_who_does_not_hear_or_cannot_speak():
    said = text_of("help", SET)
    for each in (numbers.RELAY, numbers.RELAY_EMERGENCY, numbers.EMERGENCY_IN_SIGNS, "press 55", "register"):
        assert each in said
    assert "bsl.example.gov.uk/call" in said
    assert "Call us in British Sign Language" not in text_of("help", Notices())


@pytest.mark.parametrize("page", ["privacy", "accessibility", "help"])
def test_a_sentence_is_short(page):
    sentences = re.split(r"(?<=[.?!])\s|\n", text_of(page, SET))
    assert [one for one in sentences if len(one.split()) > LONGEST] == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", ["privacy", "accessibility", "help"])
def test_numbers_and_addresses_stand_from_left_to_right_in_every_language(page, code):
    html = render(f"{page}.html", code, Site(notices=SET))
    for number in re.findall(r'<a href="(?:tel|mailto|https):?[^"]*"[^>]*>(.*?)</a>', html):
        assert 'dir="ltr"' in number


def test_every_page_has_a_title_of_its_own(begun, phone, office):
    addresses = ("/", "/help", "/privacy", "/accessibility", "/said", "/f/nothing", "/clear")
    titles = [_title(phone("x").get(address).text) for address in addresses]
    titles.append(_title(begun.open().text))
    refused = begun.press("answer", "no such")
    assert _title(refused.text) == f"Error: {titles[-1]}"
    begun.press("skip")
    titles.append(_title(begun.page))
    while 'value="finish"' not in begun.page:
        begun.press("skip")
    titles.append(_title(begun.page))
    begun.press("finish")
    titles.append(_title(begun.page))
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_scripts_what_is_wrong_leads_to_the_field(office, phone, code):
    mine = phone(office.link(language=code))
    mine.open()
    mine.press("begin")
    page = mine.press("answer", "no such").text
    problem = page.partition('role="alert"')[2].partition("</div>")[0]
    (field,) = re.findall(r'href="#([\w-]+)"', problem)
    assert page.count(f' id="{field}"') == 1
    assert re.search(rf'<(?:input|textarea)[^>]* id="{field}"', page)
    assert page.index('role="alert"') < page.index("<h1")


def _title(page: str) -> str:
    return re.search(r"<title>(.*?)</title>", page)[1]

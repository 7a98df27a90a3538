"""The invented authority's staff, children and families. Phone numbers are from Ofcom's range for drama."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from people.children import Child, add_child
from people.contacts import add_contact
from people.identity import needs_recommendation, not_recorded, recorded
from people.roles import Role
from people.staff import add_staff
from storage.store import Database

STAFF: tuple[tuple[str, Role], ...] = (
    ("Amina Yusuf", Role.SOCIAL_WORKER),
    ("Tom Farrow", Role.SOCIAL_WORKER),
    ("Grace Adeyemi", Role.TEAM_MANAGER),
    ("Peter Lindqvist", Role.REVIEWER),
    ("Sam Whitlow", Role.INDEPENDENT_CALLER),
    ("Helen Marsh", Role.HEAD_OF_SAFEGUARDING),
    ("David Mensah", Role.HEAD_OF_SOCIAL_CARE),
    ("Priya Raman", Role.ASSISTANT_DIRECTOR),
    ("Martin Cole", Role.EXECUTIVE_DIRECTOR),
    ("Judith Barnes", Role.BOARD_CHAIR),
    ("Leah Stone", Role.WORKFORCE_LEAD),
    ("Omar Haddad", Role.ADMINISTRATOR),
)

# name, gender, age, ethnic group, the family's own words for it, religion, language at home
CHILDREN: tuple[tuple[str, str, int, str, str, str, str], ...] = (
    ("Selam Tesfamariam", "Girl", 9, "African", "Tigrinya", "Christian (all denominations)", "ti"),
    ("Yousef Al-Amiri", "Boy", 15, "Arab", "Sudanese", "Muslim", "ar"),
    ("Ellie Harper", "Girl", 6, "English, Welsh, Scottish, Northern Irish or British", "", "No religion", "en"),
    ("Rahim Sharifi", "Boy", 16, "Any other Asian background", "Hazara", "Muslim", "en"),
    ("Nadia Chowdhury", "Girl", 11, "Bangladeshi", "Sylheti", "Muslim", "en"),
    ("Kofi Asante-Brown", "Boy", 13, "White and Black African", "", "Christian (all denominations)", "en"),
    ("Dawit Kidane", "Boy", 17, "African", "Tigrinya", "Christian (all denominations)", "ti"),
    ("Lily Penrose", "Girl", 4, "English, Welsh, Scottish, Northern Irish or British", "", "No religion", "en"),
    ("Hana Berhane", "Girl", 14, "African", "Eritrean", "Christian (all denominations)", "ti"),
    ("Omar Al-Khatib", "Boy", 12, "Arab", "Syrian", "Muslim", "ar"),
    ("Jaylen Brooks", "Boy", 10, "Caribbean", "", "Christian (all denominations)", "en"),
    ("Zara Malik", "Girl", 8, "Pakistani", "", "Muslim", "en"),
    ("Callum Doherty", "Boy", 15, "Gypsy or Irish Traveller", "Irish Traveller", "Christian (all denominations)", "en"),
    ("Layla Haddou", "Girl", 7, "Arab", "Moroccan", "Muslim", "ar"),
    ("Minh Anh Tran", "Girl", 17, "Any other Asian background", "Vietnamese", "Buddhist", "en"),
    ("Arben Hoxha", "Boy", 17, "Any other White background", "Albanian", "Muslim", "en"),
    ("Precious Okoro", "Girl", 12, "African", "Igbo", "Christian (all denominations)", "en"),
    ("Isaac Rosenfeld", "Boy", 9, "Any other White background", "", "Jewish", "en"),
    ("Samira Abdi", "Girl", 19, "African", "Somali", "Muslim", "en"),
    ("Theo Marchetti", "Boy", 5, "White and Asian", "", "No religion", "en"),
    ("Mariam Nasser", "Girl", 16, "Arab", "Iraqi", "Muslim", "ar"),
    ("Jordan Ellis", "Non-binary", 15, "White and Black Caribbean", "", "No religion", "en"),
    ("Simran Gill", "Girl", 13, "Indian", "Punjabi", "Sikh", "en"),
    ("Bilal Osman", "Boy", 18, "African", "Sudanese", "Muslim", "ar"),
    ("Freya Lindgren", "Girl", 3, "Any other White background", "", "No religion", "en"),
    ("Caio Ferreira", "Boy", 11, "Any other ethnic group", "Brazilian", "Christian (all denominations)", "en"),
    ("Wei Chen", "Boy", 14, "Chinese", "", "No religion", "en"),
    ("Abel Ghebre", "Boy", 20, "African", "Tigrinya", "Christian (all denominations)", "ti"),
    ("Poppy Whitcombe", "Girl", 16, "English, Welsh, Scottish, Northern Irish or British", "", "No religion", "en"),
    ("Idris Kaya", "Boy", 8, "Any other ethnic group", "Kurdish", "Muslim", "en"),
)
NEEDS = (
    "Speech and language support at school",
    "Autistic; prefers short, clear messages",
    "Asthma",
    "None recorded by the school",
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
# as data, as data with words beside it, and in words alone, which a caller has to read
SAFE_TIMES: tuple[Mapping[str, Any], ...] = (
    {"safe_spans": [{"days": WEEKDAYS, "from": "10:00", "to": "18:00"}]},
    {
        "safe_spans": [
            {"days": ("mon", "wed", "fri"), "from": "09:30", "to": "14:30"},
            {"days": ("sat",), "from": "11:00", "to": "13:00"},
        ],
        "safe_times": "Not in the school holidays",
    },
    {"safe_times": "When he is at work"},
    {"safe_spans": [{"days": (*WEEKDAYS, "sat", "sun"), "from": "00:00", "to": "24:00"}]},
    {"safe_spans": [{"days": WEEKDAYS, "from": "16:00", "to": "19:00"}]},
)


def email_of(name: str) -> str:
    """The invented address of a member of staff."""
    return f"{name.lower().replace(' ', '.')}@heard.example"


def add_demo_staff(db: Database) -> dict[str, int]:
    """The twelve members of staff; returns their ids by name. None has a password: demo mode signs in by one click."""
    return {name: add_staff(db, name, email_of(name), [role]) for name, role in STAFF}


def add_demo_children(db: Database, staff: Mapping[str, int], chance: random.Random, today: date) -> None:
    """The thirty children D0001 to D0030 with their families."""
    for number, (name, gender, age, group, own_words, religion, language) in enumerate(CHILDREN, start=1):
        ref = f"D{number:04}"
        born = today - timedelta(days=age * 365 + age // 4 + chance.randrange(20, 330))
        child: Child = {
            "ref": ref,
            "mosaic_id": f"{90000 + number * 7}",
            "name": name,
            "born": born.isoformat(),
            "gender": gender,
            "ethnicity": recorded(group, own_words),
            "religion": recorded(religion),
            "additional_needs": recorded(chance.choice(NEEDS)),
            "language": language,
            "worker": staff["Amina Yusuf" if number % 2 else "Tom Farrow"],
            "manager": staff["Grace Adeyemi"],
        }
        add_child(db, _with_gaps(child, number))
        _add_family(db, ref, name, age, language, number, today)


def _with_gaps(child: Child, number: int) -> Child:
    """Some identity fields are not on the record, with a reason or without one (BR-20)."""
    if number % 10 == 4:
        child["religion"] = not_recorded("Would rather not say", "Visit of 2 March, asked by the allocated worker")
    if number % 10 == 8:
        child["ethnicity"] = needs_recommendation()
    if number % 10 == 2:
        child["additional_needs"] = needs_recommendation()
    return child


def _add_family(db: Database, ref: str, name: str, age: int, language: str, number: int, today: date) -> None:
    surname = name.split()[-1]
    parent: dict[str, Any] = {
        "name": f"Ms {surname}",
        "relation": "Mother",
        "audience": "parent_carer",
        "language": language,
        "interpreter": language != "en",
        "phone": f"+4477009{number:05}",
        **_safety(number, today),
    }
    add_contact(db, ref, parent)
    if age >= 12:
        own = {**parent, "name": name.split()[0], "relation": "Self", "phone": f"+4477009{500 + number:05}"}
        add_contact(db, ref, {**own, "audience": "care_leaver" if age >= 18 else "young_person"})


def _safety(number: int, today: date) -> dict[str, Any]:
    """How it is safe to reach a family; here and there something stands in the way."""

    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    safety: dict[str, Any] = {
        **SAFE_TIMES[number % len(SAFE_TIMES)],
        "safe_note": "Do not leave a message." if number % 3 else "",
        "safe_checked": ago(10 + number * 2),
        "discreet": number % 5 == 2,
    }
    if number % 9 == 4:
        return {**safety, "safe_checked": ago(90 + number)}
    if number == 8:
        return {**safety, "discreet": True, "abuse_flag": True, "reconfirmed": ago(20)}
    if number == 10:
        return {**safety, "discreet": True, "abuse_flag": True, "reconfirmed": ago(2)}
    if number == 14:
        return {
            **safety,
            "hold_until": (today + timedelta(days=12)).isoformat(),
            "hold_reason": "A death in the family",
        }
    return {**safety, "dialect": "Sylheti"} if number == 5 else safety

"""The codes that forms are written in, with the words that staff read for audiences and touchpoints."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

AUDIENCES: Mapping[str, str] = {
    "child_4_7": "Child, 4 to 7",
    "child_8_11": "Child, 8 to 11",
    "young_person": "Young person, 12 to 17",
    "care_leaver": "Care leaver, 18 to 25",
    "parent_carer": "Parent or carer",
    "helper": "Interpreter or advocate",
}
TOUCHPOINTS: Mapping[str, str] = {
    "conference": "Child protection conference",
    "looked_after_review": "Looked after review",
    "closure": "Case closure",
    "transfer": "Transfer",
    "placement_visit": "Placement visit",
    "practice_review": "Practice review",
    "arrival": "Arrival and settling",
    "anytime": "Any time",
}


def _one_of(codes: Mapping[str, str]) -> AfterValidator:
    def known(code: str) -> str:
        if code not in codes:
            raise PydanticCustomError("literal_error", "not a known code")
        return code

    return AfterValidator(known)


Audience = Annotated[str, _one_of(AUDIENCES)]
Touchpoint = Annotated[str, _one_of(TOUCHPOINTS)]
Kind = Literal[
    "scale",
    "one_choice",
    "several_choices",
    "yes_no",
    "short_text",
    "long_text",
    "date",
    "table",
    "findings",  # rows, each marked as what works well or as an issue
    "checklist",  # rows of a list that the service keeps: only what was ticked is kept
    "recommendation",  # the id of a row of a table
]
Section = Literal["1", "2", "3", "4", "5", "6", "7"]
Purpose = Literal["", "safe_now", "call_back", "share_words", "tell_back", "unfair_treatment", "low_confidence"]
Format = Literal["", "phone"]  # what a short text should hold; words are kept where somebody insists
Picture = Literal[  # what is drawn beside a question for children and in Easy Read
    "",
    "arriving",
    "change",
    "drawing",
    "family",
    "feelings",
    "food",
    "friends",
    "goodbye",
    "heart",
    "helper",
    "helpers",
    "home",
    "idea",
    "listening",
    "meeting",
    "phone",
    "plan",
    "playing",
    "promise",
    "report",
    "room",
    "safe",
    "school",
    "special",
    "talking",
    "telling",
    "time",
]
ColumnKind = Literal["short_text", "long_text", "date", "one_choice", "recommendation"]
KeptList = Literal["", "social_graces"]
Warning = Literal[
    "",
    "inadequate_section",
    "far_from_sections",
    "family_unheard",
    "training_only",
    "ethnicity_unrecorded",
    "religion_unrecorded",
    "additional_needs_unrecorded",
]

KINDS: tuple[str, ...] = get_args(Kind)
SECTIONS: tuple[str, ...] = get_args(Section)
PURPOSES: tuple[str, ...] = tuple(code for code in get_args(Purpose) if code)
FORMATS: tuple[str, ...] = tuple(code for code in get_args(Format) if code)
WARNINGS: tuple[str, ...] = tuple(code for code in get_args(Warning) if code)
PICTURES: tuple[str, ...] = tuple(code for code in get_args(Picture) if code)
KEPT_LISTS: tuple[str, ...] = tuple(code for code in get_args(KeptList) if code)
COLUMN_KINDS: tuple[str, ...] = get_args(ColumnKind)

CHOICE_KINDS = ("scale", "one_choice", "several_choices", "yes_no")
STAFF_KINDS = ("findings", "checklist", "recommendation")  # nothing that a family is asked
ROW_KINDS = ("table", "findings", "checklist")
TEXT_LENGTHS = {"short_text": 200, "long_text": 5_000}  # characters, where a form names none

"""The codes that forms are written in: kinds of question, audiences, touchpoints, sections and purposes."""

from typing import Literal, get_args

Kind = Literal["scale", "one_choice", "several_choices", "yes_no", "short_text", "long_text", "date", "table"]
Audience = Literal["child_4_7", "child_8_11", "young_person", "care_leaver", "parent_carer", "helper"]
Touchpoint = Literal[
    "conference",
    "looked_after_review",
    "closure",
    "transfer",
    "placement_visit",
    "practice_review",
    "arrival",
    "anytime",
]
Section = Literal["1", "2", "3", "4", "5", "6", "7"]
Purpose = Literal["", "safe_now", "call_back", "share_words", "tell_back", "unfair_treatment", "low_confidence"]
Format = Literal["", "phone"]  # what a short text should hold; words are kept where somebody insists
ColumnKind = Literal["short_text", "long_text", "date", "one_choice"]
Warning = Literal["", "inadequate_section", "far_from_sections", "family_unheard", "training_only"]

KINDS: tuple[str, ...] = get_args(Kind)
AUDIENCES: tuple[str, ...] = get_args(Audience)
TOUCHPOINTS: tuple[str, ...] = get_args(Touchpoint)
SECTIONS: tuple[str, ...] = get_args(Section)
PURPOSES: tuple[str, ...] = tuple(code for code in get_args(Purpose) if code)
FORMATS: tuple[str, ...] = tuple(code for code in get_args(Format) if code)
WARNINGS: tuple[str, ...] = tuple(code for code in get_args(Warning) if code)
COLUMN_KINDS: tuple[str, ...] = get_args(ColumnKind)

CHOICE_KINDS = ("scale", "one_choice", "several_choices", "yes_no")
TEXT_LENGTHS = {"short_text": 200, "long_text": 5_000}  # characters, where a form names none

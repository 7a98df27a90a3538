"""The fields that a Word template can name, as people read them; every value is a text that nobody typed for us."""

from typing import Any, TypedDict, get_args, get_origin, get_type_hints


class Standard(TypedDict):
    """One line of the Practice Standards."""

    standard: str
    outcome: str
    action: str


class Answer(TypedDict):
    """What is asked in a section, and what the reviewer wrote."""

    asks: str
    says: str


class Quote(TypedDict):
    """A family's words as they are cited; quotation marks stand only around the speaker's own."""

    words: str
    source: str


class Section(TypedDict):
    """One graded section."""

    prompts: str
    answers: list[Answer]
    quotes: list[Quote]
    grade: str


class Talk(TypedDict):
    """One block of section 6."""

    date: str
    method: str
    words: str


class Recommendation(TypedDict):
    """One row of sections 8 and 9."""

    action: str
    impact: str
    by_whom: str
    date: str


class ReviewPaper(TypedDict):
    """The Practice and Impact Review: Appendix 1."""

    marking: str
    made: str
    status: str
    mosaic_id: str
    child_name: str
    born_and_age: str
    gender: str
    ethnicity: str
    religion: str
    additional_needs: str
    worker: str
    manager: str
    theme: str
    deadline: str
    submitted: str
    reviewer: str
    standards: list[Standard]
    section_1: Section
    section_2: Section
    section_3: Section
    section_4: Section
    section_5: Section
    feedback_family: Talk
    feedback_worker: Talk
    feedback_manager: Talk
    quotes_6: list[Quote]
    section_7: Section
    child_recommendations: list[Recommendation]
    service_recommendations: list[Recommendation]
    reasons: list[Answer]
    sent: str
    uploaded: str
    tracker_meeting: str
    reviewed_by_panel: str


class Agreement(TypedDict):
    """Whether the panel agrees with one section, and what it says of it."""

    agree: str
    comments: str


class Action(TypedDict):
    """One action that arises from the moderation."""

    action: str
    who: str
    by: str


class ModerationPaper(TypedDict):
    """The moderation record: Appendix 2, in its own numbers."""

    marking: str
    made: str
    child_name: str
    mosaic_id: str
    reviewer: str
    review_date: str
    overall_grade: str
    panel_date: str
    agree_overall: str
    panel_grade: str
    section_10: Agreement
    section_11: Agreement
    section_12: Agreement
    section_13: Agreement
    section_14: Agreement
    section_15: Agreement
    section_16: Agreement
    section_17: Agreement
    section_18: Agreement
    actions: list[Action]


class MinutesItem(TypedDict):
    """One item that a monthly meeting discussed; what was said of it, a line each."""

    begins: str  # who answers for this and those after it; empty where that is said above
    number: str
    action: str
    about: str
    said: str


class BriefItem(TypedDict):
    """One item in a line."""

    number: str
    action: str
    about: str


class MinutesPaper(TypedDict):
    """The minutes of a monthly meeting of the tracker."""

    marking: str
    held: str
    scope: str
    present: str
    apologies: str
    guests: str
    wrote: str  # in it, without being noted as present
    notes: str
    discussed: list[MinutesItem]
    no_update: list[BriefItem]
    not_reached: list[BriefItem]
    next_meeting: str


def sample_of(kind: Any) -> Any:
    """Words for each field of a paper, with one row in each list: what a template is tried with."""
    if get_origin(kind) is list:
        return [sample_of(get_args(kind)[0])]
    if kind is str:
        return "a < b & c"
    return {name: sample_of(each) for name, each in get_type_hints(kind).items()}


def field_names(kind: Any) -> list[str]:
    """What a template can name, with “…” after what is repeated: “standards… standard, outcome, action”."""
    return [_named(name, each) for name, each in get_type_hints(kind).items()]


def _named(name: str, kind: Any) -> str:
    if kind is str:
        return name
    if get_origin(kind) is list:
        return f"{name} (repeated: {', '.join(get_type_hints(get_args(kind)[0]))})"
    return f"{name} ({', '.join(_named(f'.{inner}', each) for inner, each in get_type_hints(kind).items())})"

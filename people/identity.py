"""Identity fields in three states: recorded, not recorded with the reason on file, or made a recommendation (BR-20)."""

from enum import StrEnum
from typing import Final, Literal, NotRequired, TypedDict

from people.errors import Unacceptable

IdentityName = Literal["ethnicity", "religion", "additional_needs"]
IDENTITY_FIELDS: Final[tuple[IdentityName, ...]] = ("ethnicity", "religion", "additional_needs")


class IdentityState(StrEnum):
    """The state of one identity field."""

    RECORDED = "recorded"
    NOT_RECORDED_WITH_REASON = "not_recorded_with_reason"
    NEEDS_RECOMMENDATION = "needs_recommendation"


class IdentityField(TypedDict):
    """One identity field as it is kept; which of the others stand is decided by `state`."""

    state: str
    value: NotRequired[str]
    own_words: NotRequired[str]
    reason: NotRequired[str]
    evidenced_at: NotRequired[str]


def recorded(value: str, own_words: str = "") -> IdentityField:
    """A field that is on the record; `own_words` keeps what a code would lose (Kurdish, Tigrinya, Hazara …)."""
    if not value.strip():
        raise Unacceptable("Write what is recorded, or say why it is not.")
    return {"state": IdentityState.RECORDED, "value": value, "own_words": own_words}


def not_recorded(reason: str, evidenced_at: str) -> IdentityField:
    """A field that is not on the record for a reason which the record shows. “Not yet asked” is never a reason."""
    if reason.strip().lower().rstrip(".") in {"", "not yet asked", "not asked", "not yet obtained", "unknown"}:
        raise Unacceptable("“Not yet asked” is not a reason: make it a recommendation.")
    if not evidenced_at.strip():
        raise Unacceptable("Say where on the record the reason is shown, and when the family was asked.")
    return {"state": IdentityState.NOT_RECORDED_WITH_REASON, "reason": reason, "evidenced_at": evidenced_at}


def needs_recommendation() -> IdentityField:
    """A field that is blank without a reason: the review has to make it a recommendation."""
    return {"state": IdentityState.NEEDS_RECOMMENDATION}


def in_words(field: IdentityField) -> str:
    """The field as a reviewer reads it."""
    match field["state"]:
        case IdentityState.RECORDED:
            return f"{field['value']} ({field['own_words']})" if field.get("own_words") else str(field["value"])
        case IdentityState.NOT_RECORDED_WITH_REASON:
            return f"Not recorded: {field['reason']} ({field['evidenced_at']})"
        case _:
            return "Not recorded and no reason on file: needs a recommendation"

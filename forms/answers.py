"""Reads what was chosen or typed into the one shape it is kept in; says kindly what cannot be kept."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from forms.schema import Column, Question
from forms.telephone import numbers_in
from forms.vocabulary import CHOICE_KINDS, ROW_KINDS, TEXT_LENGTHS
from language.catalogue import N_
from language.digits import fold_digits

Row = dict[str, str]
Value = str | list[str] | list[Row]
Raw = str | Sequence[str] | Sequence[Mapping[str, str]]

CHOOSE = N_("Choose one of the answers, or skip this question.")
CHOOSE_SOME = N_("Choose one or more of the answers, or skip this question.")
CHOOSE_EITHER = N_("“I don't know” and “I'd rather not say” stand alone. Choose one of them, or other answers.")
WRITE = N_("Tell us something, or skip this question.")
TOO_LONG = N_("You can write up to {allowed} characters here. You have written {used}.")
STRANGE = N_("There is a character here that we cannot keep. Please type the words again.")
NO_NUMBER = N_("We cannot find a phone number in this.")
NO_DATE = N_("Write the date as day, month and year, like 27 3 2026.")
NO_TABLE = N_("Fill in the rows of the table.")
ROW_ID = re.compile(r"[a-z0-9]{1,20}")
ID = "id"  # beside the columns of a table's row: by it other rows are linked to this one

DATE_ORDERS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[\s./-]+(?P<month>\d{1,2}|[a-z]{3,9})[\s./-]+(?P<year>\d{4})", re.IGNORECASE),
)
MONTHS = [name.casefold() for name in calendar.month_abbr]  # January is the first, the empty one is before it
KEPT_CONTROLS = "\n\t"


class AnswerRefused(ValueError):
    """An answer that cannot be kept; `message` is an English message to be said with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class NoNumber(AnswerRefused):
    """Words where a phone number was asked for; they can still be kept as words, for a person to read."""


def read_answer(question: Question, raw: Raw, *, as_words: bool = False) -> Value:
    """The answer as it is kept: an option's code, codes, text, an ISO date or rows; Refused otherwise.

    `as_words` keeps what is not in the format that was asked for, when somebody was told so and wants it kept.
    """
    value = READERS[question.kind](question, raw)
    if question.format == "phone" and not as_words and not numbers_in(str(value)):
        raise NoNumber(NO_NUMBER)
    return value


def score(question: Question, value: Value | None) -> int | None:
    """The value of the chosen option; None for asides, skipped questions and everything that is not scored."""
    option = question.by_code.get(value) if isinstance(value, str) else None
    return option.value if option else None


def _read_choice(question: Question, raw: Raw) -> str:
    if isinstance(raw, str) and raw in question.by_code:
        return raw
    return _code(question, _one_text(raw, CHOOSE), CHOOSE)


def _read_choices(question: Question, raw: Raw) -> list[str]:
    given = [raw] if isinstance(raw, str) else list(raw)
    chosen = {_code(question, item if isinstance(item, str) else "", CHOOSE_SOME) for item in given}
    if not chosen:
        raise AnswerRefused(CHOOSE_SOME)
    if len(chosen) > 1 and any(aside.code in chosen for aside in question.asides):
        raise AnswerRefused(CHOOSE_EITHER)
    return [option.code for option in question.options() if option.code in chosen]


def _code(question: Question, typed: str, refusal: str) -> str:
    """The code of the option that was meant: by its code, its English words, or its number in the list from 1."""
    meant = fold_digits(typed).strip().casefold()
    for number, option in enumerate(question.options(), start=1):
        if meant in (option.code, option.text.casefold(), str(number)):
            return option.code
    raise AnswerRefused(refusal)


def _read_short_text(question: Question, raw: Raw) -> str:
    text = " ".join(fold_digits(_clean(_one_text(raw, WRITE))).split())
    return _not_empty(_within(text, question.max_length))


def _read_long_text(question: Question, raw: Raw) -> str:
    return _not_empty(_within(_clean(_one_text(raw, WRITE)), question.max_length))


def _read_date(question: Question, raw: Raw) -> str:
    return _date(_one_text(raw, NO_DATE))


def _read_table(question: Question, raw: Raw) -> list[Row]:
    """The rows with anything in them; a cell may stay empty while the table is being filled."""
    if isinstance(raw, str):
        raise AnswerRefused(NO_TABLE)
    rows = [(_row(question, row), _row_id(question, row)) for row in raw]
    return [row | named for row, named in rows if any(row.values())]


def _row_id(question: Question, raw: str | Mapping[str, str]) -> Row:
    given = raw.get(ID, "") if isinstance(raw, Mapping) and question.kind == "table" else ""
    return {ID: _link(given)} if given else {}


def _read_link(question: Question, raw: Raw) -> str:
    return _link(_one_text(raw, CHOOSE))


def _link(typed: str) -> str:
    if not ROW_ID.fullmatch(typed):
        raise AnswerRefused(CHOOSE)
    return typed


def _row(question: Question, raw: str | Mapping[str, str]) -> Row:
    if isinstance(raw, str) or raw.keys() - {ID, *(column.id for column in question.columns)}:
        raise AnswerRefused(NO_TABLE)
    return {column.id: _cell(column, raw.get(column.id, "")) for column in question.columns}


def _cell(column: Column, typed: str) -> str:
    text = _clean(_one_text(typed, NO_TABLE))
    if column.kind == "date":
        return _date(text) if text else ""
    if column.kind == "one_choice":
        if text and text not in {option.code for option in column.choices}:
            raise AnswerRefused(NO_TABLE)
        return text
    if column.kind == "recommendation":
        return _link(text) if text else ""
    return _within(text, TEXT_LENGTHS[column.kind])


def _one_text(raw: Raw, refusal: str) -> str:
    """The one text that was sent; a browser may send it as a list of one."""
    if not isinstance(raw, str) and len(raw) == 1:
        raw = raw[0] if isinstance(raw[0], str) else raw
    if not isinstance(raw, str):
        raise AnswerRefused(refusal)
    return raw


def _clean(text: str) -> str:
    """The same words, composed (NFC), with one kind of line end and nothing that is not text."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text.isprintable() and any(_is_control(character) for character in text):
        raise AnswerRefused(STRANGE)
    return text


def _is_control(character: str) -> bool:
    return character not in KEPT_CONTROLS and unicodedata.category(character) in ("Cc", "Cs")


def _within(text: str, allowed: int) -> str:
    if len(text) > allowed:
        raise AnswerRefused(TOO_LONG, allowed=allowed, used=len(text))
    return text


def _not_empty(text: str) -> str:
    if not text:
        raise AnswerRefused(WRITE)
    return text


def _date(typed: str) -> str:
    """ISO, or day, month and year with any usual mark between them; the month may be an English word."""
    text = fold_digits(typed).strip()
    for order in DATE_ORDERS:
        if found := order.fullmatch(text):
            return _calendar_day(found["year"], found["month"], found["day"])
    raise AnswerRefused(NO_DATE)


def _calendar_day(year: str, month: str, day: str) -> str:
    try:
        number = int(month) if month.isdigit() else MONTHS.index(month[:3].casefold())
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        raise AnswerRefused(NO_DATE) from None


READERS: Mapping[str, Callable[[Question, Raw], Value]] = {
    **dict.fromkeys(CHOICE_KINDS, _read_choice),
    "several_choices": _read_choices,
    "short_text": _read_short_text,
    "long_text": _read_long_text,
    "date": _read_date,
    **dict.fromkeys(ROW_KINDS, _read_table),
    "recommendation": _read_link,
}

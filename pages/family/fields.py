"""The fields of a form that a family's page posts."""

from collections.abc import Mapping

from starlette.requests import Request

from pages.family.multipart import FORM_WITH_FILES, SentFile, read_multipart
from pages.form_body import Pairs, read_form

LARGEST = 1_000_000  # bytes, of words

Fields = Mapping[str, list[str]]


async def read_fields(request: Request) -> Fields:
    """The fields of a posted form; raises BadBody with 400, 413 or 415."""
    return by_name(await read_form(request, LARGEST))


def may_hold_files(request: Request) -> bool:
    """Whether the form was sent in the way in which files are."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM_WITH_FILES


async def read_fields_and_files(request: Request, most_of_file: int) -> tuple[Fields, list[SentFile]]:
    """The same of a form that holds files: of one that is too large, one byte more than `most_of_file`."""
    pairs, files = await read_multipart(request, LARGEST, most_of_file)
    return by_name(pairs), files


def by_name(pairs: Pairs) -> Fields:
    """The fields by name, each with its values in order; line ends become plain newlines."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\r", "\n"))
    return fields

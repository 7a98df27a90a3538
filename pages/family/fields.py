"""The fields of a form that a family's page posts."""

from collections.abc import Mapping

from starlette.requests import Request

from pages.form_body import Pairs, read_form

LARGEST = 1_000_000  # bytes

Fields = Mapping[str, list[str]]


async def read_fields(request: Request) -> Fields:
    """The fields of a posted form; raises BadBody with 400, 413 or 415."""
    return by_name(await read_form(request, LARGEST))


def by_name(pairs: Pairs) -> Fields:
    """The fields by name, each with its values in order; line ends become plain newlines."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\r", "\n"))
    return fields

"""The files as we ask for them, to be filled in: the headings of each, and one row that shows how."""

from typing import Final

_HEADINGS = (
    "child id,contact id,contact name,relation,phone,email,address,language,dialect,interpreter,safe times,safe note,"
    "do not contact"
)
_EXAMPLE = "EXAMPLE-1,K1,Sam Example,Father,07700 900123,,,Arabic,,yes,after 4 pm,Ring twice,no"
_STAFF = "staff id,staff name,email,roles,team,job title,mobile"
_STAFF_EXAMPLE = "P1,Sam Example,sam.example@authority.example,Social worker; Reviewer,North team,Senior practitioner,"
TEMPLATE: Final = f"\ufeff{_HEADINGS}\r\n{_EXAMPLE}\r\n".encode()
STAFF_TEMPLATE: Final = f"\ufeff{_STAFF}\r\n{_STAFF_EXAMPLE}\r\n".encode()

"""The contacts file as we ask for it, to be filled in: its headings, and one row that shows how."""

from typing import Final

_HEADINGS = (
    "child id,contact id,contact name,relation,phone,email,address,language,dialect,interpreter,safe times,safe note,"
    "do not contact"
)
_EXAMPLE = "EXAMPLE-1,K1,Sam Example,Father,07700 900123,,,Arabic,,yes,after 4 pm,Ring twice,no"
TEMPLATE: Final = f"\ufeff{_HEADINGS}\r\n{_EXAMPLE}\r\n".encode()

"""JSON that no browser of ours sends, to the two addresses that take it: refused, and never a fault."""

import json

import httpx
import pytest

from pages.staff.shell.addresses import DRAFTS, RAISE
from people.drafts import keeper
from tests.pages.staff.conftest import COOKIE, Office

DRAFT = {"screen": "/staff/children", "form": "a-form", "fields": {"words": "x"}, "typed": 1}
CONCERN = {"press": "a-press", "kind": "at_risk", "words": "x"}
HARM = {
    "NaN": b"NaN",
    "infinity": b"-Infinity",
    "beyond every number": b"1e999",
    "a whole number of thirty digits": b"1" * 30,
    "half a sign": b'"\\ud800"',
    "a nul": b'"a\\u0000b"',
    "no UTF-8": b'"\xff\xfe"',
    "two thousand fields": json.dumps({f"f{n}": "x" for n in range(2000)}).encode(),
    "very deep": b"[" * 20_000,
    "nothing": b"",
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize(("address", "form"), [(DRAFTS, DRAFT), (RAISE, CONCERN)], ids=["drafts", "concerns"])
def test_json_that_no_browser_sends_is_refused_and_never_a_fault(
    office: Office, address: str, form: dict[str, object], harm: str
) -> None:
    key = office.key_of(office.cast.worker)
    headers = {"Cookie": f"{COOKIE}={key}", "Origin": office.url}
    form = {**form, "person": office.store.read(keeper, key).person}
    with httpx.Client(base_url=office.url, headers=headers) as browser:
        for name in form:
            body = json.dumps({**form, name: "HARM"}).encode().replace(b'"HARM"', HARM[harm])
            assert browser.post(address, content=body).status_code in range(400, 500), (name, body[:80])
        assert browser.post(address, content=HARM[harm]).status_code in range(400, 500)

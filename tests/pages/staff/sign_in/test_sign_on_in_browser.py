"""Signing on as somebody does it: the whole program, a real provider and a real browser, without any script."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pyotp import TOTP

from tests.browsing import a_browser
from tests.provider import a_provider
from tests.server import Server, free_port

pytestmark = pytest.mark.browser


def test_somebody_cancels_signs_on_and_brings_a_code_without_scripts(tmp_path: Path) -> None:
    port = free_port()
    with a_provider() as provider, a_browser() as browser:
        provider.knows("helen-1", preferred_username="helen.marsh@heard.example")
        server = Server(
            tmp_path / "data",
            port,
            HEARD_PUBLIC_URL=f"http://localhost:{port}",
            HEARD_SIGN_ON_ISSUER=provider.url,
            HEARD_SIGN_ON_CLIENT="heard",
            HEARD_SIGN_ON_SECRET="a secret",
            HEARD_SIGN_ON_LABEL="Sign in with the council",
            HEARD_SECOND_FACTOR="required",
        )
        server.start()
        try:
            page = browser.new_context(java_script_enabled=False).new_page()
            page.goto(f"{server.url}/staff/sign-in")
            page.get_by_role("link", name="Sign in with the council").click()
            page.get_by_role("button", name="Deny").click()
            expect(page.get_by_role("alert")).to_contain_text("You did not sign in at localhost")
            page.get_by_role("link", name="Back to signing in").click()
            page.get_by_role("link", name="Sign in with the council").click()
            page.get_by_placeholder("sub").fill("helen-1")
            page.get_by_role("button", name="Authorize").click()
            page.wait_for_url("**/staff/sign-in/code?**")
            key = re.search(r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", page.locator("main").inner_text())
            assert key is not None
            page.locator("input[name=code]").fill(TOTP(key[0].replace(" ", "")).at(int(time.time())))
            page.locator("form button").click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("recovery codes")
            cookies = {one["name"] for one in page.context.cookies()}
            assert "heard_staff" in cookies
            assert not {"heard_ticket", "heard_half"} & cookies
        finally:
            server.kill()

"""Draws the first question of each age in several languages into `docs/gallery`: `python -m tests.gallery [codes]`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browsing import PHONE, a_browser
from tests.server import Server, serving

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = DOCS / "gallery"
LANGUAGES = ("en", "ar", "bn", "ti", "fa-AF")
AGES = {
    "child_4_7": "4 to 7, with a helper",
    "child_8_11": "8 to 11",
    "young_person": "12 to 17",
    "parent_carer": "Adults",
    "easy": "Easy Read",
}


def main(codes: tuple[str, ...]) -> None:
    """Every picture anew, and the page that shows them side by side."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as here, serving(Path(here) / "demo") as server, a_browser() as browser:
        for code in codes:
            for age in AGES:
                _draw(browser, server, age, code)
    (DOCS / "gallery.md").write_text(_page(), encoding="utf-8")


def _draw(browser: Browser, server: Server, age: str, code: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    link = server.ask(language=code, audience="parent_carer" if age == "easy" else age)
    page.goto(f"{link}?easy" if age == "easy" else link)
    with page.expect_navigation():
        page.locator('button[value="begin"]').click()
    page.screenshot(path=FOLDER / f"{age}.{code}.jpg", type="jpeg", quality=60)
    context.close()


def _page() -> str:
    names = [code for code in LANGUAGES if (FOLDER / f"child_4_7.{code}.jpg").exists()]
    lines = [
        "# The first question, at each age",
        "",
        "Made by `python -m tests.gallery`, without JavaScript, 390 × 844.",
        "",
    ]
    for code in names:
        shown = "".join(
            f'<td><img src="gallery/{age}.{code}.jpg" width="190" alt="{said}"></td>' for age, said in AGES.items()
        )
        heads = "".join(f"<th>{said}</th>" for said in AGES.values())
        lines += [f"## {code}", "", f"<table><tr>{heads}</tr><tr>{shown}</tr></table>", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or LANGUAGES)

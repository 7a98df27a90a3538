"""What a staff screen that is held open costs the server in memory."""

from benchmarks.authority import MANY, authority, opened
from benchmarks.browsing import a_browser, sign_in
from benchmarks.evidence import CHILD, reviewed
from benchmarks.programs import heard
from benchmarks.row import Row, at_most

MOST = 0.6  # megabytes
WARMING = 6  # screens that are opened first, so that what all of them share is there already
DRAWN = ".review .family .voice"


def rows(voices: int = MANY, screens: int = 20, warming: int = WARMING) -> list[Row]:
    """How much the server's memory grows with each open review."""
    folder = authority(voices)
    store = opened(folder)
    _, review = store.read(reviewed, CHILD)
    store.close()
    with heard(folder) as program, a_browser() as browser:
        context = browser.new_context()
        address = f"/staff/reviews/{review}?part=6"
        sign_in(context.new_page(), program.url, "Peter Lindqvist", address)
        before = 0
        for opened_screens in range(warming + screens):
            if opened_screens == warming:
                before = program.memory
            page = context.new_page()
            page.goto(f"{program.url}{address}")
            page.locator(DRAWN).first.wait_for()
        grown = program.memory - before
    each = grown / screens / 1e6
    detail = (
        f"the server's resident memory before and after {screens} tabs of Chromium opened a review and kept it open, "
        f"after {warming} others: {before / 1e6:.0f} MB grew by {grown / 1e6:.1f} MB."
    )
    return [at_most("a staff screen held open", each, MOST, "MB", detail)]

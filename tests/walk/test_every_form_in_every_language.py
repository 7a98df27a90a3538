"""Every form in every language: it can be finished without JavaScript, and each page says in which language it is."""

import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest
import uvicorn
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Locator, Page
from starlette.testclient import TestClient

from feedback.voices.voices import VOICES
from language.catalogue import FOLDER, say
from language.registry import LANGUAGES, language
from pages.family.routes import family_pages
from pages.family.site import Site
from storage.store import Store
from tests.browsing import faults
from tests.cast import LIBRARY, Cast
from tests.sampling import turning
from tests.walking import Said, walk

FIRST, LATER = 14_600, 8_000  # bytes on the wire
SMALLEST = {"width": 320, "height": 640}
OWN_WORDS = {
    "en": "They listened.", "ar": "استمعوا إلينا.", "ti": "ሰሚዖምና።", "am": "አዳመጡን።", "fa-AF": "به ما گوش دادند.",
    "ps": "زموږ خبرې یې واورېدې.", "fa": "به ما گوش کردند.", "ckb": "گوێیان لێ گرتین.", "vi": "Họ đã lắng nghe.",
    "sq": "Na dëgjuan.", "so": "Way na dhegaysteen.", "bn": "তারা শুনেছেন।", "tr": "Bizi dinlediler.",
    "es": "Nos escucharon.", "pt": "Eles ouviram-nos.", "fr": "Ils nous ont écoutés.",
}  # fmt: skip
# One of each script and direction, and of each age.
SEEN = [
    (("conference", "child_4_7"), "ar"),
    (("closure", "child_8_11"), "bn"),
    (("conference", "young_person"), "ti"),
    (("conference", "parent_carer"), "fa-AF"),
]
FORMS = list({LIBRARY.find(*pair): pair for pair in reversed(LIBRARY.choices())}.values())  # each form once


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """What families may read, as the catalogues' template lists it."""
    with (FOLDER / "messages.pot").open("rb") as file:
        return frozenset(one.id for one in read_po(file) if isinstance(one.id, str) and one.id)


@pytest.fixture
def app(store: Store) -> object:
    return family_pages(store, Site(), LIBRARY)


@pytest.mark.parametrize(("form", "code"), turning(FORMS, LANGUAGES))
def test_a_form_is_finished_in_a_language(
    store: Store, cast: Cast, app: object, english: frozenset[str], form: tuple[str, str], code: str
) -> None:
    token = cast.ask(*form, code).token
    browser = TestClient(app, base_url="http://views.example", follow_redirects=False)  # type: ignore[arg-type]
    screens = list(walk(browser, f"/f/{token}", OWN_WORDS[code]))
    for place, here in enumerate(screens):
        assert here.lang == (code, language(code).direction)
        assert here.weight <= (LATER if place else FIRST)
        check_words(here.said(), code, english)
    (voice,) = store.read(lambda db: db.table(VOICES).all())
    assert voice["finished"]
    assert voice["language"] == code
    assert any(one["value"] is not None for one in voice["answers"].values())


def check_words(said: list[Said], code: str, english: frozenset[str]) -> None:
    """No message is missing, doubled or half made; what stands in English says that it is."""
    assert [one.text for one in said if "{" in one.text or (one.text == "None" and one.text not in english)] == []
    unmarked = [one.text for one in said if one.text in english and one.lang == code != "en"]
    assert [text for text in unmarked if say(code, text).lang != code] == []
    marked = [one for one in said if one.lang == "en" and one.text in english and code != "en"]
    assert [one.text for one in marked if one.direction == "rtl"] == []
    doubled = [text for text, times in Counter(one.text for one in said if len(one.text) > 40).items() if times > 2]
    assert doubled == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("form", "code"),
    [
        pytest.param(form, code, marks=() if (form, code) in SEEN else pytest.mark.soak)
        for form in FORMS
        for code in LANGUAGES
    ],
)
def test_it_is_seen_and_pressed_at_320_pixels(
    home: str, cast: Cast, store: Store, browser: Browser, form: tuple[str, str], code: str
) -> None:
    context = browser.new_context(viewport=SMALLEST, java_script_enabled=False)  # type: ignore[arg-type]
    page, beside = context.new_page(), browser.new_page(viewport=SMALLEST)  # type: ignore[arg-type]
    page.goto(f"{home}/f/{cast.ask(*form, code).token}")
    found = {}
    for place in range(80):
        if wrong := looks(page, beside, code):
            found[place] = wrong
        if not press_on(page, OWN_WORDS[code]):
            break
    context.close()
    beside.close()
    assert found == {}
    (voice,) = store.read(lambda db: db.table(VOICES).all())
    assert voice["finished"]


def looks(page: Page, beside: Page, code: str) -> list[str]:
    """What is wrong with the page as it stands; axe is a script, so it looks in a tab that runs some."""
    beside.set_content(re.sub(r"<script>.*?</script>", "", page.content(), flags=re.DOTALL))
    wide = beside.evaluate("() => document.documentElement.scrollWidth")
    assert page.locator("html").get_attribute("lang") == code
    return [*faults(beside), *([f"it is {wide} pixels wide"] if wide > SMALLEST["width"] else [])]


def press_on(page: Page, words: str) -> bool:
    """Do the first thing that leads on; False on the last page."""
    cards, choices = (
        page.locator("button[value^='answer:']"),
        page.locator("input[name=answer]:is([type=radio],[type=checkbox])"),
    )
    written = page.locator("textarea[name=answer], input[name=answer]:not([type=radio]):not([type=checkbox])")
    for do in ("begin", "finish"):
        if (button := page.locator(f"main button[name=do][value={do}]")).count():
            on(page, button)
            return True
    if not page.locator("input[name=question]").count() or not page.locator("[value=skip]").count():
        return False
    if cards.count():
        on(page, cards.first)
        return True
    if choices.count():
        choices.first.check(force=True)
    elif written.count():
        written.first.fill("07700 900123" if written.first.get_attribute("type") == "tel" else words)
    on(page, page.locator("main button[name=do][value=answer]"))
    if page.locator("[role=alert]").count():  # these words are no answer to it
        on(page, page.locator("button[name=do][value=skip]"))
    return True


def on(page: Page, button: Locator) -> None:
    """Press it and wait for the page after it: what stands in between is nobody's page."""
    with page.expect_navigation():
        button.click()


@pytest.fixture
def home(app: object) -> Iterator[str]:
    """The family's pages, served for real."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join()

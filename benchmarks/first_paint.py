"""How long somebody with a slow phone line looks at nothing."""

from playwright.sync_api import Browser

from benchmarks.authority import MANY, authority, opened
from benchmarks.browsing import a_browser
from benchmarks.families import Family, asked
from benchmarks.programs import heard
from benchmarks.row import Row, at_most
from language.registry import LANGUAGES

MOST = 1.0  # seconds
BYTES_A_SECOND, LATENCY = 400_000 / 8, 300  # 400 kbit/s; milliseconds
PHONE = {"width": 390, "height": 844}
PAINTED = """() => new Promise(tell => new PerformanceObserver(seen => {
    const paint = seen.getEntriesByName('first-contentful-paint')[0];
    if (paint) tell(paint.startTime / 1000);
}).observe({type: 'paint', buffered: true}))"""


def rows(voices: int = MANY, tries: int = 4) -> list[Row]:
    """The first paint of the welcome page, in the language that takes longest."""
    folder = authority(voices)
    store = opened(folder)
    families = [store.write_now(asked, "D0017", "conference", "parent_carer", code, begun=False) for code in LANGUAGES]
    store.close()
    with heard(folder) as program, a_browser() as browser:
        best = {one.language: min(_paint(browser, program.url, one) for _ in range(tries)) for one in families}
    told = ", ".join(f"{language} {seconds:.2f} s" for language, seconds in best.items())
    detail = f"Chromium with an empty cache on such a line, first contentful paint, best of {tries}: {told}."
    return [at_most("first paint at 400 kbit/s, 300 ms", max(best.values()), MOST, "s", detail)]


def _paint(browser: Browser, url: str, family: Family) -> float:
    """Seconds from asking for the page to the first words on it."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # a plain dict is what it takes
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    speed = {
        "offline": False,
        "latency": LATENCY,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND,
    }
    line.send("Network.emulateNetworkConditions", speed)
    page.goto(f"{url}{family.path}")
    seconds = float(page.evaluate(PAINTED))
    context.close()
    return seconds

"""The frame of every screen: where one can go, how much waits there, who one is, and the way out."""

from html import escape

from nicegui import ui

from pages.staff.shell.alerts import alerts
from pages.staff.shell.assets import address_of
from pages.staff.shell.navigation import grouped, navigation, topics
from pages.staff.shell.panel import Panel
from pages.staff.shell.raising import about_of, raising
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from people.roles import Permission

# in this order: each stands on those before it
SCRIPTS = (
    "staff.js",
    "line.js",
    "asking.js",
    "faults.js",
    "outbox.js",
    "drafts.js",
    "session.js",
    "bars.js",
    "raising.js",
)


def use(*names: str) -> None:
    """Bring stylesheets and scripts of ours to the page, in this order."""
    for name in names:
        if name.endswith(".css"):
            ui.add_head_html(f'<link rel="stylesheet" href="{address_of(name)}">')
        else:
            ui.add_head_html(f'<script src="{address_of(name)}" defer></script>')


async def frame(screen: Screen, title: str, here: str, *, child: str = "") -> Panel:
    """Dress the page: title, styles, scripts, navigation with `here` marked, and the place for what is told.

    `child` is whom the screen is about, where its address does not say it.
    """
    ui.page_title(f"{title} · Heard")
    ui.colors(primary="#0f4c5c", positive="#1b6e2e", warning="#8a5a00", negative="#a4161a")
    ui.add_head_html(f'<meta name="heard-screen" content="{escape(screen.address)}">')
    ui.add_head_html(f'<meta name="heard-keeper" content="{screen.keeper.person}" data-key="{screen.keeper.key}">')
    use("staff.css", "forms.css", "concerns.css", *SCRIPTS)
    raises = screen.person.may(Permission.RAISE_CONCERN)
    has_calendar = screen.person.may(Permission.SEE_TRACKER)
    context = screen.context

    def draw() -> str:
        given = {
            "here": here,
            "person": screen.person,
            "settings": context.settings,
            "raises": raises,
            "has_calendar": has_calendar,
        }
        return render(
            "shell/frame.html",
            screen.now,
            groups=grouped(
                screen.read(
                    navigation,
                    context.settings.hours,
                    context.call_order,
                    context.tracker,
                    mail=context.settings.mail != "off",
                )
            ),
            **given,
        )

    with screen.client.layout:
        panel = (await screen.panel(draw, *topics(screen.person))).classes("frame")
        panel.element.move(target_index=0)
        ui.html(render("shell/told.html", screen.now), sanitize=True).classes("told-box")
        if raises:
            await raising(screen, await about_of(screen, child))
    if screen.person.may(Permission.MAKE_CALLS):
        screen.follow_the_clock(panel)
    await alerts(screen)
    return panel

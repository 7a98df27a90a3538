"""A panel: a part of a page, drawn as HTML from a template, that can be drawn again while the rest stays."""

from collections.abc import Callable

from nicegui import ui


class Panel:
    """One light element however much it shows. Values are escaped by the template; the browser cleans it once more.

    `draw` runs in a reading thread: it touches no element.
    """

    def __init__(self, draw: Callable[[], str], html: str) -> None:
        self.draw = draw
        self.element = ui.html(html, sanitize=True).props("data-panel")

    def show(self, html: str) -> None:
        """Show what was drawn again; nothing is sent where nothing changed."""
        if not self.element.is_deleted:
            self.element.set_content(html)

    def classes(self, names: str) -> "Panel":
        """Give the panel's box CSS classes."""
        self.element.classes(names)
        return self

"""A panel: a part of a page, drawn as HTML from a template, that can be drawn again while the rest stays."""

from collections.abc import Callable

from nicegui import ui


class Panel:
    """One light element however much it shows. Values are escaped by the template; the browser cleans it once more."""

    def __init__(self, draw: Callable[[], str]) -> None:
        self._draw = draw
        self.element = ui.html(draw(), sanitize=True).props("data-panel")

    def refresh(self) -> None:
        """Draw again; nothing is sent where nothing changed."""
        if not self.element.is_deleted:
            self.element.set_content(self._draw())

    def classes(self, names: str) -> "Panel":
        """Give the panel's box CSS classes."""
        self.element.classes(names)
        return self

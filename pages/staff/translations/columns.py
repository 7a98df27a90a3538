"""The columns that count passages by their state."""

from translations.overview import STATES

COLUMNS = [*((name, "") for name in STATES.values()), ("Of", "")]

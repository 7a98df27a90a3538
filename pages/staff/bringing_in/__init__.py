"""An authority brought in from its files."""

"""Translations: every passage in every language, its state, who made and who checked it, and what families read."""

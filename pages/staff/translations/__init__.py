"""Translations: every language, its forms and parts, and one passage beside its English."""

"""Themes of moderation, and how often panel and reviewer agree."""

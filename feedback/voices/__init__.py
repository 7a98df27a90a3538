"""Voices: links, the conversation as it is kept, views of it, attempts, form versions, and what has to be read."""

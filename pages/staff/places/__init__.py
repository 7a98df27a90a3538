"""Places and events, their posters and what was said there."""

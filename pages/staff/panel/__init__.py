"""Stage 2 on screens: planning the panel, reading before it, the meeting itself, and what it made of each review."""

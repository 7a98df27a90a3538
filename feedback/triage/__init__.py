"""Triage: a named human reads every free text and every same-day matter, and says what is done about it (BR-31)."""

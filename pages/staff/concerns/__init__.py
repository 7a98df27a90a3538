"""Concerns: what was raised, who has it, what is late."""

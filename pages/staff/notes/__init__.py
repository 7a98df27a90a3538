"""Notes of talks that took place."""

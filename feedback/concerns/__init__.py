"""Concerns: a child may be at risk now, or racism was not addressed; raised at once, never deleted, answered in time.

They stand beside triage and calls, and not in reviews, because a caller and whoever reads what families say raise them
in the same transaction as their decision, with or without a review (BR-26, BR-30).
"""

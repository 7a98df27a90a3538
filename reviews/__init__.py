"""Judging and improving: reviews, their evidence and citations."""

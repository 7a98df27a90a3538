"""Asking a family for their views, by each way there is."""

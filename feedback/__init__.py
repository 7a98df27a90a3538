"""Listening: requests, attempts and voices."""

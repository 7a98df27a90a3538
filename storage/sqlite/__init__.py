"""Rows in SQLite: the embedded engine, and the only folder that knows it."""

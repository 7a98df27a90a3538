"""Rows in PostgreSQL: for more than one machine, and the only folder that knows it."""

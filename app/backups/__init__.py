"""Backups of the running program, and what is made of one on the day that it is needed."""

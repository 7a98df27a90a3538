"""Starts the program: settings, wiring, command line, middleware."""

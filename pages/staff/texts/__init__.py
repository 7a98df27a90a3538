"""Texts that need a person, and the phones that demo mode plays."""

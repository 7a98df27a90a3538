"""Mails to staff: what became of them."""

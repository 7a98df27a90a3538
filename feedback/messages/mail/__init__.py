"""Mails to staff: their outbox, who carries them, and what a person decides about one that did not simply go."""

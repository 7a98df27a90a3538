"""Asking: requests, what stands in the way of them, reminders."""

"""Calls: whom to call and when it is safe, the call itself, what came of it, and talks that took place already."""

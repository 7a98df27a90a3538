"""Who can see which child, and because of what."""

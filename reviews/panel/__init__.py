"""Stage 2: the Moderation Panel, from its list of reviews to their final grades (BR-41 to 48)."""

"""Stage 1: the Head checks a review that was handed in, and passes or returns it (BR-40)."""

"""One's own deadlines and meetings in one's calendar."""

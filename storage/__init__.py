"""Documents and how they are kept."""

"""How long things are kept, and what is about to go."""

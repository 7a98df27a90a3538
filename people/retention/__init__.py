"""How long things are kept: the rules, what is about to go, what went, and what may not go yet."""

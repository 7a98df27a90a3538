"""The list of what a person has to read."""
